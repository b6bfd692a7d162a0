import assert from 'node:assert/strict';
import { createScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';
import { createScriptedContracts } from '../bookings/purchases/testing/scripted-contracts.ts';
import { statement } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, PurchaseView, Recognition, StalledCancellation, StalledChoices, TaxiVoucher } from './contract/index.ts';
import { book, demoSite, openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

type Phase = 'coming' | 'stalled' | 'cancelled';

describe('a collection that goes no further', () => {
  let bench: ApiBench;
  let kiosk: string;
  let booking: BookingView;
  let collectionId: string;
  let handOverKey: string;
  beforeEach(() => begin(openApiBench()));
  afterEach(() => bench.close());

  async function begin(opening: Promise<ApiBench>, bookIt: () => Promise<BookingView> = () => book(bench)): Promise<void> {
    bench = await opening;
    kiosk = await bench.signIn('kiosk');
    booking = await bookIt();
    const { ticket } = (await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    const begun = await bench.post<{ collectionId: string; handOverKey: string }>('/api/v1/collections', kiosk, { ticket }, 'collect-1');
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    ({ collectionId, handOverKey } = begun.body);
    await is('coming');
  }
  /** The core writes this row itself. */
  async function is(phase: Phase): Promise<void> {
    granted(await bench.journal.journal.order({ kind: 'deliver', orderId: collectionId, bookingId: booking.bookingId, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase }));
    if (phase !== 'coming') bench.tower.tell({ kind: 'collectionEnded', collectionId, phase, utcMs: 0 });
    await stateNow();
  }
  const at = (what: string): string => `/api/v1/collections/${collectionId}/${what}`;
  const choices = async (): Promise<StalledChoices> => (await bench.post<StalledChoices>(at('choices'), kiosk, { handOverKey })).body;
  const cancel = (key = handOverKey): Promise<Heard<StalledCancellation>> => bench.post(at('cancellations'), kiosk, { handOverKey: key });
  const voucher = (key: string, proof = handOverKey): Promise<Heard<TaxiVoucher>> => bench.post(at('taxi-vouchers'), kiosk, { handOverKey: proof }, key);
  const stateNow = async (): Promise<BookingView['state'] | undefined> =>
    (await bench.get<{ bookings: BookingView[] }>('/api/v1/bookings', await bench.signIn('phone'))).body.bookings[0]?.state;
  const moved = async (to: 'carriage' | 'bay:A' | 'unknown'): Promise<void> => {
    granted(await bench.journal.store.commit([statement('pallet.move', { palletId: 'P05', place: to })]));
  };

  it('offers nothing but waiting while the car is on its way', async () => {
    const { state, cancellation, taxiUpToMinor } = await choices();
    assert.deepEqual([state, cancellation, taxiUpToMinor], ['underWay', 'no', undefined]);
    assert.equal(problemOf(await cancel()), 'notCancellable');
    assert.equal(problemOf(await voucher('v-1')), 'voucherNotGiven');
    assert.equal(await stateNow(), 'collecting');
  });

  it('is cancelled by whoever was recognised, and what was held is given back', async () => {
    await is('stalled');
    const offered = await choices();
    assert.deepEqual([offered.state, offered.cancellation], ['stalled', 'yes']);
    assert.ok(offered.givesBackMinor > 0);
    const cancelled = await cancel();
    assert.deepEqual([cancelled.status, cancelled.body.givenBackMinor], [200, offered.givesBackMinor]);
    assert.equal(await stateNow(), 'cancelled');
    assert.deepEqual((await cancel()).body, cancelled.body, 'asking again changes nothing');
    assert.equal((await choices()).cancellation, 'done');
    const wanted = granted(bench.journal.store.readNow(statement('payment.ofBooking', { bookingId: booking.bookingId })));
    assert.ok(wanted.every(({ state, wanted: next }) => state === 'released' || next === 'release'), JSON.stringify(wanted));
  });

  it('that the tower has taken home leaves a booking that can be cancelled', async () => {
    await is('cancelled');
    assert.equal((await choices()).cancellation, 'yes');
    assert.equal((await cancel()).status, 200);
    assert.equal(await stateNow(), 'cancelled');
  });

  it('is not cancelled for anybody else, nor after a restart, which has forgotten who it was', async () => {
    await is('stalled');
    assert.equal(problemOf(await cancel('x'.repeat(32))), 'ticketWrong');
    assert.equal(problemOf(await voucher('v-1', 'x'.repeat(32))), 'ticketWrong');
    assert.equal(problemOf(await bench.post(at('choices'), kiosk, { handOverKey: 'x'.repeat(32) })), 'ticketWrong', 'what is held for somebody is told to nobody else');
    assert.equal(problemOf(await bench.post(at('choices'), kiosk, {})), 'malformed');
    assert.equal(problemOf(await bench.post(at('cancellations'), await bench.signIn('phone'), { handOverKey })), 'wrongRole');
    bench = await bench.restart();
    kiosk = await bench.signIn('kiosk');
    assert.equal(problemOf(await cancel()), 'ticketWrong');
    assert.equal(await stateNow(), 'booked', 'its car stands in its cell');
  });

  it('is not cancelled while its car stands in a bay, where its customer may sit in it, or is not proven to be anywhere', async () => {
    await is('stalled');
    for (const place of ['bay:A', 'unknown'] as const) {
      await moved(place);
      assert.equal((await choices()).cancellation, 'no', place);
      assert.equal(problemOf(await cancel()), 'notCancellable', place);
    }
    await moved('carriage');
    assert.equal((await cancel()).status, 200);
  });

  it('gives one taxi voucher, whoever asks and however often, and tells the backend of it once', async () => {
    await is('stalled');
    assert.equal((await choices()).taxiUpToMinor, 8000);
    const [first, second] = await Promise.all([voucher('v-1'), voucher('v-2')]);
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.deepEqual([second.body, (await voucher('v-1')).body, (await voucher('v-3')).body], [first.body, first.body, first.body]);
    const events = granted(bench.journal.store.readNow(statement('event.toSend', { most: 100 }))).filter(({ type }) => type === 'taxi.voucherGiven');
    assert.equal(events.length, 1);
    assert.match(String(events[0]?.['data']), new RegExp(first.body.code, 'u'));
  });

  /** Its customer presses once more, after the tower has taken the car home. */
  async function collectAgain(): Promise<void> {
    const { ticket } = (await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    const begun = await bench.post<{ collectionId: string; handOverKey: string }>('/api/v1/collections', kiosk, { ticket }, `collect-after-${collectionId}`);
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    ({ collectionId, handOverKey } = begun.body);
    await is('coming');
  }

  it('gives one ride home for a booking, however often its car is fetched in vain', async () => {
    await is('cancelled');
    const first = await voucher('v-1');
    assert.equal(first.status, 201, JSON.stringify(first.body));
    await collectAgain();
    await is('stalled');
    assert.deepEqual((await voucher('v-2')).body, first.body);
  });

  it('gives no voucher to whoever has the car, nor while it is fetched once more', async () => {
    await is('cancelled');
    const before = { collectionId, handOverKey };
    await collectAgain();
    const now = { collectionId, handOverKey };
    ({ collectionId, handOverKey } = before);
    assert.equal((await choices()).taxiUpToMinor, undefined);
    assert.equal(problemOf(await voucher('v-1')), 'voucherNotGiven');
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: 'SH-05', to: 'outside' }], by: 'test', why: 'the situation' }));
    bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId: now.collectionId, utcMs: 0 });
    assert.equal(await stateNow(), 'out');
    assert.equal((await choices()).taxiUpToMinor, undefined);
    assert.equal(problemOf(await voucher('v-1')), 'voucherNotGiven');
  });

  it('is not taken back by the way that is for a car which is brought: the proof of the one is none of the other', async () => {
    const withdrawn = await bench.post(`/api/v1/returns/${collectionId}/withdrawals`, kiosk, { allClearKey: handOverKey });
    assert.equal(problemOf(withdrawn), 'notYours');
    assert.deepEqual(bench.tower.asked.filter((asked) => asked.startsWith('cancel')), []);
  });

  it('gives no voucher where the site gives none', async () => {
    await bench.close();
    await begin(openApiBench({ site: demoSite(({ help: { taxiVoucher: _none, ...help }, ...site }) => ({ ...site, help })) }));
    await is('stalled');
    assert.equal((await choices()).taxiUpToMinor, undefined);
    assert.equal(problemOf(await voucher('v-1')), 'voucherNotGiven');
  });

  it('that brings a bought car is not cancelled: it belongs to whoever waits for it', async () => {
    const contracts = createScriptedContracts();
    await bench.close();
    await begin(openApiBench({ providers: { contracts, payments: createScriptedProvider() } }), async () => {
      const phone = await bench.signIn('phone');
      const { purchaseId } = (await bench.post<PurchaseView>('/api/v1/purchases', phone, { carId: 'SH-05' }, 'buy')).body;
      await bench.post(`/api/v1/purchases/${purchaseId}/contracts`, phone, {});
      bench.later(1000);
      contracts.sign(purchaseId);
      const { bookingId } = (await bench.get<PurchaseView>(`/api/v1/purchases/${purchaseId}`, phone)).body;
      return (await bench.get<BookingView>(`/api/v1/bookings/${bookingId ?? ''}`, phone)).body;
    });
    await is('stalled');
    assert.deepEqual([(await choices()).cancellation, (await choices()).taxiUpToMinor], ['no', 8000]);
    assert.equal(problemOf(await cancel()), 'notCancellable');
    assert.equal(await stateNow(), 'collecting');
  });

  it('that nobody knows is nobody’s, whatever the proof', async () => {
    assert.equal(problemOf(await bench.post('/api/v1/collections/c-NOBODY/choices', kiosk, { handOverKey })), 'ticketWrong');
  });
});

describe('how a tower reaches its members', () => {
  it('is told to every page: where its phone page is, and nothing of messages that nobody carries', async () => {
    const bench = await openApiBench();
    const { phonePage, writes } = (await bench.get<{ phonePage?: string; writes?: boolean }>('/api/v1/site')).body;
    assert.match(phonePage ?? '', /^https?:\/\/[^/]+\/phone\/$/u);
    assert.equal(writes, undefined);
    await bench.close();
  });
});
