import assert from 'node:assert/strict';
import { createScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';
import type { ScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';
import type { BookingView, PaymentsView, Recognition, ReceiptView } from './contract/index.ts';
import { book, openApiBench, problemOf, signInAs } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DEPOSIT = 300_000;

describe('what a booking costs', () => {
  let bench: ApiBench;
  let provider: ScriptedProvider;
  const payments = async (bookingId: string): Promise<PaymentsView> => (await bench.get<PaymentsView>(`/api/v1/bookings/${bookingId}/payments`, await bench.signIn('phone'))).body;
  const receipt = async (bookingId: string): Promise<ReceiptView> => (await bench.get<ReceiptView>(`/api/v1/bookings/${bookingId}/receipt`, await bench.signIn('phone'))).body;
  const askAgain = async (bookingId: string, key: string): Promise<Heard<PaymentsView>> => bench.post<PaymentsView>(`/api/v1/bookings/${bookingId}/payments`, await bench.signIn('phone'), {}, key);
  /** Lets time pass until something has come about: what runs by itself is asynchronous. */
  const until = async (what: () => Promise<boolean>, stepMs: number): Promise<void> => {
    for (let turn = 0; turn < 40; turn += 1) {
      if (await what()) return;
      bench.later(stepMs);
    }
    assert.fail('it never came about');
  };
  const recognise = async (booking: BookingView): Promise<Heard<Recognition>> => bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: booking.code });
  const collect = async (booking: BookingView): Promise<void> => {
    const { ticket } = (await recognise(booking)).body;
    const begun = await bench.post<{ collectionId: string }>('/api/v1/collections', await bench.signIn('kiosk'), { ticket }, 'collect');
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    bench.tower.tell({ kind: 'carLeft', carId: booking.carId, collectionId: begun.body.collectionId, utcMs: 0 });
  };
  beforeEach(async () => {
    provider = createScriptedProvider();
    bench = await openApiBench({ providers: { payments: provider } });
  });
  afterEach(() => bench.close());

  it('is held when the car is booked, and stands on the receipt', async () => {
    const { bookingId } = await book(bench);
    const { deposit, payments: all, ...rest } = await payments(bookingId);
    assert.deepEqual([deposit, all.map(({ kind, state, amountMinor }) => [kind, state, amountMinor]), rest], ['held', [['deposit', 'held', DEPOSIT]], {}]);
    const view = await receipt(bookingId);
    assert.deepEqual(view.totals, { heldMinor: DEPOSIT, takenMinor: 0, givenBackMinor: 0, openMinor: 0, declinedMinor: 0 });
    assert.deepEqual(view.payments, all);
  });
  it('is given back when the car has returned, and lateness is taken apart from it', async () => {
    const booking = await book(bench);
    await collect(booking);
    await until(async () => (await receipt(booking.bookingId)).state === 'out', 0);
    bench.later(booking.returnByUtcMs - bench.journal.wall.utcMs() + 2 * HOUR_MS);
    bench.tower.tell({ kind: 'carReturned', carId: booking.carId, returnId: 'r-1', bookingId: booking.bookingId, utcMs: 0 });
    await until(async () => (await receipt(booking.bookingId)).totals.givenBackMinor > 0, 10_000);
    const view = await receipt(booking.bookingId);
    const late = view.payments.find(({ kind }) => kind === 'late');
    assert.equal(view.state, 'closed');
    assert.ok(view.lateMinutes >= 120 && view.lateMinutes < 130, String(view.lateMinutes));
    assert.ok(late?.state === 'captured' && late.amountMinor > 0, JSON.stringify(late));
    assert.deepEqual(view.totals, { heldMinor: 0, takenMinor: late.amountMinor, givenBackMinor: DEPOSIT, openMinor: 0, declinedMinor: 0 });
    assert.ok((view.outUtcMs ?? 0) < (view.endedUtcMs ?? 0));
  });
  it('is given back to whoever is erased before the drive', async () => {
    await book(bench);
    const erased = await bench.ask({ method: 'DELETE', url: '/api/v1/me', headers: { authorization: `Bearer ${await bench.signIn('phone')}` } });
    assert.equal(erased.status, 204);
    await until(async () => [...provider.accounts.values()].every(({ state }) => state === 'released') && (await bench.get('/api/v1/health')).status === 200, 10_000);
    assert.equal(provider.accounts.size, 1);
  });
  it('keeps the car in while it is declined, and can be asked for again, once for each time', async () => {
    provider.rule.onHold = 'declined';
    const booking = await book(bench);
    assert.equal((await payments(booking.bookingId)).deposit, 'declined');
    assert.equal((await receipt(booking.bookingId)).payments[0]?.mayAskAgain, true);
    assert.equal(problemOf(await recognise(booking)), 'depositMissing');
    provider.rule.onHold = 'held';
    const both = await Promise.all([askAgain(booking.bookingId, 'again-1'), askAgain(booking.bookingId, 'again-2')]);
    assert.deepEqual(both.map(({ status }) => status), [201, 201]);
    const { deposit, payments: all } = await payments(booking.bookingId);
    assert.deepEqual([deposit, all.map(({ state }) => state)], ['held', ['declined', 'held']]);
    assert.equal((await recognise(booking)).status, 201);
    await askAgain(booking.bookingId, 'again-3');
    assert.equal(provider.accounts.size, 2, 'what is held is not asked for again');
  });
  it('waits for the person on the page of the provider', async () => {
    provider.rule.onHold = 'asked';
    const { bookingId } = await book(bench);
    const { deposit, payments: [waiting], payByUtcMs } = await payments(bookingId);
    assert.deepEqual([deposit, waiting?.checkoutUrl, payByUtcMs], ['waiting', `https://pay.example/${String(waiting?.paymentId)}`, bench.journal.wall.utcMs() + 15 * MINUTE_MS]);
    provider.decide(String(waiting?.paymentId), true);
    await until(async () => (await payments(bookingId)).deposit === 'held', 10_000);
  });
  it('ends a booking that was not paid in time, and gives back what was held meanwhile', async () => {
    provider.script.push('late');
    const { bookingId } = await book(bench);
    await until(async () => (await receipt(bookingId)).totals.heldMinor === DEPOSIT, 10_000);
    assert.equal((await receipt(bookingId)).state, 'booked', 'an answer that was lost is asked for again, in time');
    provider.rule.onHold = 'asked';
    const other = await book(bench, { carId: 'SH-02', fromUtcMs: bench.journal.wall.utcMs() + 5 * 24 * HOUR_MS, untilUtcMs: bench.journal.wall.utcMs() + (5 * 24 + 1) * HOUR_MS }, 'book-2');
    const bookedUtcMs = bench.journal.wall.utcMs();
    await until(async () => (await receipt(other.bookingId)).state === 'cancelled', MINUTE_MS);
    const tookMs = bench.journal.wall.utcMs() - bookedUtcMs;
    assert.ok(tookMs > 15 * MINUTE_MS && tookMs <= 18 * MINUTE_MS, String(tookMs));
    await until(async () => (await receipt(other.bookingId)).totals.givenBackMinor === DEPOSIT, 10_000);
    assert.equal(problemOf(await recognise(other)), 'bookingDone');
  });
  it('shows nobody what others pay', async () => {
    const { bookingId } = await book(bench);
    const other = await signInAs(bench, 'ada');
    for (const id of [bookingId, 'b-none']) {
      for (const what of ['payments', 'receipt']) assert.equal(problemOf(await bench.get(`/api/v1/bookings/${id}/${what}`, other)), 'bookingUnknown');
      assert.equal(problemOf(await bench.post(`/api/v1/bookings/${id}/payments`, other, {}, 'k')), 'bookingUnknown');
    }
  });
  it('goes on after the controller has started again', async () => {
    provider.script.push('answerLost');
    const { bookingId } = await book(bench);
    assert.equal((await payments(bookingId)).deposit, 'waiting');
    bench = await bench.restart();
    await until(async () => (await payments(bookingId)).deposit === 'held', 10_000);
    assert.equal(provider.accounts.size, 1);
  });
});
