import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWordId } from '../../config/words/index.ts';
import { LONGEST_SHELVING_MIN, alarmBoardSchema } from '../api/contract/index.ts';
import type { AlarmEventRecord } from '../journal/alarm-journal.port.ts';
import { isActive, nextCoreState, type CoreEvent, type CoreState } from './alarm.ts';
import { createAlarmList } from './alarm-list.ts';
import { alarmTags, definitionOf, wordsOf } from './definitions.ts';

const trip = { tag: 'stop.safetyChain', detail: 'chain open' } as const;
const late = { tag: 'order.overdue', detail: 'customer takes long' } as const;
const lost = (object: string, under?: string) => ({ tag: 'link.lost', object, detail: 'no answer', under }) as const;
const MINUTE_MS = 60_000;

function bench() {
  let nowMs = 0;
  const history: AlarmEventRecord[] = [];
  const alarms = createAlarmList({ nowMs: () => nowMs, utcMs: () => 1_000_000 + nowMs, happened: (event) => { history.push(event); }, changed: () => undefined });
  const states = () => Object.fromEntries(alarms.board().alarms.map(({ alarmId, state }) => [alarmId, state]));
  const pass = (ms: number) => {
    nowMs += ms;
    alarms.scan(nowMs);
  };
  return { alarms, states, pass, history };
}

