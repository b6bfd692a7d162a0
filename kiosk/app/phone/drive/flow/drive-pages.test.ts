import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor, fromPromise } from 'xstate';
import type { BookingView, CatalogueView, CollectionView, PaymentView, PurchaseView, TowerSnapshot } from '../../../../../controller/api/contract/index.ts';
import { createManualClock } from '../../../../testing/manual-clock.ts';
import { restingTower, sampleCollection, sampleSite } from '../../../testing/sample-tower.ts';
import { settle } from '../../../testing/session-bench.ts';
import { answered, refused } from '../../../tower-client/answer.ts';
import type { Answer } from '../../../tower-client/answer.ts';
import type { LiveState } from '../../../tower-client/live-store.ts';
import { createWords } from '../../../words/words.tsx';
import { bookingWord } from '../../flow/booking-state.ts';
import { owedOf, paymentWord } from '../../flow/owed.ts';
import { arrivalViewOf } from './arrival-view.ts';
import { buyViewOf } from './buy-view.ts';
import { createDeedMachine, SEND_AGAIN_MS } from './deed.machine.ts';
import type { Wish } from './deed.machine.ts';
import { driveTimeOf, spanWords } from './drive-time.ts';
import { createPhotoQueue, RESEND_MS } from './photo-queue.ts';
import { spotState, unsentCount } from './photo-spots.ts';
import { createReadingMachine, LOOK_AGAIN_MS } from './reading.machine.ts';

describe('asking the tower from a page of the drive', () => {
  function readingBench(everyMs?: number) {
    const clock = createManualClock();
    const read = sinon.stub<[], Promise<Answer<number>>>().resolves(answered(1));
    const actor = createActor(createReadingMachine<number>(everyMs).provide({ actors: { read: fromPromise<Answer<number>>(() => read()) } }), { clock });
    return { clock, read, actor, context: () => actor.getSnapshot().context };
  }
  it('looks again by itself while nothing is heard, and keeps what it knew', async () => {
    const { clock, read, actor, context } = readingBench();
    actor.start();
    await settle();
    read.resolves(refused('offline', ''));
    actor.send({ type: 'again' });
    await settle();
    assert.deepEqual([context().value, context().refusal?.code], [1, 'offline']);
    read.resolves(answered(2));
    clock.advance(LOOK_AGAIN_MS);
    await settle();
    assert.deepEqual([context().value, context().refusal], [2, undefined]);
  });
  it('looks once, or as often as it was told', async () => {
    const [once, often] = [readingBench(), readingBench(5000)];
    for (const { actor, clock } of [once, often]) {
      actor.start();
      for (let i = 0; i < 3; i += 1) {
        await settle();
        clock.advance(5000);
      }
    }
    assert.deepEqual([once.read.callCount, often.read.callCount], [1, 4]);
  });
  it('does not ask for ever for what was refused', async () => {
    const { clock, read, actor, context } = readingBench();
    read.resolves(refused('bookingUnknown', ''));
    actor.start();
    await settle();
    clock.advance(LOOK_AGAIN_MS * 10);
    await settle();
    assert.deepEqual([read.callCount, context().refusal?.code], [1, 'bookingUnknown']);
  });

  function deedBench() {
    const clock = createManualClock();
    const perform = sinon.stub<[string], Promise<Answer<string>>>();
    const actor = createActor(createDeedMachine<string, string>().provide({ actors: { perform: fromPromise<Answer<string>, Wish<string>>(({ input }) => perform(input.wish)) } }), { clock });
    actor.start();
    return { clock, perform, actor };
  }
  it('sends a wish whose answer was lost once more, with the same wish, until it is heard', async () => {
    const { clock, perform, actor } = deedBench();
    perform.onCall(0).resolves(refused('offline', '')).onCall(1).resolves(refused('offline', '')).onCall(2).resolves(answered('done'));
    actor.send({ type: 'do', input: 'extend' });
    await settle();
    assert.ok(actor.getSnapshot().matches('unheard'));
    for (let i = 0; i < 2; i += 1) {
      clock.advance(SEND_AGAIN_MS);
      await settle();
    }
    assert.ok(actor.getSnapshot().matches('done'));
    assert.deepEqual(perform.args.flat(), ['extend', 'extend', 'extend']);
  });
  it('takes one wish at a time, and a refusal for an answer', async () => {
    const { perform, actor } = deedBench();
    perform.resolves(refused('extensionTaken', ''));
    actor.send({ type: 'do', input: 'extend' });
    actor.send({ type: 'do', input: 'extend' });
    await settle();
    assert.equal(perform.callCount, 1);
    assert.deepEqual([actor.getSnapshot().value, actor.getSnapshot().context.refusal?.code], ['ready', 'extensionTaken']);
  });
  it('is no page that hangs when a request breaks', async () => {
    const { perform, actor } = deedBench();
    perform.rejects(new Error('broken'));
    actor.send({ type: 'do', input: 'x' });
    await settle();
    assert.deepEqual([actor.getSnapshot().value, actor.getSnapshot().context.refusal?.code], ['ready', 'internal']);
  });
});

