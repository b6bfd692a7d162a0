/** What of one person must never be seen, heard or used by the next one, and what must stay for the one who is still there. */
import assert from 'node:assert/strict';
import { answered, refused } from '../../tower-client/answer.ts';
import { sampleHandOver, sampleMyCar } from '../../testing/my-car-stubs.ts';
import { sampleHandOff, agreedTerms, sampleWalkUp, sampleWindows } from '../../testing/sample-walk-up.ts';
import { createSessionBench, OPEN, ofReturn, recognition, screenAfter, settle, template } from '../../testing/session-bench.ts';
import { isCovered } from './customer-view.ts';
import { FLOW_TIMES, TEMPLATES_PER_ATTEMPT } from './session-setup.ts';
import { unheardTower } from './tower-digest.ts';

describe('somebody else at the same screen', () => {
  let b: ReturnType<typeof createSessionBench>;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });
  const recogniseAgain = async (): Promise<void> => {
    b.send({ type: 'way.chosen', way: 'code' });
    await b.enterCode();
    await settle();
  };
  const extendOnce = async (): Promise<void> => {
    b.send({ type: 'extend.chosen' }, { type: 'days.chosen', days: 1 }, { type: 'extension.confirmed' });
    await settle();
  };

  it('sees nothing of the drive of whoever said that this is not their car', async () => {
    await b.toWelcome('myCar.chosen');
    await settle();
    b.send({ type: 'car.denied' });
    b.myCar.look.returns(new Promise(() => undefined));
    await recogniseAgain();
    const view = b.view();
    assert.ok(view.screen === 'K50' && view.own === undefined && view.isAsking);
  });

  it('makes wishes of their own: no key of a wish comes twice in one session', async () => {
    await b.toWelcome('myCar.chosen');
    await settle();
    await extendOnce();
    b.send({ type: 'back' });
    await settle();
    b.send({ type: 'car.denied' });
    await recogniseAgain();
    await extendOnce();
    b.myCar.look.resolves(refused('ticketWrong', 'late'));
    b.send({ type: 'back' });
    await settle();
    b.myCar.look.resolves(answered(sampleMyCar));
    await recogniseAgain();
    await extendOnce();
    assert.equal(b.myCar.extend.callCount, 3);
    assert.equal(new Set(b.myCar.extend.args.map(([{ key }]) => key)).size, 3);
  });

  it('who brings a car back after a look at "my car" is asked how many are in it', async () => {
    b.recognise.resolves(answered(ofReturn));
    b.send({ type: 'start' }, { type: 'myCar.chosen' }, { type: 'back' }, { type: 'bringBack.chosen' });
    await recogniseAgain();
    assert.equal(screenAfter(b), 'K30');
  });

  it('cancels nothing and gets no voucher where a car is stuck and its customer has walked away; a touch keeps it theirs', async () => {
    await b.toDelivery();
    b.withCollection({ phase: 'stalled' });
    await settle();
    b.clock.advance(FLOW_TIMES.leftToStaffMs - 1000);
    b.send({ type: 'person.active' });
    b.clock.advance(FLOW_TIMES.leftToStaffMs - 1000);
    await settle();
    const theirs = b.view();
    assert.ok(theirs.screen === 'K23' && theirs.stalled?.isTheirs);
    b.clock.advance(FLOW_TIMES.lookAgainMs);
    await settle();
    b.clock.advance(FLOW_TIMES.lookAgainMs);
    await settle();
    const anybody = b.view();
    assert.ok(anybody.screen === 'K23' && anybody.stalled?.isTheirs === false);
    assert.equal(anybody.stalled.choices, undefined, 'nor what is held for them');
    const asked = b.stalledChoices.callCount;
    b.clock.advance(2 * FLOW_TIMES.lookAgainMs);
    await settle();
    assert.equal(b.stalledChoices.callCount, asked);
    b.send({ type: 'cancel.chosen' }, { type: 'voucher.chosen' });
    await settle();
    assert.deepEqual([b.cancelStalled.callCount, b.taxiVoucher.callCount], [0, 0]);
    assert.doesNotMatch(JSON.stringify(b.actor.getSnapshot().context), /王|booking-1|ticket-1|key-of-collection/u);
  });

  it('waits for the staff with the same screen as before: who has called them is still there', async () => {
    await b.toDelivery();
    b.withCollection({ phase: 'stalled' });
    b.send({ type: 'staff.called', screen: 'K23' });
    await settle();
    b.clock.advance(2 * FLOW_TIMES.leftToStaffMs);
    assert.equal(b.actor.getSnapshot().context.handOverKey, 'key-of-collection');
  });

  it('is not spoken for by a return that has ended without its car', async () => {
    await b.toReturn();
    b.withReturn({ phase: 'cancelled' });
    assert.equal(screenAfter(b), 'K39');
    b.clock.advance(FLOW_TIMES.leftToStaffMs);
    assert.equal(b.actor.getSnapshot().context.allClearKey, undefined);
    assert.equal(screenAfter(b), 'K39');
  });

  it('finds the first screen after a quarter of an hour without the tower, and it answers a touch', async () => {
    b.send({ type: 'display.set', display: { size: 'xl', skin: 'auto' } });
    await b.toWelcome('myCar.chosen');
    await settle();
    b.send({ type: 'buy.chosen' }, { type: 'buy.confirmed' });
    await settle();
    b.tower(unheardTower);
    b.clock.advance(FLOW_TIMES.sessionKeptMs + FLOW_TIMES.closedMs);
    b.tower(OPEN);
    assert.equal(screenAfter(b), 'K01');
    b.send({ type: 'start' });
    assert.equal(screenAfter(b), 'K02');
  });

  it('gets a hand-over of their own: that of a car before it, in the same session, is forgotten', async () => {
    await b.toDelivery();
    b.send({ type: 'handOver.told', answer: answered(sampleHandOver) }, { type: 'handOver.accepted' });
    b.stalledChoices.resolves(answered({ ...b.choices, cancellation: 'done' }));
    b.withCollection({ phase: 'stalled' });
    await settle();
    b.send({ type: 'otherCar.chosen' });
    const { handOver, isAccepted } = b.actor.getSnapshot().context.myCar;
    assert.deepEqual([screenAfter(b), handOver, isAccepted], ['K40', undefined, false]);
  });

  it('does not read whose phone is at work for this screen: it is covered when they have gone', async () => {
    b.send({ type: 'start' }, { type: 'takeNow.chosen' }, { type: 'offer.told', answer: answered(sampleWalkUp) });
    b.send({ type: 'wallCar.chosen', carId: sampleWalkUp.cars[0]?.carId ?? '' }, { type: 'wallCar.taken' }, { type: 'until.chosen', untilUtcMs: sampleWindows[0]?.untilUtcMs ?? 0 });
    await settle();
    const isLookedFor = (): boolean => b.presence.tell !== undefined;
    assert.equal(isLookedFor(), false, 'a code that has to be scanned is in nobody’s way');
    b.send({ type: 'handOff.told', answer: answered({ ...sampleHandOff, state: 'claimed', maskedName: 'J. W.' }) });
    b.presence.tell?.('gone');
    assert.deepEqual([screenAfter(b), isCovered(b.actor.getSnapshot())], ['K43', true]);
    b.send({ type: 'handOff.told', answer: answered({ ...sampleHandOff, state: 'done', maskedName: 'J. W.', bookingId: 'b-1', terms: agreedTerms }) });
    assert.deepEqual([screenAfter(b), isCovered(b.actor.getSnapshot())], ['K44', true]);
  });

  it('is led to another way by the second code that belongs to another booking, as by any wrong one', async () => {
    b.recognise.onFirstCall().resolves(answered({ ...recognition, secondFactor: true }));
    b.recognise.resolves(answered({ ...recognition, bookingId: 'booking-2' }));
    b.toCapture();
    for (let i = 0; i < TEMPLATES_PER_ATTEMPT; i += 1) b.send({ type: 'camera.template', template });
    await settle();
    await b.enterCode();
    assert.equal(screenAfter(b), 'K16');
    await b.enterCode();
    const view = b.view();
    assert.ok(view.screen === 'K14' && view.word === 'problem.codeWrong');
  });
});

