import assert from 'node:assert/strict';
import type { HandOffView } from '../../../../controller/api/contract/index.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import { sampleHandOver, sampleMyCar, sampleReceipt, sampleSwaps } from '../../testing/my-car-stubs.ts';
import { sampleHandOff } from '../../testing/sample-walk-up.ts';
import { createSessionBench, settle } from '../../testing/session-bench.ts';
import type { CustomerView } from './customer-view.ts';

type Bench = ReturnType<typeof createSessionBench>;
type Shown<S extends CustomerView['screen']> = Extract<CustomerView, { readonly screen: S }>;

describe('my car at the kiosk', () => {
  let b: Bench;
  const shown = <S extends CustomerView['screen']>(screen: S): Shown<S> => {
    const view = b.view();
    assert.equal(view.screen, screen);
    return view as Shown<S>;
  };
  const told = (state: HandOffView['state']): void => b.send({ type: 'handOff.told', answer: answered({ ...sampleHandOff, state }) });
  async function toMyCar(): Promise<void> {
    await b.toWelcome('myCar.chosen');
    await settle();
  }
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });

  it('is shown to whom a pass or a code names, never to a face: that is forgotten while the car is out', async () => {
    b.send({ type: 'start' }, { type: 'myCar.chosen' });
    assert.deepEqual(shown('K10').closedWays, ['face']);
    b.actor.stop();
    b = createSessionBench();
    await toMyCar();
    assert.equal(shown('K50').own?.bookingId, sampleMyCar.bookingId);
    assert.equal(b.myCar.look.calledOnceWith('ticket-1') || b.myCar.look.calledOnce, true);
  });

  it('extends by the press that follows the price, and by nothing before', async () => {
    await toMyCar();
    b.send({ type: 'extend.chosen' }, { type: 'days.chosen', days: 3 });
    assert.equal(shown('K51').stage, 'offers', 'what is not possible cannot be chosen');
    b.send({ type: 'days.chosen', days: 1 });
    assert.deepEqual([shown('K51').stage, shown('K51').chosen?.feeMinor, b.myCar.extend.callCount], ['confirming', 39_900, 0]);
    b.send({ type: 'extension.confirmed' }, { type: 'extension.confirmed' });
    await settle();
    assert.deepEqual([shown('K51').stage, b.myCar.extend.callCount, b.myCar.extend.firstCall.args[0].days], ['done', 1, 1]);
  });

  it('says why when somebody was faster, and shows what is left', async () => {
    b.myCar.extend.resolves(refused('extensionTaken', 'taken'));
    await toMyCar();
    b.send({ type: 'extend.chosen' }, { type: 'days.chosen', days: 1 }, { type: 'extension.confirmed' });
    await settle();
    assert.deepEqual([shown('K51').stage, shown('K51').refusal?.code, b.myCar.look.callCount], ['offers', 'extensionTaken', 2]);
  });

  it('keeps the key of a wish whose answer was lost, and takes another one for the next wish', async () => {
    b.myCar.extend.resolves(refused('offline', 'lost'));
    await toMyCar();
    b.send({ type: 'extend.chosen' }, { type: 'days.chosen', days: 1 }, { type: 'extension.confirmed' });
    await settle();
    b.send({ type: 'days.chosen', days: 1 }, { type: 'extension.confirmed' });
    await settle();
    const [first, second] = b.myCar.extend.args.map(([{ key }]) => key);
    assert.notEqual(first, second);
  });

  it('hands what must be paid on the provider’s page to the phone, waits for it, and looks again', async () => {
    b.myCar.extend.resolves(answered({ ...sampleMyCar, owed: { state: 'atPhone', amountMinor: 39_900 } }));
    await toMyCar();
    b.send({ type: 'extend.chosen' }, { type: 'days.chosen', days: 1 }, { type: 'extension.confirmed' });
    await settle();
    assert.equal(shown('K51').owed.state, 'atPhone');
    b.send({ type: 'pay.chosen' });
    await settle();
    assert.deepEqual(b.beginHandOff.firstCall.args[0].wish.errand, 'pay');
    assert.deepEqual(shown('K51').phone, { stage: sampleHandOff.state, link: sampleHandOff.link });
    told('paying');
    assert.equal(shown('K51').phone?.stage, 'paying');
    told('done');
    assert.equal(shown('K51').phone?.stage, 'done');
    b.send({ type: 'back' });
    await settle();
    assert.equal(shown('K50').screen, 'K50');
  });

  it('says that a code has run out, and makes another one', async () => {
    await toMyCar();
    b.send({ type: 'buy.chosen' });
    assert.equal(shown('K52').purchase.priceMinor, sampleMyCar.purchase.priceMinor);
    b.send({ type: 'buy.confirmed' });
    await settle();
    assert.equal(b.beginHandOff.firstCall.args[0].wish.errand, 'buy');
    b.send({ type: 'handOff.told', answer: refused('handOffUnknown', 'over') });
    assert.equal(shown('K52').phone?.stage, 'over');
    b.send({ type: 'newCode.chosen' });
    await settle();
    assert.equal(shown('K52').phone?.link, sampleHandOff.link);
    assert.equal(new Set(b.beginHandOff.args.map(([{ key }]) => key)).size, 2);
  });

  it('says why the tower gives no code, and not that one has run out; the next one may come', async () => {
    b.beginHandOff.onFirstCall().resolves(refused('contractUnavailable', 'the dealer does not answer'));
    await toMyCar();
    b.send({ type: 'buy.chosen' }, { type: 'buy.confirmed' });
    await settle();
    assert.equal(shown('K52').phone?.stage, 'over');
    assert.equal(shown('K52').phone?.refusal?.code, 'contractUnavailable');
    b.send({ type: 'newCode.chosen' });
    await settle();
    assert.deepEqual(shown('K52').phone, { stage: sampleHandOff.state, link: sampleHandOff.link });
    b.send({ type: 'handOff.told', answer: refused('handOffUnknown', 'over') });
    assert.deepEqual(shown('K52').phone, { stage: 'over', link: undefined });
  });

  it('swaps for a car of the list, once it was confirmed, and leads to the return', async () => {
    await toMyCar();
    b.send({ type: 'swap.chosen' });
    await settle();
    assert.deepEqual([shown('K53').stage, shown('K53').offers.length], ['list', 1]);
    b.send({ type: 'swapCar.chosen', carId: 'not-offered' });
    assert.equal(shown('K53').stage, 'list');
    b.send({ type: 'swapCar.chosen', carId: sampleSwaps.offers[0]?.car.carId ?? '' }, { type: 'swap.confirmed' });
    await settle();
    assert.deepEqual([shown('K53').stage, shown('K53').booked?.code, b.myCar.swap.callCount], ['done', '7K2M9QXT', 1]);
    b.send({ type: 'bringBack.chosen' });
    assert.equal(shown('K30').screen, 'K30');
  });

  it('asks who it is once more when too much time has passed, and comes back here', async () => {
    await toMyCar();
    b.myCar.swaps.resolves(refused('ticketWrong', 'late'));
    b.send({ type: 'swap.chosen' });
    await settle();
    assert.equal(shown('K10').refusal?.code, 'ticketWrong');
    b.send({ type: 'way.chosen', way: 'code' });
    await b.enterCode();
    await settle();
    assert.equal(shown('K50').own?.bookingId, sampleMyCar.bookingId);
  });

  it('can be asked for again when the tower was not heard, and forgets everything with the session', async () => {
    b.myCar.look.resolves(refused('offline', 'gone'));
    await toMyCar();
    assert.deepEqual([shown('K50').own, shown('K50').refusal?.code], [undefined, 'offline']);
    b.myCar.look.resolves(answered(sampleMyCar));
    b.send({ type: 'look.again' });
    await settle();
    assert.equal(shown('K50').own?.bookingId, sampleMyCar.bookingId);
    b.send({ type: 'session.end' });
    const { myCar, recognition } = b.actor.getSnapshot().context;
    assert.deepEqual([myCar.car, myCar.isWanted, recognition], [undefined, false, undefined]);
  });
});