describe('alarm list', () => {
  it('marks the first of a cascade, and shows the consequences behind it', () => {
    const { alarms, pass } = bench();
    alarms.raise(late);
    pass(10_000);
    alarms.raise(trip);
    pass(100);
    alarms.raise(lost('lift'));
    assert.deepEqual(alarms.board().alarms.map(({ alarmId, firstOut, consequenceOf }) => [alarmId, firstOut, consequenceOf]), [
      ['stop.safetyChain', true, undefined], ['link.lost:lift', false, 'stop.safetyChain'], ['order.overdue', true, undefined],
    ]);
  });

  it('counts the same cause once while it lasts, with the detail of its coming', () => {
    const { alarms, history } = bench();
    alarms.raise(trip);
    alarms.raise({ ...trip, detail: 'again' });
    assert.deepEqual(alarms.list().map(({ detail, count }) => [detail, count]), [['chain open', 1]]);
    assert.equal(history.length, 1);
  });

  it('keeps a safety trip after its cause has gone until somebody resets it, and asks who has not seen it', () => {
    const { alarms, states } = bench();
    alarms.raise(trip);
    alarms.returned('stop.safetyChain');
    assert.deepEqual(states(), { 'stop.safetyChain': 'latchedUnacknowledged' });
    alarms.reset('Wei');
    assert.deepEqual(states(), { 'stop.safetyChain': 'returnedUnacknowledged' });
    assert.ok(alarms.acknowledge('stop.safetyChain', 'Wei').ok);
    assert.deepEqual(states(), {});
  });

  it('does not let a reset or an acknowledgement take away what is still there', () => {
    const { alarms, states } = bench();
    alarms.raise(trip);
    alarms.reset();
    assert.ok(alarms.acknowledge('stop.safetyChain', 'Wei').ok);
    alarms.reset();
    assert.deepEqual(states(), { 'stop.safetyChain': 'acknowledged' });
    assert.equal(alarms.list()[0]?.acknowledgedBy, 'Wei');
  });

  it('remembers what came and went unseen, and asks again for what comes back', () => {
    const { alarms, states } = bench();
    alarms.raise(late);
    alarms.returned('order.overdue');
    assert.deepEqual(states(), { 'order.overdue': 'returnedUnacknowledged' });
    alarms.raise(late);
    assert.deepEqual(states(), { 'order.overdue': 'unacknowledged' });
  });

  it('shelves for a time and then asks anew, and goes on looking meanwhile', () => {
    const { alarms, states, pass, history } = bench();
    alarms.raise(late);
    assert.ok(alarms.acknowledge('order.overdue', 'Wei').ok);
    assert.ok(alarms.shelve('order.overdue', 30, 'Wei', 'known').ok);
    pass(29 * MINUTE_MS);
    assert.deepEqual(states(), { 'order.overdue': 'shelved' });
    assert.equal(alarms.quiet(), false);
    pass(2 * MINUTE_MS);
    assert.deepEqual(states(), { 'order.overdue': 'unacknowledged' });
    assert.ok(alarms.shelve('order.overdue', 30, 'Wei', 'known').ok);
    alarms.returned('order.overdue');
    pass(31 * MINUTE_MS);
    assert.deepEqual(states(), { 'order.overdue': 'returnedUnacknowledged' });
    assert.deepEqual(history.map(({ event }) => event), ['raised', 'acknowledged', 'shelved', 'shelvingExpired', 'shelved', 'returned', 'shelvingExpired']);
  });

  it('never shelves a safety trip or a person sensor, nor what is not there', () => {
    const { alarms } = bench();
    alarms.raise(trip);
    alarms.raise({ tag: 'person.sensor', object: 'A', detail: 'disagree' });
    for (const id of ['stop.safetyChain', 'person.sensor:A']) {
      for (const refused of [alarms.shelve(id, 1, 'Wei', 'later'), alarms.takeOutOfService(id, 'Wei', 'later')]) assert.equal(refused.ok ? '' : refused.error.code, 'notShelvable');
    }
    const unknown = alarms.shelve('link.lost:lift', 1, 'Wei', 'later');
    assert.equal(unknown.ok ? '' : unknown.error.code, 'alarmUnknown');
  });

  it('keeps out of service what a technician has put there, until somebody takes it back', () => {
    const { alarms, states, pass } = bench();
    alarms.raise(lost('scale-A'));
    assert.ok(alarms.takeOutOfService('link.lost:scale-A', 'Wei', 'no spare').ok);
    alarms.returned('link.lost:scale-A');
    alarms.raise(lost('scale-A'));
    pass(24 * 60 * MINUTE_MS);
    assert.deepEqual(states(), { 'link.lost:scale-A': 'outOfService' });
    assert.ok(alarms.takeBack('link.lost:scale-A', 'Li').ok);
    assert.deepEqual(states(), { 'link.lost:scale-A': 'unacknowledged' });
    assert.equal(alarms.takeBack('link.lost:scale-A', 'Li').ok, false);
  });

  it('knows after a restart what was put aside, and forgets what has run out', () => {
    const { alarms, states } = bench();
    alarms.load([{ alarmId: 'wire.errors:bays', untilUtcMs: 1_000_000 + MINUTE_MS, by: 'Wei', why: '' }, { alarmId: 'link.lost:lift', untilUtcMs: 5, by: 'Wei', why: '' }, { alarmId: 'api.lost', untilUtcMs: undefined, by: 'Wei', why: '' }]);
    assert.deepEqual(states(), { 'wire.errors:bays': 'shelved', 'api.lost': 'outOfService' });
  });

  it('suppresses by design what follows from a silent bus, and shows it when the bus lives and it does not', () => {
    const { alarms, states } = bench();
    alarms.raise({ tag: 'bus.silent', object: 'drives', detail: '' });
    alarms.raise(lost('lift', 'bus.silent:drives'));
    assert.deepEqual(states(), { 'bus.silent:drives': 'unacknowledged', 'link.lost:lift': 'suppressed' });
    alarms.returned('bus.silent:drives');
    assert.deepEqual(states(), { 'bus.silent:drives': 'returnedUnacknowledged', 'link.lost:lift': 'unacknowledged' });
  });

  it('shows what a restart has found put aside, no longer than anybody may ask for, and announces what has become a trip', () => {
    const { alarms, states, pass } = bench();
    const never = 1_000_000 + 10_000 * MINUTE_MS;
    alarms.load([{ alarmId: 'wire.errors:bays', untilUtcMs: never, by: 'Wei', why: 'the clock was put back' }, { alarmId: 'person.sensor:A', untilUtcMs: never, by: 'Wei', why: '' }]);
    const board = alarmBoardSchema.safeParse(alarms.board());
    assert.ok(board.success, board.error?.message);
    alarms.raise({ tag: 'wire.errors', object: 'bays', detail: 'noise' });
    alarms.raise({ tag: 'person.sensor', object: 'A', detail: 'dead' });
    assert.deepEqual(states(), { 'wire.errors:bays': 'shelved', 'person.sensor:A': 'unacknowledged' });
    pass(LONGEST_SHELVING_MIN * MINUTE_MS);
    assert.equal(states()['wire.errors:bays'], 'unacknowledged');
  });

  it('takes for the first cause what comes after its consequences, and shows those behind it', () => {
    const { alarms, states, pass, history } = bench();
    alarms.raise(lost('lift'));
    pass(1000);
    alarms.raise({ tag: 'bus.silent', object: 'drives', detail: '' });
    assert.equal(alarms.board().alarms.find(({ tag }) => tag === 'bus.silent')?.consequenceOf, 'link.lost:lift');
    alarms.raise(lost('lift', 'bus.silent:drives'));
    alarms.raise(lost('travel', 'bus.silent:drives'));
    assert.deepEqual(states(), { 'bus.silent:drives': 'unacknowledged', 'link.lost:lift': 'suppressed', 'link.lost:travel': 'suppressed' });
    assert.deepEqual(alarms.board().alarms.map(({ alarmId, firstOut, consequenceOf }) => [alarmId, firstOut, consequenceOf]), [
      ['bus.silent:drives', true, undefined], ['link.lost:lift', false, 'bus.silent:drives'], ['link.lost:travel', false, 'bus.silent:drives'],
    ]);
    assert.deepEqual(history.map(({ alarmId, event }) => `${event} ${alarmId}`), ['raised link.lost:lift', 'raised bus.silent:drives', 'suppressed link.lost:lift', 'raised link.lost:travel']);
  });

  it('holds what chatters, tells of it once, and lets it go when it has been quiet', () => {
    const { alarms, states, pass, history } = bench();
    for (let i = 0; i < 50; i += 1) {
      alarms.raise(lost('rfid-carriage'));
      pass(500);
      alarms.returned('link.lost:rfid-carriage');
      pass(500);
    }
    assert.equal(history.filter(({ event }) => event === 'raised').length, 3);
    assert.equal(alarms.list()[0]?.chattering, true);
    pass(MINUTE_MS);
    assert.deepEqual(states(), { 'link.lost:rfid-carriage': 'returnedUnacknowledged' });
  });

  it('goes on with what chattered before the start, and tells nobody again: mains that flicker are one alarm', () => {
    const started = { tag: 'stop.recovering', detail: 'the controller has just started' } as const;
    const startedBefore = (times: number) => {
      const { alarms, states, pass, history } = bench();
      alarms.remember(Array.from({ length: times }, (_, n) => ({ alarmId: 'stop.recovering', agoMs: 10_000 * (times - n) })));
      alarms.raise(started);
      return { alarms, states, pass, told: () => history.map(({ event }) => event) };
    };
    const third = startedBefore(2);
    assert.deepEqual([third.told(), third.alarms.list()[0]?.chattering], [['raised'], true]);
    const { alarms, states, pass, told } = startedBefore(3);
    assert.deepEqual([told(), alarms.list()[0]?.chattering, states()], [[], true, { 'stop.recovering': 'unacknowledged' }]);
    alarms.returned('stop.recovering');
    assert.deepEqual(states(), { 'stop.recovering': 'unacknowledged' });
    pass(MINUTE_MS);
    assert.deepEqual([told(), states()], [['returned'], { 'stop.recovering': 'latchedUnacknowledged' }]);
  });

  it('says when more come than anybody can follow, and then asks for the first causes only', () => {
    const { alarms, pass } = bench();
    alarms.raise(trip);
    for (let i = 0; i < 10; i += 1) alarms.raise(lost(`device-${String(i)}`));
    const { flood, lastTenMinutes, unacknowledged, alarms: all } = alarms.board();
    assert.deepEqual([flood, lastTenMinutes, unacknowledged, all.length], [true, 11, 1, 11]);
    pass(10 * MINUTE_MS);
    assert.deepEqual([alarms.board().flood, alarms.board().unacknowledged], [false, 11]);
  });
});