describe('somebody who is still there', () => {
  let b: ReturnType<typeof createSessionBench>;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });

  it('keeps language and call while they wait for the staff at the first screen', async () => {
    b.send({ type: 'language.set', language: 'zh' }, { type: 'staff.called', screen: 'K01' });
    await settle();
    b.clock.advance(FLOW_TIMES.passingByMs + 1000);
    const { language, help } = b.actor.getSnapshot().context;
    assert.deepEqual([screenAfter(b), language, help.call?.reference], ['K61', 'zh', '7K2M9Q']);
    b.send({ type: 'help.closed' });
    b.clock.advance(FLOW_TIMES.passingByMs);
    assert.equal(b.actor.getSnapshot().context.language, 'en');
  });

  it('calls once, also when they look at something else before the tower has answered', async () => {
    b.callStaff.onFirstCall().returns(new Promise(() => undefined));
    b.send({ type: 'staff.called', screen: 'K01' }, { type: 'help.listed' }, { type: 'staff.called', screen: 'K60' });
    await settle();
    assert.equal(new Set(b.callStaff.args.map(([{ key }]) => key)).size, 1);
    b.send({ type: 'staff.hungUp' });
    await settle();
    b.send({ type: 'staff.called', screen: 'K60' });
    await settle();
    assert.equal(new Set(b.callStaff.args.map(([{ key }]) => key)).size, 2, 'after its end the next one is another');
  });

  it('can choose again as soon as what they read about is over', () => {
    b.tower({ ...OPEN, offers: { collect: { possible: false, why: 'noCar' }, bringBack: { possible: true } } });
    b.send({ type: 'start' }, { type: 'notice.asked', screen: 'K71' });
    b.tower(OPEN);
    b.send({ type: 'collect.chosen' });
    assert.equal(screenAfter(b), 'K10');
  });
});

