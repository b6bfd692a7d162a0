import assert from 'node:assert/strict';
import { OPEN, createSessionBench, screenAfter, settle } from '../../testing/session-bench.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import { isWrittenTo, phoneHelps } from './not-now.ts';
import { FLOW_TIMES } from './session-setup.ts';
import type { StalledView } from './stalled-view.ts';

describe('a collection that goes no further, on the screen', () => {
  let bench: ReturnType<typeof createSessionBench>;
  const stalls = async (phase: 'stalled' | 'cancelled' = 'stalled'): Promise<void> => {
    bench.withCollection({ phase });
    await settle();
  };
  const shown = (): StalledView => {
    const view = bench.view();
    assert.ok(view.screen === 'K23' && view.stalled !== undefined, view.screen);
    return view.stalled;
  };
  beforeEach(async () => {
    bench = createSessionBench();
    await bench.toDelivery();
  });

  it('shows what the tower offers, and asks again while nobody chooses', async () => {
    await stalls();
    assert.deepEqual(shown().choices, bench.choices);
    bench.stalledChoices.resolves(answered({ ...bench.choices, cancellation: 'no' }));
    bench.clock.advance(FLOW_TIMES.lookAgainMs);
    await settle();
    assert.equal(shown().choices?.cancellation, 'no');
  });

  it('offers nothing that the tower has not offered', async () => {
    bench.stalledChoices.resolves(refused('offline', 'no answer'));
    await stalls();
    assert.equal(shown().choices, undefined);
    bench.send({ type: 'cancel.chosen' }, { type: 'cancel.confirmed' }, { type: 'voucher.chosen' }, { type: 'otherCar.chosen' });
    await settle();
    assert.deepEqual([shown().step, bench.cancelStalled.callCount, bench.taxiVoucher.callCount], ['choosing', 0, 0]);
  });

  it('asks before it cancels, and cancels by the key of the person that was recognised', async () => {
    await stalls();
    bench.send({ type: 'cancel.chosen' });
    assert.equal(shown().step, 'sure');
    bench.send({ type: 'back' });
    assert.equal(shown().step, 'choosing');
    bench.send({ type: 'cancel.chosen' });
    bench.stalledChoices.resolves(answered({ ...bench.choices, cancellation: 'done' }));
    bench.send({ type: 'cancel.confirmed' });
    assert.equal(shown().step, 'cancelling');
    await settle();
    assert.equal(bench.cancelStalled.firstCall.args[0].handOverKey, 'key-of-collection');
    assert.deepEqual([shown().step, shown().choices?.cancellation], ['choosing', 'done']);
  });

  it('says that it was not cancelled when the tower does not do it', async () => {
    bench.cancelStalled.resolves(refused('notCancellable', 'in a bay'));
    await stalls();
    bench.send({ type: 'cancel.chosen' }, { type: 'cancel.confirmed' });
    await settle();
    assert.deepEqual([shown().step, shown().refusal?.code], ['choosing', 'notCancellable']);
  });

  it('gives one voucher, and forgets it with the session', async () => {
    await stalls();
    bench.send({ type: 'voucher.chosen' });
    await settle();
    assert.equal(shown().voucher?.code, '7K2M9QXR');
    bench.send({ type: 'voucher.chosen' });
    await settle();
    assert.equal(bench.taxiVoucher.callCount, 1);
    bench.clock.advance(200_000);
    assert.equal(screenAfter(bench), 'K01');
    assert.doesNotMatch(JSON.stringify(bench.actor.getSnapshot().context), /7K2M9QXR|key-of-collection/u);
  });

  it('leads to another car only once the booking is cancelled', async () => {
    await stalls();
    bench.send({ type: 'otherCar.chosen' });
    assert.equal(screenAfter(bench), 'K23');
    bench.stalledChoices.resolves(answered({ ...bench.choices, cancellation: 'done' }));
    bench.clock.advance(FLOW_TIMES.lookAgainMs);
    await settle();
    bench.send({ type: 'otherCar.chosen' });
    assert.equal(screenAfter(bench), 'K40');
  });

  it('follows the car when the tower takes it up again, and does not time out while it only waits', async () => {
    await stalls();
    bench.clock.advance(600_000);
    await settle();
    assert.equal(screenAfter(bench), 'K23');
    bench.withCollection({ phase: 'coming' });
    assert.equal(screenAfter(bench), 'K21');
  });

  it('cancels nothing from a screen that was started anew: it does not know its customer', async () => {
    bench = createSessionBench();
    bench.withCollection({ phase: 'coming' });
    assert.equal(screenAfter(bench), 'K21');
    await stalls();
    bench.clock.advance(2 * FLOW_TIMES.lookAgainMs);
    await settle();
    assert.deepEqual([shown().isTheirs, shown().choices, bench.stalledChoices.callCount], [false, undefined, 0], 'it is not even asked what is held for whom');
    bench.send({ type: 'cancel.chosen' });
    assert.equal(shown().step, 'choosing');
  });

  it('shows nothing of what is held when its customer has gone while the tower was asked', async () => {
    await stalls();
    let answer: (told: Awaited<ReturnType<typeof bench.stalledChoices>>) => void = () => undefined;
    bench.stalledChoices.returns(new Promise((resolve) => { answer = resolve; }));
    bench.clock.advance(FLOW_TIMES.leftToStaffMs);
    assert.deepEqual([shown().isTheirs, shown().choices], [false, undefined]);
    answer(answered(bench.choices));
    await settle();
    assert.equal(shown().choices, undefined);
  });

  it('leaves it to the phone when the tower has started again, and knows nobody any more', async () => {
    await stalls();
    assert.equal(bench.stalledChoices.firstCall.args[0].handOverKey, 'key-of-collection');
    bench.stalledChoices.resolves(refused('ticketWrong', 'started again'));
    bench.clock.advance(FLOW_TIMES.lookAgainMs);
    await settle();
    assert.deepEqual([shown().isTheirs, shown().choices], [false, undefined]);
  });

  it('says it as well when the tower no longer knows of it', async () => {
    bench.withCollection({ phase: 'coming' });
    bench.tower(OPEN);
    await settle();
    assert.equal(shown().step, 'choosing');
  });
});

describe('a car that cannot come now, on the screen', () => {
  it('leads to another car where that would help, and nowhere where it would not', async () => {
    for (const [code, may] of [['tooLate', true], ['carNotHere', true], ['memberBlocked', false], ['depositMissing', false]] as const) {
      const bench = createSessionBench();
      bench.recognise.resolves(refused(code, code));
      bench.toKeypad();
      await bench.enterCode();
      const view = bench.view();
      assert.ok(view.screen === 'K18', `${code}: ${view.screen}`);
      assert.equal(view.mayTakeAnother, may, code);
      bench.send({ type: 'otherCar.chosen' });
      assert.equal(screenAfter(bench), may ? 'K40' : 'K18', code);
    }
  });

  it('promises a message only while one is still to come', () => {
    const early = (retryAfterMs: number) => isWrittenTo({ code: 'tooEarly', message: '', retryAfterMs });
    assert.deepEqual([early(72_000_000), early(600_000), isWrittenTo({ code: 'tooLate', message: '' })], [true, false, false]);
  });

  it('is led to the phone only for what is done there', () => {
    const helps = (code: 'depositMissing' | 'tooEarly' | 'tooLate') => phoneHelps({ code, message: '' });
    assert.deepEqual([helps('depositMissing'), helps('tooLate'), helps('tooEarly')], [true, true, false]);
  });
});
