import assert from 'node:assert/strict';
import { createActor, fromCallback, fromPromise } from 'xstate';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { doubtful } from '../../testing/bench-tower.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { Answer } from '../../tower-client/answer.ts';
import type { Deed } from '../deed.ts';
import { benchMachine, PATIENCE_MS } from './maintenance.machine.ts';
import type { BenchEvent } from './maintenance.machine.ts';
import type { Looking } from './readings.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** The page's chart with a controller that is written down. */
function bench() {
  const clock = createManualClock();
  const acted: Deed[] = [];
  const lookedAt: Looking[] = [];
  let stops = 0;
  let left = 0;
  let finish: ((answer: Answer<undefined>) => void)[] = [];
  let said: Answer<undefined> = answered(undefined);
  const actor = createActor(
    benchMachine.provide({
      actors: {
        signIn: fromPromise<Answer<undefined>, { readonly pin: string }>(({ input }) => Promise.resolve(input.pin === '123456' ? answered(undefined) : refused('pinWrong', 'no'))),
        act: fromPromise<Answer<undefined>, Deed | undefined>(({ input }) => {
          if (input !== undefined) acted.push(input);
          return new Promise((resolve) => { finish.push(resolve); });
        }),
        stop: fromPromise<Answer<undefined>>(() => {
          stops += 1;
          return Promise.resolve(said);
        }),
        leave: fromCallback<BenchEvent>(() => { left += 1; }),
        read: fromCallback<BenchEvent, Looking>(({ input }) => { lookedAt.push(input); }),
      },
    }),
    { clock, input: { language: 'en' } },
  );
  actor.start();
  return {
    actor, clock, acted, lookedAt,
    stops: () => stops,
    left: () => left,
    say: (answer: Answer<undefined>) => { said = answer; },
    context: () => actor.getSnapshot().context,
    signIn: async (pin = '123456') => {
      actor.send({ type: 'signIn', pin });
      await settle();
    },
    /** Ends the deeds under way with this answer. */
    end: async (answer: Answer<undefined> = answered(undefined)) => {
      for (const resolve of finish.splice(0)) resolve(answer);
      finish = [];
      await settle();
    },
  };
}

const choice: Deed = { kind: 'choose', object: 'order:o-1', way: 'complete', why: '' };

