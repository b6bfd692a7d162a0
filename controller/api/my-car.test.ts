import assert from 'node:assert/strict';
import { createScriptedContracts } from '../bookings/purchases/testing/scripted-contracts.ts';
import { createScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';
import type { ScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';
import type { BookingView, MyCar, PurchaseView, Recognition, SwapOffers, Swapped } from './contract/index.ts';
import { book, openApiBench, problemOf, signInAs } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';
import { bringBack, fetchCar } from './testing/drive-visits.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe('my car, at the kiosk', () => {
  let bench: ApiBench;
  let payments: ScriptedProvider;
  let kiosk: string;
  let booking: BookingView;
  let pallet: string;
  let ticket: string;

  const recognised = async (): Promise<string> => {
    kiosk = await bench.signIn('kiosk');
    const found = await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code });
    assert.equal(found.status, 201, JSON.stringify(found.body));
    return found.body.ticket;
  };
  const look = (token = ticket): Promise<Heard<MyCar>> => bench.post('/api/v1/my-car', kiosk, { ticket: token });
  const extend = (days: number, key = 'extend'): Promise<Heard<MyCar>> => bench.post('/api/v1/my-car/extensions', kiosk, { ticket, days }, key);
  const swapOffers = (): Promise<Heard<SwapOffers>> => bench.post('/api/v1/my-car/swap-offers', kiosk, { ticket });
  const swap = (carId: string, key = 'swap'): Promise<Heard<Swapped>> => bench.post('/api/v1/my-car/swaps', kiosk, { ticket, carId }, key);
  const mine = async (): Promise<readonly BookingView[]> => (await bench.get<{ bookings: readonly BookingView[] }>('/api/v1/bookings', await bench.signIn('phone'))).body.bookings;

  beforeEach(async () => {
    payments = createScriptedProvider();
    bench = await openApiBench({ providers: { payments, contracts: createScriptedContracts() } });
    booking = await book(bench);
    pallet = await fetchCar(bench, booking);
    ticket = await recognised();
  });
  afterEach(() => bench.close());

  it('tells what is left and what may be chosen, to the person that was recognised', async () => {
    const { status, body } = await look();
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.bookingId, body.returnByUtcMs, body.owed.state, body.late], [booking.bookingId, booking.returnByUtcMs, 'nothing', undefined]);
    assert.ok(body.extensions.offers.some(({ possible }) => possible));
    assert.ok((body.purchase.priceMinor ?? 0) > 0 && body.purchase.code === undefined, JSON.stringify(body.purchase));
  });

  it('needs a ticket that still holds: each look renews it, a quarter of an hour at most', async () => {
    for (let minute = 2; minute < 15; minute += 2) {
      bench.later(2 * MINUTE_MS);
      assert.equal((await look()).status, 200, `after ${String(minute)} min`);
    }
    bench.later(MINUTE_MS);
    assert.equal(problemOf(await look()), 'ticketWrong');
    ticket = await recognised();
    bench.later(3 * MINUTE_MS);
    assert.equal(problemOf(await extend(1)), 'ticketWrong');
    assert.equal(problemOf(await look('made-up')), 'ticketWrong');
  });

  it('is for the kiosk alone, and for a car that is out', async () => {
    for (const role of ['phone', 'technician'] as const) assert.equal(problemOf(await bench.post('/api/v1/my-car', await bench.signIn(role), { ticket })), 'wrongRole');
    await bringBack(bench, booking, pallet);
    for (const heard of [await look(), await extend(1), await swapOffers(), await swap('SH-07')]) assert.equal(problemOf(heard), 'notOut');
  });

  it('is extended by the press at the kiosk, once, and the fee is taken', async () => {
    const first = await extend(1);
    assert.deepEqual([first.status, first.body.returnByUtcMs, first.body.extensionDays, first.body.owed.state], [201, booking.returnByUtcMs + DAY_MS, 1, 'nothing']);
    const again = await extend(1);
    assert.deepEqual(again.body, first.body);
    assert.equal((await look()).body.extensionDays, 1);
    assert.equal(problemOf(await extend(2)), 'idempotencyMismatch');
  });

  it('is extended once although the time of the ticket ends meanwhile', async () => {
    await bench.close();
    const slowly: ScriptedProvider = { ...payments, hold: (wish) => {
      if (bench.journal.wall.utcMs() > fetchedUtcMs + 10 * MINUTE_MS) bench.later(90 * 1000);
      return payments.hold(wish);
    } };
    let fetchedUtcMs = Number.POSITIVE_INFINITY;
    bench = await openApiBench({ providers: { payments: slowly } });
    booking = await book(bench);
    pallet = await fetchCar(bench, booking);
    ticket = await recognised();
    fetchedUtcMs = bench.journal.wall.utcMs();
    for (let minute = 2; minute <= 14; minute += 2) {
      bench.later(2 * MINUTE_MS);
      assert.equal((await look()).status, 200);
    }
    const extended = await extend(1);
    assert.deepEqual([extended.status, extended.body.extensionDays], [201, 1], JSON.stringify(extended.body));
    ticket = await recognised();
    assert.equal((await look()).body.extensionDays, 1);
  });

  it('is extended, and the fee waits for the phone where the provider asks the person', async () => {
    payments.rule.onHold = 'asked';
    const { body } = await extend(1);
    assert.equal(body.owed.state, 'atPhone');
    assert.ok(body.owed.amountMinor > 0);
    const [payment] = [...payments.accounts.keys()].slice(-1);
    payments.decide(payment ?? '', true);
    bench.later(10 * 1000);
    for (let turn = 0; turn < 20; turn += 1) await bench.get('/health');
    assert.equal((await look()).body.owed.state, 'nothing');
  });

  it('is extended while the provider does not answer: what is owed is open, and nothing is asked twice', async () => {
    payments.script.push('answerLost');
    const { status, body } = await extend(1);
    assert.deepEqual([status, body.owed.state], [201, 'waiting']);
  });

  it('is not extended into the next booking: which days, and why', async () => {
    const other = await signInAs(bench, 'ada');
    await book(bench, { fromUtcMs: booking.returnByUtcMs + 2 * 3_600_000, untilUtcMs: booking.returnByUtcMs + 3 * 3_600_000 }, 'next', other);
    const { offers } = (await look()).body.extensions;
    assert.deepEqual([offers[0]?.possible, offers[0]?.code], [false, 'extensionTaken']);
    assert.equal(problemOf(await extend(1)), 'extensionTaken');
  });

  it('is sold: its own purchase is told with the price that stands, and why another one cannot begin', async () => {
    const phone = await bench.signIn('phone');
    const bought = await bench.post<PurchaseView>('/api/v1/purchases', phone, { carId: booking.carId, bookingId: booking.bookingId }, 'buy');
    assert.equal(bought.status, 201, JSON.stringify(bought.body));
    const { purchase } = (await look()).body;
    assert.deepEqual(purchase.own, { state: 'reserved', priceMinor: bought.body.priceMinor, lockedUntilUtcMs: bought.body.lockedUntilUtcMs });
    await bench.close();
    bench = await openApiBench({ providers: { payments } });
    booking = await book(bench);
    await fetchCar(bench, booking);
    ticket = await recognised();
    assert.equal((await look()).body.purchase.code, 'contractUnavailable');
  });

  it('is swapped for a car that the rules allow, which is fetched once this one is back', async () => {
    const { offers } = (await swapOffers()).body;
    assert.ok(offers.length > 0 && !offers.some(({ car }) => car.carId === booking.carId));
    const carId = offers[0]?.car.carId ?? '';
    const swapped = await swap(carId);
    assert.equal(swapped.status, 201, JSON.stringify(swapped.body));
    assert.deepEqual((await swap(carId)).body, swapped.body);
    const made = (await mine()).find(({ bookingId }) => bookingId === swapped.body.swap.bookingId);
    assert.deepEqual([made?.carId, made?.afterBookingId, made?.code], [carId, booking.bookingId, swapped.body.swap.code]);
    assert.equal((await look()).body.swap?.bookingId, made?.bookingId);
    assert.equal(problemOf(await swap(offers[1]?.car.carId ?? '', 'another')), 'oneAtATime');
    assert.equal(problemOf(await bench.post('/api/v1/collections', kiosk, { ticket: swapped.body.ticket }, 'too-soon')), 'swapNotReady');
    await bringBack(bench, booking, pallet);
    assert.ok(made);
    await fetchCar(bench, made);
  });

  it('is not swapped for a car that somebody has taken meanwhile, nor beyond what the rules allow', async () => {
    const other = await signInAs(bench, 'ada');
    await book(bench, { carId: 'SH-07' }, 'theirs', other);
    assert.equal((await swapOffers()).body.offers.some(({ car }) => car.carId === 'SH-07'), false);
    assert.equal(problemOf(await swap('SH-07')), 'carTaken');
  });
});