describe('photos on their way', () => {
  const spot = { bookingId: 'b-1', moment: 'handOver', position: 'front' } as const;
  const photo = new Blob(['photo']);
  function bench() {
    const clock = createManualClock();
    const shrink = sinon.stub<[Blob, number], Promise<Blob | undefined>>().resolves(new Blob(['small']));
    const send = sinon.stub<[object, Blob], Promise<Answer<unknown>>>().resolves(answered({}));
    return { clock, shrink, send, queue: createPhotoQueue({ clock, shrink, send }) };
  }
  const states = (queue: ReturnType<typeof bench>['queue']) => queue.read().map(({ position, state }) => `${position} ${state}`);

  it('are made smaller and sent one after the other', async () => {
    const { send, queue } = bench();
    queue.add(spot, photo);
    queue.add({ ...spot, position: 'rear' }, photo);
    assert.deepEqual(states(queue), ['front preparing', 'rear preparing']);
    await settle();
    assert.deepEqual(states(queue), ['front sent', 'rear sent']);
    assert.deepEqual(send.args.map(([, picture]) => picture.size), [5, 5]);
  });
  it('wait for the network and go by themselves when it is back', async () => {
    const { clock, send, queue } = bench();
    send.resolves(refused('offline', ''));
    queue.add(spot, photo);
    await settle();
    assert.deepEqual([states(queue), unsentCount(queue.read())], [['front waiting'], 1]);
    send.resolves(answered({}));
    clock.advance(RESEND_MS);
    await settle();
    assert.deepEqual([states(queue), unsentCount(queue.read())], [['front sent'], 0]);
  });
  it('are not sent again when the tower refuses, and the next one goes on', async () => {
    const { send, queue } = bench();
    send.onFirstCall().resolves(refused('bookingDone', ''));
    queue.add(spot, photo);
    queue.add({ ...spot, position: 'rear' }, photo);
    await settle();
    assert.deepEqual(states(queue), ['front refused', 'rear sent']);
    assert.equal(send.callCount, 2);
  });
  it('say what is no picture', async () => {
    const { shrink, send, queue } = bench();
    shrink.resolves(undefined);
    queue.add(spot, photo);
    await settle();
    assert.deepEqual(states(queue), ['front unreadable']);
    sinon.assert.notCalled(send);
  });
  it('of the same place take the place of the first, also while that one is on its way', async () => {
    const { send, queue } = bench();
    let answer: (given: Answer<unknown>) => void = () => undefined;
    send.onFirstCall().returns(new Promise((resolve) => (answer = resolve)));
    queue.add(spot, photo);
    await settle();
    queue.add(spot, photo);
    await settle();
    answer(answered({}));
    await settle();
    assert.deepEqual([states(queue), send.callCount], [['front sent'], 2]);
  });
  it('show what was taken now before what the tower has, and nothing of another drive', () => {
    const kept = [{ ...spot, bytes: 1, utcMs: 1 }];
    assert.deepEqual(spotState(spot, [], kept), { kind: 'sent' });
    assert.deepEqual(spotState(spot, [{ ...spot, state: 'waiting' }], kept), { kind: 'waiting' });
    assert.deepEqual(spotState({ ...spot, bookingId: 'b-2' }, [{ ...spot, state: 'waiting' }], kept), { kind: 'none' });
  });
});