describe('the maintenance page', () => {
  it('lets nobody in with a wrong PIN and says why', async () => {
    const b = bench();
    await b.signIn('000000');
    assert.ok(b.actor.getSnapshot().matches('signedOut'));
    assert.equal(b.context().signInRefusal?.code, 'pinWrong');
    await b.signIn();
    assert.ok(b.actor.getSnapshot().matches('signedIn'));
    assert.equal(b.context().signInRefusal, undefined);
  });
  it('sends nothing before somebody has signed in', async () => {
    const b = bench();
    b.actor.send({ type: 'deed.wanted', deed: { kind: 'reset' } });
    b.actor.send({ type: 'stop' });
    await settle();
    assert.deepEqual([b.acted, b.stops()], [[], 0]);
  });
  it('sends a reset at once, and a recovery only with the reason that was asked for', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'deed.wanted', deed: { kind: 'reset' } });
    await b.end();
    b.actor.send({ type: 'deed.wanted', deed: choice });
    assert.deepEqual(b.context().proposal, { deed: choice, mustSign: false });
    assert.deepEqual(b.acted, [{ kind: 'reset' }]);
    b.actor.send({ type: 'deed.confirmed', why: 'looked at it', pin: '' });
    assert.deepEqual(b.acted[1], { ...choice, why: 'looked at it' });
    assert.equal(b.context().proposal, undefined);
  });
  it('sends the second technician along where one signs', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'deed.wanted', deed: { ...choice, way: 'declare', place: 'outside' }, mustSign: true });
    b.actor.send({ type: 'deed.confirmed', why: 'by hand', pin: '654321' });
    assert.deepEqual(b.acted, [{ kind: 'choose', object: 'order:o-1', way: 'declare', place: 'outside', why: 'by hand', second: { pin: '654321' } }]);
  });
  it('does nothing when the question is withdrawn', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'deed.wanted', deed: choice });
    b.actor.send({ type: 'deed.withdrawn' });
    b.actor.send({ type: 'deed.confirmed', why: 'too late', pin: '' });
    assert.deepEqual([b.acted, b.context().proposal], [[], undefined]);
  });
  it('stops while a homing of minutes is under way', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'deed.do', deed: { kind: 'home', axis: 'lift' } });
    assert.deepEqual(b.context().long, { kind: 'home', axis: 'lift' });
    b.say(refused('towerUnavailable', 'no answer'));
    b.actor.send({ type: 'stop' });
    b.actor.send({ type: 'stop' });
    await settle();
    assert.equal(b.stops(), 2, 'a stop that is pressed again is sent again');
    assert.equal(b.context().stopRefusal?.code, 'towerUnavailable');
    assert.ok(b.actor.getSnapshot().matches({ signedIn: { long: 'doing' } }));
  });
  it('acknowledges while a long deed is under way, and does not begin a second long one', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'deed.do', deed: { kind: 'home', axis: 'lift' } });
    b.actor.send({ type: 'deed.do', deed: { kind: 'home', axis: 'shuttle' } });
    b.actor.send({ type: 'deed.wanted', deed: { kind: 'acknowledge', alarmId: 'stop.requested' } });
    assert.deepEqual(b.acted.map(({ kind }) => kind), ['home', 'acknowledge']);
  });
  it('says how a deed has ended and reads again what is shown', async () => {
    const b = bench();
    await b.signIn();
    const reads = b.lookedAt.length;
    b.actor.send({ type: 'deed.do', deed: { kind: 'reset' } });
    await b.end(refused('stillUnsafe', 'the chain is open'));
    assert.deepEqual(b.context().outcome, { deed: { kind: 'reset' }, refusal: { code: 'stillUnsafe', message: 'the chain is open' } });
    assert.equal(b.lookedAt.length, reads + 1);
    assert.equal(b.context().quick, undefined);
  });
  it('keeps what was read when the next try fails, with the reason beside it', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'read', read: { topic: 'recovery', answer: answered(doubtful) } });
    b.actor.send({ type: 'read', read: { topic: 'recovery', answer: refused('offline', 'gone') } });
    assert.deepEqual(b.context().readings.recovery, { value: doubtful, refusal: { code: 'offline', message: 'gone' } });
  });
  it('reads what its page needs: the chosen motion, the chosen search', async () => {
    const b = bench();
    await b.signIn();
    b.actor.send({ type: 'view.set', view: 'why', motion: 'shuttle.home' });
    b.actor.send({ type: 'filter.set', filter: { text: 'lift' } });
    assert.deepEqual(b.lookedAt.at(-1), { view: 'why', motion: 'shuttle.home', filter: { text: 'lift' } });
  });
  for (const how of ['a reading', 'a deed'] as const) {
    it(`asks for the PIN again when ${how} finds the session over, and leaves nothing behind`, async () => {
      const b = bench();
      await b.signIn();
      b.actor.send({ type: 'read', read: { topic: 'recovery', answer: answered(doubtful) } });
      if (how === 'a reading') b.actor.send({ type: 'read', read: { topic: 'io', answer: refused('noSession', 'over') } });
      else {
        b.actor.send({ type: 'deed.do', deed: { kind: 'reset' } });
        await b.end(refused('noSession', 'over'));
      }
      assert.ok(b.actor.getSnapshot().matches({ signedOut: 'entering' }));
      assert.equal(b.context().signInRefusal?.code, 'noSession');
      assert.equal(b.context().readings.recovery.value, undefined);
    });
  }
  it('signs out whoever has walked away, and nobody who works', async () => {
    const b = bench();
    await b.signIn();
    b.clock.advance(PATIENCE_MS - 1);
    b.actor.send({ type: 'person.active' });
    b.clock.advance(PATIENCE_MS - 1);
    assert.ok(b.actor.getSnapshot().matches('signedIn'));
    const before = b.left();
    b.clock.advance(1);
    assert.ok(b.actor.getSnapshot().matches('signedOut'));
    assert.equal(b.left(), before + 1, 'the session was kept');
  });
});