describe('states of an alarm', () => {
  const states: readonly CoreState[] = ['normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'latchedUnacknowledged', 'latchedAcknowledged'];
  const events: readonly CoreEvent[] = ['raised', 'returned', 'acknowledged', 'reset'];

  it('never lose a cause that is there, nor one that nobody has seen', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...events)), fc.boolean(), (happened, latching) => {
      let state: CoreState = 'normal';
      let there = false;
      let seen = true;
      for (const event of happened) {
        state = nextCoreState(state, event, latching);
        if (event === 'raised' && !there) [there, seen] = [true, false];
        if (event === 'returned') there = false;
        if (event === 'acknowledged') seen = true;
        assert.equal(isActive(state), there);
        if (!seen) assert.ok(['unacknowledged', 'returnedUnacknowledged', 'latchedUnacknowledged'].includes(state), state);
      }
    }));
  });

  it('latch only what latches', () => {
    for (const state of states) if (!state.startsWith('latched')) for (const event of events) assert.doesNotMatch(nextCoreState(state, event, false), /latched/);
  });
});

describe('definitions of alarms', () => {
  it('have a cause, a consequence and an action in words, each', () => {
    assert.ok(alarmTags().length > 80);
    for (const tag of alarmTags()) for (const word of Object.values(wordsOf(tag))) assert.ok(isWordId(word), `${tag}: ${word}`);
  });

  it('let nobody put aside what the safety hardware reports, or that a person sensor is dead', () => {
    for (const tag of ['stop.safetyChain', 'stop.runEnableLost', 'interlock.IL-01', 'interlock.IL-02', 'interlock.IL-52', 'interlock.IL-66', 'person.sensor']) assert.equal(definitionOf(tag)?.shelvable, false, tag);
    assert.equal(definitionOf('interlock.IL-01')?.latching, true);
  });
});