describe('the hand-over at the kiosk', () => {
  let b: Bench;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });

  it('is shown while the car stands with its person, and goes by itself when the car drives out', async () => {
    await b.toDelivery();
    assert.equal(b.myCar.watched.handOver, 'key-of-collection');
    b.send({ type: 'handOver.told', answer: answered(sampleHandOver) });
    b.withCollection({ phase: 'handover', person: 'none' });
    assert.equal(b.view().screen, 'K24');
    b.withCollection({ phase: 'handover', person: 'present' });
    assert.equal(b.view().screen, 'K25');
    b.withCollection({ phase: 'proving' });
    assert.equal(b.view().screen, 'K26', 'nobody had to accept anything');
  });

  it('counts the photos as they come, and is over when all is well', async () => {
    await b.toDelivery();
    b.withCollection({ phase: 'handover', person: 'present' });
    assert.equal(b.view().screen, 'K26', 'before the tower has answered nothing stands in the way');
    b.send({ type: 'handOver.told', answer: answered({ ...sampleHandOver, photos: { ...sampleHandOver.photos, taken: ['front'] } }) });
    const view = b.view();
    assert.ok(view.screen === 'K25' && view.handOver.photos.taken.length === 1);
    b.send({ type: 'handOver.told', answer: refused('offline', 'gone') });
    assert.equal(b.view().screen, 'K25');
    b.send({ type: 'handOver.accepted' });
    assert.equal(b.view().screen, 'K26');
  });
});

