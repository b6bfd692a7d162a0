import assert from 'node:assert/strict';
import { statement } from '../journal/statements.ts';
import { NOON_UTC_MS, granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, Extensions } from './contract/index.ts';
import { MEMBER, book, openApiBench, problemOf, signInAs, wish } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';
import { bringBack, fetchCar } from './testing/drive-visits.ts';
import { attest } from './testing/standing.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe('the life of a booking', () => {
  let bench: ApiBench;
  let phone: string;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
    booking = await book(bench);
  });
  afterEach(() => bench.close());
  const one = async ({ bookingId } = booking): Promise<BookingView> => (await bench.get<BookingView>(`/api/v1/bookings/${bookingId}`, phone)).body;
  const post = (what: string, body: object = {}, key = what, { bookingId } = booking): Promise<Heard<BookingView>> => bench.post(`/api/v1/bookings/${bookingId}/${what}`, phone, body, key);
  const events = (): readonly string[] => granted(bench.journal.store.readNow(statement('event.toSend', { most: 1000 }))).map(({ type }) => String(type)).filter((type) => !type.startsWith('payment'));
  const amounts = ({ payments }: BookingView, kind: string) => payments.filter((payment) => payment.kind === kind).map(({ amountMinor }) => amountMinor);
  /** Long enough for a sweep, which comes every ten minutes and works beside everything else. */
  const passing = async (ms: number): Promise<void> => {
    bench.later(ms);
    for (let turn = 0; turn < 5; turn += 1) await bench.get('/health');
  };
  /** Sessions end after a while; days have passed. */
  const after = async (ms: number): Promise<void> => {
    await passing(ms);
    phone = await bench.signIn('phone');
  };

  it('is told in order: made, left, returned, with the deposit held and given back', async () => {
    assert.deepEqual([(await one()).state, amounts(await one(), 'deposit')], ['booked', [300_000]]);
    const pallet = await fetchCar(bench, booking);
    assert.deepEqual([(await one()).state, (await one()).outUtcMs], ['out', NOON_UTC_MS]);
    await after(DAY_MS);
    await bringBack(bench, booking, pallet);
    const { state, endedUtcMs, payments, late } = await one();
    assert.deepEqual([state, endedUtcMs, late], ['closed', NOON_UTC_MS + DAY_MS, undefined]);
    assert.deepEqual(payments.map(({ kind, state: money, wanted }) => [kind, wanted ?? money]), [['deposit', 'release']]);
    assert.deepEqual(events(), ['booking.made', 'car.left', 'car.returned']);
  });
  it('belongs to its member: to others it is as unknown as none', async () => {
    phone = await signInAs(bench, 'ada');
    for (const heard of [await post('cancellations'), await post('arrivals', { stage: 'here' }), await post('extensions', { days: 1 })]) assert.equal(problemOf(heard), 'bookingUnknown');
    assert.equal(problemOf(await bench.get(`/api/v1/bookings/${booking.bookingId}`, phone)), 'bookingUnknown');
  });

  describe('cancelled', () => {
    it('gives the car and the money free, once, and the car may be had another time', async () => {
      for (let i = 0; i < 2; i += 1) {
        const heard = await post('cancellations', {}, `cancel-${String(i)}`);
        assert.deepEqual([heard.status, heard.body.state, heard.body.payments[0]?.state], [200, 'cancelled', 'released']);
      }
      assert.deepEqual(events(), ['booking.made', 'booking.cancelled']);
      assert.equal((await bench.post('/api/v1/bookings', phone, wish(), 'again')).status, 201);
    });
    it('not once its car was fetched', async () => {
      await fetchCar(bench, booking);
      assert.equal(problemOf(await post('cancellations')), 'notCancellable');
      assert.equal((await one()).state, 'out');
    });
  });

  describe('announced', () => {
    it('is coming, then here, and stays here', async () => {
      assert.equal((await post('arrivals', { stage: 'coming' })).body.arrival?.stage, 'coming');
      bench.later(MINUTE_MS);
      assert.deepEqual((await post('arrivals', { stage: 'here' })).body.arrival, { stage: 'here', utcMs: NOON_UTC_MS + MINUTE_MS });
      assert.equal((await post('arrivals', { stage: 'coming' })).body.arrival?.stage, 'here');
      assert.equal(problemOf(await post('arrivals', { stage: 'gone' })), 'malformed');
    });
    it('is not here before its window: nobody keeps a car from others for days by saying so', async () => {
      booking = await book(bench, { carId: 'SH-06', fromUtcMs: NOON_UTC_MS + 5 * DAY_MS, untilUtcMs: NOON_UTC_MS + 5 * DAY_MS + HOUR_MS }, 'next-week');
      assert.equal(problemOf(await post('arrivals', { stage: 'here' })), 'tooEarly');
      assert.equal((await post('arrivals', { stage: 'coming' })).body.arrival?.stage, 'coming');
      await after(5 * DAY_MS - 15 * MINUTE_MS);
      assert.equal((await post('arrivals', { stage: 'here' })).body.arrival?.stage, 'here');
    });
    it('not once it is over', async () => {
      await fetchCar(bench, booking);
      assert.equal(problemOf(await post('arrivals', { stage: 'here' })), 'bookingDone');
    });
  });

  describe('that nobody came for', () => {
    it('is given free with its fee, and does not burn the car', async () => {
      await after(2 * HOUR_MS);
      const expired = await one();
      assert.deepEqual([expired.state, amounts(expired, 'noShow'), expired.payments.find(({ kind }) => kind === 'deposit')?.wanted], ['expired', [5000], 'release']);
      assert.deepEqual(events(), ['booking.made', 'booking.expired']);
      const fromUtcMs = NOON_UTC_MS + 3 * HOUR_MS;
      assert.equal((await bench.post('/api/v1/bookings', phone, wish({ fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }), 'again')).status, 201);
    });
    it('costs nothing when the customer was here', async () => {
      await post('arrivals', { stage: 'here' });
      await after(2 * HOUR_MS);
      assert.deepEqual([(await one()).state, amounts(await one(), 'noShow')], ['expired', []]);
    });
    it('costs nothing when the customer was recognised in time, or the car was missing', async () => {
      await bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: booking.code });
      assert.equal((await one()).arrival?.stage, 'here');
      const other = await signInAs(bench, 'ada');
      const theirs = await book(bench, { carId: 'SH-06' }, 'theirs', other);
      granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: 'SH-06', to: 'outside' }], by: 'test', why: 'the workshop has it' }));
      await after(2 * HOUR_MS);
      const missed = (await bench.get<BookingView>(`/api/v1/bookings/${theirs.bookingId}`, await signInAs(bench, 'ada'))).body;
      for (const ended of [await one(), missed]) assert.deepEqual([ended.state, amounts(ended, 'noShow')], ['expired', []]);
    });
    it('costs nothing when the customer came and was sent away: whoever is refused has come', async () => {
      attest(bench.journal, MEMBER, { isBlocked: true });
      assert.equal(problemOf(await bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: booking.code })), 'memberBlocked');
      await after(2 * HOUR_MS);
      assert.deepEqual([(await one()).state, amounts(await one(), 'noShow')], ['expired', []]);
    });
    it('costs nothing when somebody else was late with the car', async () => {
      const pallet = await fetchCar(bench, booking);
      const fromUtcMs = booking.returnByUtcMs;
      const next = await book(bench, { fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }, 'next', await signInAs(bench, 'ada'));
      await after(3 * DAY_MS + 90 * MINUTE_MS);
      await bringBack(bench, booking, pallet);
      await after(HOUR_MS);
      const missed = (await bench.get<BookingView>(`/api/v1/bookings/${next.bookingId}`, await signInAs(bench, 'ada'))).body;
      assert.deepEqual([missed.state, amounts(missed, 'noShow')], ['expired', []]);
    });
    it('is not given free by a clock that has jumped', async () => {
      bench.journal.wall.set(NOON_UTC_MS + 30 * DAY_MS);
      bench.clock.advance(HOUR_MS);
      for (let turn = 0; turn < 5; turn += 1) await bench.get('/health');
      phone = await bench.signIn('phone');
      assert.equal((await one()).state, 'booked');
    });
  });

  describe('released', () => {
    const recognise = async () => bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: booking.code });
    it('judges the person again: who was blocked since, or whose licence ended, does not get the car', async () => {
      attest(bench.journal, MEMBER, { isBlocked: true });
      assert.equal(problemOf(await recognise()), 'memberBlocked');
      attest(bench.journal, MEMBER, { licenceUntilUtcMs: booking.returnByUtcMs - 1 });
      assert.equal(problemOf(await recognise()), 'licenceExpires');
      attest(bench.journal, MEMBER, { licenceUntilUtcMs: booking.returnByUtcMs });
      assert.equal((await recognise()).status, 201);
    });
    it('judges between recognition and collection once more', async () => {
      const { ticket } = (await recognise()).body as { ticket: string };
      attest(bench.journal, MEMBER, { isBlocked: true });
      assert.equal(problemOf(await bench.post('/api/v1/collections', await bench.signIn('kiosk'), { ticket }, 'k')), 'memberBlocked');
      assert.equal((await one()).state, 'booked');
    });
  });

  describe('extended', () => {
    it('lasts longer for its price, once for one request', async () => {
      await fetchCar(bench, booking);
      const offers = (await bench.get<Extensions>(`/api/v1/bookings/${booking.bookingId}/extensions`, phone)).body;
      assert.deepEqual(offers.offers.map(({ days, feeMinor, possible }) => [days, feeMinor, possible]), [[1, 29_900, true], [2, 59_800, true], [3, 89_700, true]]);
      for (let i = 0; i < 2; i += 1) {
        const { status, body } = await post('extensions', { days: 2 }, 'extend');
        assert.deepEqual([status, body.extensionDays, body.returnByUtcMs], [201, 2, booking.returnByUtcMs + 2 * DAY_MS]);
      }
      assert.deepEqual(amounts(await one(), 'extension'), [59_800]);
      assert.equal(problemOf(await post('extensions', { days: 2 }, 'more')), 'extensionTooLong');
      assert.deepEqual(events(), ['booking.made', 'car.left', 'drive.extended']);
    });
    it('not into the booking of somebody else, whoever of two is first', async () => {
      await fetchCar(bench, booking);
      const fromUtcMs = booking.returnByUtcMs + DAY_MS;
      await book(bench, { fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }, 'next', await signInAs(bench, 'ada'));
      assert.equal((await post('extensions', { days: 1 }, 'one')).status, 201);
      assert.equal(problemOf(await post('extensions', { days: 1 }, 'two')), 'extensionTaken');
    });
    it('is held off by the journal itself when a reader was late', async () => {
      await fetchCar(bench, booking);
      const fromUtcMs = booking.returnByUtcMs + 1;
      await book(bench, { fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }, 'next', await signInAs(bench, 'ada'));
      const { bookingId, returnByUtcMs: wasUtcMs } = booking;
      const longer = bench.journal.store.commitNow([statement('booking.extend', { bookingId, days: 1, returnByUtcMs: wasUtcMs + DAY_MS, wasUtcMs }, 1)]);
      assert.match(longer.ok ? '' : longer.error.message, /the car is taken in this window/u);
    });
  });

  describe('swapped', () => {
    it('gives the second car when the first is back', async () => {
      const pallet = await fetchCar(bench, booking);
      const second = await book(bench, { carId: 'SH-06', afterBookingId: booking.bookingId }, 'swap');
      assert.equal(second.afterBookingId, booking.bookingId);
      const early = await bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: second.code });
      assert.equal(problemOf(early), 'swapNotReady');
      await bringBack(bench, booking, pallet);
      await fetchCar(bench, second);
      assert.deepEqual([(await one()).state, (await one(second)).state], ['closed', 'out']);
    });
    it('is refused for a third car, and without a first', async () => {
      await fetchCar(bench, booking);
      await book(bench, { carId: 'SH-06', afterBookingId: booking.bookingId }, 'swap');
      assert.equal(problemOf(await bench.post('/api/v1/bookings', phone, wish({ carId: 'SH-07', afterBookingId: booking.bookingId }), 'third')), 'oneAtATime');
      assert.equal(problemOf(await bench.post('/api/v1/bookings', phone, wish({ carId: 'SH-07', afterBookingId: 'nobody' }), 'lost')), 'oneAtATime');
      const other = await signInAs(bench, 'ada');
      assert.equal(problemOf(await bench.post('/api/v1/bookings', other, wish({ carId: 'SH-07', afterBookingId: booking.bookingId }), 'theirs')), 'bookingUnknown');
    });
  });

  describe('that fetches a bought car', () => {
    it('is in the way of no test drive, nor a test drive in its way', async () => {
      const buy = { purchaseId: 'p-1', memberId: MEMBER, carId: 'SH-09', bookingId: null, currency: 'CNY', lockedUntilUtcMs: NOON_UTC_MS + DAY_MS, utcMs: NOON_UTC_MS };
      granted(bench.journal.store.commitNow([statement('purchase.add', buy, 1), statement('purchase.sign', { purchaseId: 'p-1', contractRef: 'c-1', utcMs: NOON_UTC_MS }, 1)]));
      await post('cancellations');
      await passing(2 * MINUTE_MS);
      const [fetch] = (await bench.get<{ bookings: BookingView[] }>('/api/v1/bookings', phone)).body.bookings.filter(({ carId }) => carId === 'SH-09');
      assert.equal(fetch?.state, 'booked');
      const other = await book(bench, { carId: 'SH-06' }, 'test-drive');
      await fetchCar(bench, other);
      await fetchCar(bench, fetch);
      assert.deepEqual(fetch.payments, [], 'it owes nothing');
    });
  });

  describe('late', () => {
    it('shows what it costs before, and charges that when the car has returned', async () => {
      const pallet = await fetchCar(bench, booking);
      await after(3 * DAY_MS + HOUR_MS + 30 * MINUTE_MS);
      assert.equal((await one()).late?.feeMinor, 0, 'within the grace');
      await after(MINUTE_MS);
      const { late } = await one();
      assert.deepEqual([late?.sinceUtcMs, late?.feeMinor], [booking.returnByUtcMs, 9900]);
      await bringBack(bench, booking, pallet);
      const closed = await one();
      assert.deepEqual([closed.state, amounts(closed, 'late'), closed.late], ['closed', [9900], undefined]);
      assert.equal(closed.payments.find(({ kind }) => kind === 'deposit')?.wanted, 'release', 'the deposit is given back all the same');
    });
    it('keeps the next customer of the car waiting rather than without an answer', async () => {
      await fetchCar(bench, booking);
      await after(3 * DAY_MS + 2 * HOUR_MS);
      const fromUtcMs = bench.journal.wall.utcMs();
      const heard = await bench.post('/api/v1/bookings', await signInAs(bench, 'ada'), wish({ fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }), 'next');
      assert.equal(problemOf(heard), 'carTaken');
    });
  });
});