describe('the same refusal twice in a row', () => {
  let b: ReturnType<typeof createSessionBench>;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });
  const isAgain = (): boolean => {
    const view = b.view();
    assert.ok('refusal' in view && view.refusal !== undefined, view.screen);
    return view.refusal.isAgain === true;
  };

  it('leads to the staff, and another one does not', async () => {
    b.collect.onCall(0).resolves(refused('offline', 'lost'));
    b.collect.onCall(1).resolves(refused('offline', 'lost'));
    b.collect.onCall(2).rejects(new Error('broken'));
    b.toKeypad();
    await b.enterCode();
    b.send({ type: 'car.confirmed' });
    const seen: boolean[] = [];
    for (let i = 0; i < 3; i += 1) {
      b.send({ type: 'hold.completed' });
      await settle();
      seen.push(isAgain());
    }
    assert.deepEqual(seen, [false, true, false]);
  });

  it('is none after something has succeeded, and none of the next customer', async () => {
    b.recognise.onFirstCall().resolves(refused('offline', 'lost'));
    b.collect.resolves(refused('offline', 'lost'));
    b.toKeypad();
    await b.enterCode();
    b.send({ type: 'code.submitted' });
    await settle();
    b.send({ type: 'car.confirmed' }, { type: 'hold.completed' });
    await settle();
    assert.equal(isAgain(), false);
    b.send({ type: 'session.abandoned' });
    b.clock.advance(FLOW_TIMES.closedMs);
    b.recognise.resolves(refused('offline', 'lost'));
    b.toKeypad();
    await b.enterCode();
    assert.equal(isAgain(), false);
  });

  it('is told of a car that is chosen here as well', async () => {
    b.beginHandOff.resolves(refused('storeUnavailable', 'disk'));
    b.send({ type: 'start' }, { type: 'takeNow.chosen' }, { type: 'offer.told', answer: answered(sampleWalkUp) });
    b.send({ type: 'wallCar.chosen', carId: sampleWalkUp.cars[0]?.carId ?? '' }, { type: 'wallCar.taken' });
    const seen: boolean[] = [];
    for (let i = 0; i < 2; i += 1) {
      b.send({ type: 'until.chosen', untilUtcMs: sampleWindows[0]?.untilUtcMs ?? 0 });
      await settle();
      seen.push(isAgain());
    }
    assert.deepEqual(seen, [false, true]);
  });

  it('is told of a car that is out as well', async () => {
    b.myCar.look.resolves(refused('offline', 'gone'));
    await b.toWelcome('myCar.chosen');
    await settle();
    assert.equal(isAgain(), false);
    b.send({ type: 'look.again' });
    await settle();
    assert.equal(isAgain(), true);
  });
});
