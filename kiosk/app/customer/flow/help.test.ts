import assert from 'node:assert/strict';
import { CODE, OPEN, createSessionBench, screenAfter, settle } from '../../testing/session-bench.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { StaffCallDigest } from './staff-call-digest.ts';
import type { CallView } from './help-view.ts';
import { FLOW_TIMES } from './session-setup.ts';

const CALL: StaffCallDigest = { callId: 's-7K2M9Q', reference: '7K2M9Q', state: 'calling', how: undefined, minutes: undefined };

describe('help at the kiosk', () => {
  let bench: ReturnType<typeof createSessionBench>;
  beforeEach(() => { bench = createSessionBench(); });
  const open = (screen = screenAfter(bench)): void => { bench.send({ type: 'help.opened', screen }); };
  const call = async (): Promise<void> => {
    bench.send({ type: 'staff.called', screen: screenAfter(bench) });
    await settle();
  };
  const hears = (change: Partial<StaffCallDigest> | 'nothing'): void => bench.tower({ ...OPEN, staffCalls: change === 'nothing' ? [] : [{ ...CALL, ...change }] });
  const callOf = (): CallView => {
    const view = bench.view();
    assert.ok(view.screen === 'K61', view.screen);
    return view.call;
  };

  it('keeps what was begun: a code that is half typed is still there', () => {
    bench.toKeypad();
    bench.type(CODE.slice(0, 3));
    open();
    assert.equal(screenAfter(bench), 'K60');
    bench.send({ type: 'help.topic', topic: 'recognise' });
    const page = bench.view();
    assert.equal(page.screen === 'K60' && page.topic, 'recognise');
    bench.send({ type: 'help.closed' });
    const view = bench.view();
    assert.equal(view.screen === 'K16' && view.code, CODE.slice(0, 3));
  });

  it('shows where one is, and calls nobody, when it is an emergency', () => {
    open();
    bench.send({ type: 'help.topic', topic: 'emergency' });
    assert.equal(screenAfter(bench), 'K62');
    assert.equal(bench.callStaff.callCount, 0);
  });

  it('follows the car underneath, and makes way when it has arrived', async () => {
    await bench.toDelivery();
    bench.withCollection({ phase: 'coming' });
    open();
    bench.withCollection({ phase: 'presenting' });
    assert.equal(screenAfter(bench), 'K60');
    bench.withCollection({ phase: 'opening' });
    assert.equal(screenAfter(bench), 'K24');
  });

  it('may be asked for while the car waits in the bay, and makes way once somebody has gone in', async () => {
    await bench.toDelivery();
    bench.withCollection({ phase: 'handover' });
    open();
    assert.equal(screenAfter(bench), 'K60');
    bench.withCollection({ phase: 'handover', person: 'present' });
    assert.equal(screenAfter(bench), 'K26');
  });

  it('leaves Stop in reach while the car moves', async () => {
    await bench.toDelivery();
    bench.withCollection({ phase: 'coming' }, { ...OPEN, stillness: 'moving' });
    open();
    const view = bench.view();
    assert.ok(view.screen === 'K60' && view.mayStop);
    bench.send({ type: 'stop.pressed' });
    await settle();
    assert.equal(bench.stop.callCount, 1);
  });

  it('makes way for the question whether anybody is there', () => {
    bench.toKeypad();
    open();
    bench.clock.advance(120_000);
    assert.notEqual(screenAfter(bench), 'K60');
  });

  it('that nobody reads any more makes way by itself, and any touch keeps it', () => {
    open();
    bench.clock.advance(FLOW_TIMES.helpIdleMs - 1000);
    bench.send({ type: 'person.active' });
    bench.clock.advance(FLOW_TIMES.helpIdleMs - 1000);
    assert.equal(screenAfter(bench), 'K60');
    bench.clock.advance(2000);
    assert.equal(screenAfter(bench), 'K01');
  });

  describe('calling the staff', () => {
    it('tells the tower the screen and nothing else, and shows the reference', async () => {
      bench.toWays();
      await call();
      assert.deepEqual(bench.callStaff.firstCall.args[0].screen, 'K10');
      assert.deepEqual([callOf().stage, callOf().reference], ['ringing', '7K2M9Q']);
    });

    it('admits it when nobody answers, goes on ringing, and says when it is noted', async () => {
      await call();
      hears({});
      bench.clock.advance(FLOW_TIMES.unansweredMs);
      assert.equal(callOf().stage, 'unanswered');
      hears({ state: 'noted' });
      assert.equal(callOf().stage, 'noted');
    });

    it('says what the staff have said, also after it was noted', async () => {
      await call();
      hears({ state: 'noted' });
      hears({ state: 'answered', how: 'callsBack', minutes: 10 });
      assert.deepEqual([callOf().stage, callOf().minutes], ['callsBack', 10]);
      hears({ state: 'answered', how: 'coming' });
      assert.equal(callOf().stage, 'coming');
      hears('nothing');
      assert.equal(callOf().stage, 'ended');
    });

    it('does not take the silence of a tower that has not named it yet for its end', async () => {
      await call();
      hears('nothing');
      assert.equal(callOf().stage, 'ringing');
    });

    it('hung up is over, and what is over already counts as hung up', async () => {
      for (const answer of [answered(undefined), refused('callUnknown', 'over')]) {
        bench.hangUp.resolves(answer);
        await call();
        bench.send({ type: 'staff.hungUp' });
        await settle();
        assert.equal(bench.hangUp.lastCall.args[0], 's-7K2M9Q');
        const view = bench.view();
        assert.ok(view.screen === 'K60' && !view.isCalled);
        bench.send({ type: 'help.closed' });
      }
    });

    it('that could not be hung up says so and is still there', async () => {
      bench.hangUp.resolves(refused('offline', 'no answer'));
      await call();
      bench.send({ type: 'staff.hungUp' });
      await settle();
      assert.deepEqual([callOf().stage, callOf().refusal?.code], ['ringing', 'offline']);
    });

    it('that could not be placed says so; once more is the same call, and after two failures the number alone remains', async () => {
      bench.callStaff.resolves(refused('offline', 'no answer'));
      await call();
      assert.deepEqual([callOf().stage, callOf().mayCallAgain], ['unplaced', true]);
      await call();
      assert.deepEqual([callOf().stage, callOf().mayCallAgain], ['unplaced', false]);
      const keys = bench.callStaff.args.map(([{ key }]) => key);
      assert.equal(new Set(keys).size, 1);
    });

    it('goes on when the car arrives meanwhile, and is found again', async () => {
      await bench.toDelivery();
      bench.withCollection({ phase: 'coming' }, { ...OPEN, staffCalls: [CALL] });
      await call();
      bench.withCollection({ phase: 'opening' }, { ...OPEN, staffCalls: [CALL] });
      assert.equal(screenAfter(bench), 'K24');
      open();
      assert.equal(callOf().stage, 'ringing');
      assert.equal(bench.callStaff.callCount, 1);
    });

    it('keeps a screen with a name from closing while somebody waits for the answer', async () => {
      bench.toKeypad();
      await bench.enterCode();
      assert.equal(screenAfter(bench), 'K17');
      await call();
      bench.clock.advance(200_000);
      assert.equal(callOf().stage, 'unanswered');
      hears({ state: 'noted' });
      bench.clock.advance(200_000);
      assert.equal(screenAfter(bench), 'K01');
    });

    it('says that it does not hear the tower instead of waiting for nothing', async () => {
      await call();
      bench.tower({ ...OPEN, service: 'unheard' });
      assert.ok(callOf().isUnheard);
    });

    it('is nothing of the next customer', async () => {
      bench.toWays();
      await call();
      hears({});
      bench.send({ type: 'help.closed' }, { type: 'session.abandoned' });
      bench.clock.advance(FLOW_TIMES.closedMs + 10);
      open();
      const view = bench.view();
      assert.ok(view.screen === 'K60' && !view.isCalled);
    });
  });
});
