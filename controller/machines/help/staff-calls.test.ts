import assert from 'node:assert/strict';
import { createAlarmList } from '../../alarms/alarm-list.ts';
import type { AlarmList } from '../../alarms/alarm-list.ts';
import { createStaffCallJournal } from '../../journal/staff-call-journal.ts';
import { statement } from '../../journal/statements.ts';
import { granted, openSeededBench } from '../../journal/testing/journal-bench.ts';
import type { JournalBench } from '../../journal/testing/journal-bench.ts';
import { MOST_CALLS, createStaffCalls } from './staff-calls.ts';
import type { StaffCalls } from './staff-calls.ts';

const RING_MS = 300_000;

describe('a call of the staff', () => {
  let bench: JournalBench;
  let alarms: AlarmList;
  let calls: StaffCalls;
  let nowMs: number;
  const open = (): StaffCalls => {
    alarms = createAlarmList({ nowMs: () => nowMs, utcMs: bench.wall.utcMs, happened: () => undefined, changed: () => undefined });
    return createStaffCalls({ journal: createStaffCallJournal(bench), alarms, clock: { nowMs: () => nowMs }, wall: bench.wall, bootId: 'boot-1', ringMs: RING_MS, changed: () => undefined });
  };
  const place = (callId = 's-7K2M9Q', screen = 'K22') => calls.attend({ kind: 'place', callId, screen });
  const alarm = () => alarms.list().find(({ tag }) => tag === 'staff.call');
  const told = async (): Promise<readonly string[]> => granted(await bench.store.read(statement('event.toSend', { most: 50 }))).map(({ type, data }) => `${String(type)} ${String(data)}`);
  beforeEach(async () => {
    bench = await openSeededBench();
    nowMs = 1000;
    calls = open();
  });
  afterEach(() => { bench.remove(); });

  it('rings at once with a reference and the screen, and is an alarm', async () => {
    const call = granted(await place());
    assert.deepEqual([call.reference, call.screen, call.state], ['7K2M9Q', 'K22', 'calling']);
    assert.deepEqual(calls.all(), [call]);
    assert.equal(alarm()?.core, 'unacknowledged');
    assert.equal(calls.quiet(), false);
    assert.match((await told()).at(-1) ?? '', /^staff\.called .*"screen":"K22"/u);
  });

  it('asked for twice is one call', async () => {
    await Promise.all([place(), place()]);
    granted(await place());
    assert.equal(calls.all().length, 1);
  });

  it('is noted and still an alarm when it has rung for as long as it may', async () => {
    granted(await place());
    calls.look(nowMs + RING_MS - 1);
    assert.equal(calls.all()[0]?.state, 'calling');
    calls.look(nowMs + RING_MS);
    assert.equal(calls.all()[0]?.state, 'noted');
    assert.equal(calls.quiet(), true);
    assert.equal(alarm()?.core, 'unacknowledged');
  });

  it('that somebody takes is no alarm any more, and has his name in the audit but not in the event', async () => {
    granted(await place());
    granted(await calls.attend({ kind: 'answer', callId: 's-7K2M9Q', how: 'callsBack', minutes: 10, by: 'wang' }));
    const [call] = calls.all();
    assert.deepEqual([call?.state, call?.answer?.how, call?.answer?.minutes, call?.answer?.by], ['answered', 'callsBack', 10, 'wang']);
    assert.equal(alarm(), undefined);
    const audit = bench.store.readNow(statement('audit.all'));
    assert.match(JSON.stringify(granted(audit).at(-1)), /staffCallAnswered.*wang/u);
    assert.doesNotMatch((await told()).join(), /wang/u);
  });

  it('is an alarm of its own for whoever has seen another one: taking one is not seeing the next', async () => {
    granted(await place('s-FIRST', 'K60'));
    granted(await place('s-SECOND', 'K25'));
    granted(await calls.attend({ kind: 'answer', callId: 's-FIRST', how: 'coming', by: 'wang' }));
    assert.equal(alarm()?.core, 'unacknowledged', 'the second still rings');
    granted(alarms.acknowledge('staff.call', 'wang'));
    granted(await place('s-THIRD', 'K25'));
    assert.equal(alarm()?.core, 'unacknowledged', 'nobody has seen the third');
  });

  it('that has ended cannot be answered', async () => {
    granted(await place());
    granted(await calls.attend({ kind: 'end', callId: 's-7K2M9Q', by: 'customer' }));
    assert.deepEqual(calls.all(), []);
    const answered = await calls.attend({ kind: 'answer', callId: 's-7K2M9Q', how: 'coming', by: 'wang' });
    assert.equal(answered.ok ? 'answered' : answered.error.code, 'callUnknown');
    assert.equal(alarm()?.core, 'returnedUnacknowledged', 'nobody has seen it');
  });

  it('rings again after a restart, and one that was answered stays answered', async () => {
    granted(await place());
    granted(await place('s-ANSWER', 'K60'));
    granted(await calls.attend({ kind: 'answer', callId: 's-ANSWER', how: 'coming', by: 'wang' }));
    const found = granted(await createStaffCallJournal(bench).open());
    calls = open();
    calls.load(found);
    assert.deepEqual(calls.all().map(({ callId, state }) => [callId, state]).sort(), [['s-7K2M9Q', 'calling'], ['s-ANSWER', 'answered']]);
    assert.equal(alarm()?.core, 'unacknowledged');
  });

  it('that somebody takes at the very end of its ringing is no fault of the journal', async () => {
    granted(await place());
    const taken = calls.attend({ kind: 'answer', callId: 's-7K2M9Q', how: 'coming', by: 'wang' });
    calls.look(nowMs + RING_MS);
    granted(await taken);
    for (let turn = 0; turn < 10; turn += 1) granted(await bench.store.read(statement('staffCall.open')));
    assert.equal(calls.all()[0]?.state, 'answered');
    assert.deepEqual(alarms.list().filter(({ tag }) => tag === 'order.outcomeNotDurable'), []);
  });

  it('in a flood stays one of so many that staff can read: what was answered gives way, what nobody has answered stays', async () => {
    granted(await place('s-FIRST', 'K60'));
    granted(await calls.attend({ kind: 'answer', callId: 's-FIRST', how: 'coming', by: 'wang' }));
    for (let more = 0; more < MOST_CALLS; more += 1) granted(await place(`s-${String(more).padStart(6, '0')}`));
    assert.equal(calls.all().length, MOST_CALLS);
    assert.ok(!calls.all().some(({ callId }) => callId === 's-FIRST'), 'somebody is coming to it, or has been there');
    const beyond = await place('s-BEYOND');
    assert.equal(beyond.ok ? 'placed' : beyond.error.code, 'tooManyRequests');
    assert.equal(granted(await createStaffCallJournal(bench).open()).length, MOST_CALLS);
    granted(await place('s-000000'));
  });

  it('that cannot be written down is refused: nobody waits for a call that is nowhere', async () => {
    bench.store.closeNow();
    const placed = await place();
    assert.equal(placed.ok ? 'placed' : placed.error.code, 'towerUnavailable');
    assert.deepEqual(calls.all(), []);
    assert.equal(alarm(), undefined);
  });
});