describe('what the pages of a drive show', () => {
  const HOUR_MS = 3_600_000;
  const { say } = createWords('en', 'Asia/Shanghai');
  it('never more time than there is: left is rounded down, late is rounded up', () => {
    const at = (leftMs: number): string => {
      const time = driveTimeOf({ returnByUtcMs: 0 }, -leftMs);
      return `${time.kind} ${spanWords(say, time)}`;
    };
    assert.equal(at(50 * HOUR_MS + 59_999), 'left 2 days 2 h');
    assert.equal(at(2 * HOUR_MS - 1), 'left 1 h 59 min');
    assert.equal(at(59_999), 'left 0 min');
    assert.equal(at(0), 'left 0 min');
    assert.equal(at(-1), 'late 1 min');
    assert.equal(at(-(25 * HOUR_MS)), 'late 1 day 1 h');
  });

  const live = (phase: CollectionView['phase'], more: Partial<CollectionView> = {}, tower: Partial<TowerSnapshot> = {}): LiveState =>
    ({ link: 'live', heardAtMs: 0, tower: { ...restingTower, collections: [{ ...sampleCollection, phase, ...more }], ...tower } });
  const kindOf = (state: Parameters<typeof arrivalViewOf>[0], carId = 'SH-14', nowMs = 0) => arrivalViewOf(state, sampleSite, carId, nowMs).kind;
  it('the car as far as it is, by its own collection only', () => {
    assert.equal(kindOf({ link: 'connecting', heardAtMs: 0, tower: undefined }), 'unheard');
    assert.equal(kindOf(live('coming'), 'SH-01'), 'notComing');
    const kinds = (['queued', 'finding', 'presenting', 'opening', 'handover', 'proving', 'puttingAway', 'stalled', 'cancelled'] as const).map((phase) => kindOf(live(phase)));
    assert.deepEqual(kinds, ['inLine', 'coming', 'coming', 'atBay', 'atBay', 'left', 'left', 'stalled', 'stalled']);
  });
  it('a pause as a pause, whatever the reason', () => {
    assert.equal(kindOf(live('coming', { paused: true })), 'paused');
    assert.equal(kindOf(live('coming', {}, { state: 'stopped' })), 'paused');
    assert.equal(kindOf(live('coming', {}, { mode: 'maintenance' })), 'paused');
  });
  it('old data as old, without calling it a pause', () => {
    const lost: LiveState = { ...live('coming'), link: 'lost' };
    const view = arrivalViewOf(lost, sampleSite, 'SH-14', 7000);
    assert.deepEqual('collection' in view ? [view.kind, view.isStale, view.heardSecondsAgo] : [], ['coming', true, 7]);
  });

  const purchase = (state: PurchaseView['state'], more: Partial<PurchaseView> = {}): PurchaseView => ({
    purchaseId: 'p', carId: 'SH-14', brand: 'B', model: 'M', plate: 'P', vin: 'V', state, priceMinor: 1, currency: 'CNY', lockedUntilUtcMs: 1, createdUtcMs: 1, changedUtcMs: 1, ...more,
  });
  const catalogue = { currency: 'CNY', brands: [], vehicles: [{ carId: 'SH-14', vin: 'V', variantId: 'v', priceMinor: 25_990_000 }] } as unknown as CatalogueView;
  it('what is owed, with the way to pay it, and an amount that is coming back as nothing that is owed', () => {
    const amount = (more: Partial<PaymentView>): PaymentView => ({ paymentId: 'y', kind: 'late', amountMinor: 1, currency: 'CNY', state: 'asked', askedUtcMs: 0, changedUtcMs: 0, ...more });
    const checkoutUrl = 'https://pay.example';
    assert.deepEqual(owedOf([amount({ checkoutUrl }), amount({ state: 'declined', mayAskAgain: true }), amount({ state: 'declined' }), amount({}), amount({ state: 'held' })]).map(({ kind }) => kind), ['agree', 'ask']);
    const words = ([{ checkoutUrl }, {}, { wanted: 'release' }, { state: 'held', wanted: 'release' }, { state: 'held', wanted: 'capture' }, { state: 'held' }, { state: 'declined' }] as const).map((more) => paymentWord(amount(more)));
    assert.deepEqual(words, ['payment.asked', 'payment.unknown', 'payment.releasing', 'payment.releasing', 'payment.capturing', 'payment.held', 'payment.declined']);
  });
  it('the offer of the car, or the purchase that is under way; never an offer before that is known', () => {
    const view = (purchases: readonly PurchaseView[] | undefined, looksAgain = false, known: CatalogueView | undefined = catalogue) => buyViewOf({ bookingId: 'b-1', carId: 'SH-14' }, { purchases, catalogue: known, looksAgain });
    assert.equal(view(undefined).kind, 'asking');
    assert.deepEqual(view([]), { kind: 'offer', priceMinor: 25_990_000, currency: 'CNY' });
    assert.equal(view([purchase('reserved', { carId: 'SH-01' })]).kind, 'offer', 'another car');
    for (const state of ['reserved', 'handedOff'] as const) assert.equal(view([purchase('lapsed', { createdUtcMs: 9 }), purchase(state)]).kind, 'underWay', state);
    for (const state of ['signed', 'sold'] as const) assert.equal(view([purchase('lapsed', { createdUtcMs: 9 }), purchase(state)]).kind, 'bought', state);
    assert.equal(view([purchase('lapsed')]).kind, 'over');
    assert.equal(view([purchase('lapsed')], true).kind, 'offer');
    assert.equal(view([], false, { ...catalogue, vehicles: [] }).kind, 'noOffer');
  });
  it('of a bought car how its buyer gets it: with the buyer, in the tower with a booking to fetch it, or not known yet', () => {
    const view = (state: PurchaseView['state'], bookingId?: string) => {
      const shown = buyViewOf({ bookingId: 'b-1', carId: 'SH-14' }, { purchases: [purchase(state, bookingId === undefined ? {} : { bookingId })], catalogue, looksAgain: false });
      return shown.kind === 'bought' ? [shown.car, shown.car === 'toFetch' && shown.fetchBookingId] : shown.kind;
    };
    assert.deepEqual(view('sold', 'b-1'), ['yours', false]);
    assert.deepEqual(view('signed', 'b-2'), ['toFetch', 'b-2']);
    assert.deepEqual(view('signed'), ['settling', false]);
    assert.deepEqual(view('signed', 'b-1'), ['settling', false], 'the tower is taking it in');
  });
  it('never that a bought car is to come back', () => {
    const word = (state: BookingView['state'], bought?: BookingView['bought']) => bookingWord({ state, ...(bought !== undefined && { bought }) });
    assert.deepEqual([word('booked', 'fetch'), word('collecting', 'fetch'), word('closed', 'fetch'), word('closed', 'drive'), word('closed')].map((id) => id.split('.').at(-1)), ['toFetch', 'collecting', 'bought', 'bought', 'closed']);
  });
});