describe('the receipt at the kiosk', () => {
  let b: Bench;
  beforeEach(() => { b = createSessionBench(); });
  afterEach(() => { b.actor.stop(); });
  async function toReceipt(): Promise<void> {
    await b.toReturn();
    b.withReturn({ phase: 'storing' });
    b.withReturn({ phase: 'done' });
    b.send({ type: 'receipt.told', answer: answered(sampleReceipt) });
  }

  it('shows deposit and fee to whoever has brought the car, as long as they stay', async () => {
    await toReceipt();
    const view = b.view();
    assert.ok(view.screen === 'K36' && view.receipt?.deposit?.state === 'givenBack');
    assert.equal(b.myCar.watched.receipt, 'key-1');
    b.clock.advance(30_000 + 20_000 + 1000);
    assert.equal(b.myCar.watched.receipt, undefined);
    assert.equal(b.actor.getSnapshot().context.allClearKey, undefined);
  });

  it('has the car out once more, and follows that as a return of its own', async () => {
    await toReceipt();
    b.send({ type: 'recall.chosen' }, { type: 'recall.chosen' });
    await settle();
    assert.deepEqual(b.myCar.recall.args, [[{ returnId: 'r-1', allClearKey: 'key-1' }]]);
    const view = b.view();
    assert.ok(view.screen === 'K38' && view.frame.isOutAgain);
    b.withReturn({ returnId: 'r-1-again', phase: 'awaiting', outAgain: true, checkIn: { stage: 'gettingOut', advice: 'stop', given: [], channels: { presence: 'present', radar: 'clear', crossings: 'present', weight: 'clear' }, attended: false } });
    const inside = b.view();
    assert.ok(inside.screen === 'K32' && inside.kind === 'fetch');
    assert.equal(b.actor.getSnapshot().context.allClearKey, 'key-again');
  });

  it('is not asked for when the time is over, and says why when the tower does not bring it', async () => {
    await toReceipt();
    b.myCar.recall.resolves(refused('recallOver', 'over'));
    b.send({ type: 'recall.chosen' });
    await settle();
    const view = b.view();
    assert.ok(view.screen === 'K36' && view.refusal?.code === 'recallOver');
    b.send({ type: 'receipt.told', answer: answered({ ...sampleReceipt, recallMs: 0 }) }, { type: 'recall.chosen' });
    await settle();
    assert.equal(b.myCar.recall.callCount, 1);
  });

  it('opens the photos of the return only once the car is locked in', async () => {
    await b.toReturn();
    b.send({ type: 'receipt.told', answer: answered(sampleReceipt) }, { type: 'condition.opened' });
    b.withReturn({ phase: 'opening' });
    assert.equal(b.view().screen, 'K38', 'nothing stands between a person and the way');
    b.withReturn({ phase: 'storing' });
    assert.equal(b.view().screen, 'K34');
    b.send({ type: 'condition.closed' });
    assert.equal(b.view().screen, 'K35');
  });
});
