import assert from 'node:assert/strict';
import { createScriptedContracts } from '../bookings/purchases/testing/scripted-contracts.ts';
import type { ScriptedContracts } from '../bookings/purchases/testing/scripted-contracts.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, CarView, Eligibility, PurchaseView, Recognition } from './contract/index.ts';
import { createAgreeingPayments } from './testing/agreeing-payments.ts';
import { book, openApiBench, problemOf, wish } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

const CAR = 'SH-05';
const HOUR_MS = 3_600_000;

describe('buying a car by phone', () => {
  let bench: ApiBench;
  let contracts: ScriptedContracts;
  let phone: string;
  const reserve = (key = 'buy', carId = CAR): Promise<Heard<PurchaseView>> => bench.post('/api/v1/purchases', phone, { carId }, key);
  const look = async (purchaseId: string): Promise<PurchaseView> => (await bench.get<PurchaseView>(`/api/v1/purchases/${purchaseId}`, phone)).body;
  const deed = (purchaseId: string, what: 'contracts' | 'cancellations'): Promise<Heard<PurchaseView>> => bench.post(`/api/v1/purchases/${purchaseId}/${what}`, phone, {});
  const cars = async (): Promise<readonly (CarView & { available: boolean })[]> => (await bench.get<{ cars: (CarView & { available: boolean })[] }>('/api/v1/cars', phone)).body.cars;
  const ownBooking = async (bookingId: string): Promise<BookingView> => (await bench.get<BookingView>(`/api/v1/bookings/${bookingId}`, phone)).body;
  const until = async (what: () => Promise<boolean>): Promise<void> => {
    for (let turn = 0; turn < 40; turn += 1) if (await what()) return;
    assert.fail('it never came about');
  };
  const fetch = async (code: string): Promise<Recognition> => {
    const kiosk = await bench.signIn('kiosk');
    const recognised = await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code });
    assert.equal(recognised.status, 201, JSON.stringify(recognised.body));
    const begun = await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket: recognised.body.ticket }, `fetch-${code}`);
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: CAR, to: 'outside' }], by: 'test', why: 'it left' }));
    bench.tower.tell({ kind: 'carLeft', carId: CAR, collectionId: begun.body.collectionId, utcMs: 0 });
    return recognised.body;
  };
  beforeEach(async () => {
    contracts = createScriptedContracts();
    bench = await openApiBench({ providers: { contracts, payments: createAgreeingPayments() } });
    phone = await bench.signIn('phone');
  });
  afterEach(() => bench.close());

  it('goes from the drive to a car that need not come back', async () => {
    const booking = await book(bench);
    await fetch(booking.code);
    await until(async () => (await ownBooking(booking.bookingId)).state === 'out');
    const reserved = await reserve();
    assert.equal(reserved.status, 201, JSON.stringify(reserved.body));
    const { purchaseId } = reserved.body;
    assert.equal((await deed(purchaseId, 'contracts')).body.state, 'handedOff');
    contracts.sign(purchaseId);
    assert.equal((await look(purchaseId)).state, 'sold');
    assert.equal((await ownBooking(booking.bookingId)).state, 'closed');
    assert.ok(!(await cars()).some(({ carId }) => carId === CAR));
    const back = await bench.post('/api/v1/returns', await bench.signIn('kiosk'), { by: 'code', code: booking.code, people: 1 }, 'back');
    assert.equal(problemOf(back), 'carSold');
    const byStaff = await bench.post('/api/v1/orders', await bench.signIn('technician'), { kind: 'receive', carId: CAR }, 'staff');
    assert.equal(problemOf(byStaff), 'carSold');
    const receipt = (await bench.get<{ purchaseId: string; returnByUtcMs?: number; totals: { givenBackMinor: number } }>(`/api/v1/bookings/${booking.bookingId}/receipt`, phone)).body;
    assert.deepEqual([receipt.purchaseId, receipt.returnByUtcMs], [purchaseId, undefined]);
  });
  it('hands a bought car out of the tower like any other one, once', async () => {
    const { purchaseId } = (await reserve()).body;
    await deed(purchaseId, 'contracts');
    bench.later(1000);
    contracts.sign(purchaseId);
    const bought = await look(purchaseId);
    assert.equal(bought.state, 'signed');
    const booking = await ownBooking(bought.bookingId ?? '');
    assert.deepEqual(booking.payments, [], 'nothing is held for what belongs to the buyer');
    bench.later(20 * 24 * HOUR_MS);
    phone = await bench.signIn('phone');
    assert.equal((await fetch(booking.code)).returnByUtcMs, undefined, 'no screen says when to bring it back');
    await until(async () => (await look(purchaseId)).state === 'sold');
    assert.equal((await ownBooking(booking.bookingId)).state, 'closed');
    const again = await bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: booking.code });
    assert.equal(problemOf(again), 'bookingDone');
  });
  it('is not sold while somebody else has it out once more, who left something in it', async () => {
    const { purchaseId } = (await reserve()).body;
    await deed(purchaseId, 'contracts');
    const put = async (to: 'outside' | 'pallet:P05'): Promise<void> => {
      granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: CAR, to }], by: 'test', why: 'the situation' }));
    };
    await put('outside');
    contracts.sign(purchaseId);
    const signed = await look(purchaseId);
    assert.deepEqual([signed.state, signed.bookingId], ['signed', undefined]);
    await put('pallet:P05');
    const here = await look(purchaseId);
    assert.equal(here.state, 'signed');
    assert.equal((await ownBooking(here.bookingId ?? '')).state, 'booked', 'and its buyer fetches it');
  });
  it('keeps a reserved car from everybody else until it is given up', async () => {
    const { purchaseId } = (await reserve()).body;
    const at = `carId=${CAR}&fromUtcMs=${String(bench.journal.wall.utcMs())}&untilUtcMs=${String(bench.journal.wall.utcMs() + HOUR_MS)}`;
    const eligibility = (await bench.get<Eligibility>(`/api/v1/eligibility?${at}`, phone)).body;
    assert.equal((await cars()).find(({ carId }) => carId === CAR)?.available, false);
    assert.deepEqual(eligibility.rules.filter(({ holds }) => !holds).map(({ code }) => code), ['carReserved']);
    assert.equal(problemOf(await bench.post('/api/v1/bookings', phone, wish(), 'book')), 'carReserved');
    assert.equal((await deed(purchaseId, 'cancellations')).body.state, 'cancelled');
    assert.equal((await bench.post('/api/v1/bookings', phone, wish(), 'book')).status, 201);
  });
  it('reserves once for a key, however often it is asked', async () => {
    const [one, two] = await Promise.all([reserve(), reserve()]);
    assert.deepEqual(one.body, two.body);
    assert.deepEqual((await bench.get<{ purchases: PurchaseView[] }>('/api/v1/purchases', phone)).body.purchases, [one.body]);
    assert.equal(problemOf(await reserve('another')), 'carReserved');
  });
  it('shows a purchase to its buyer alone', async () => {
    assert.equal(problemOf(await bench.get('/api/v1/purchases/p-other', phone)), 'purchaseUnknown');
    assert.equal(problemOf(await deed('p-other', 'contracts')), 'purchaseUnknown');
  });
  it('says when the maker of contracts does not answer, and keeps the price', async () => {
    const { purchaseId } = (await reserve()).body;
    contracts.script.push('requestLost');
    assert.equal(problemOf(await deed(purchaseId, 'contracts')), 'contractUnavailable');
    assert.equal((await deed(purchaseId, 'contracts')).body.state, 'handedOff');
  });
  it('sells nothing where nobody makes contracts', async () => {
    await bench.close();
    bench = await openApiBench({ providers: {} });
    phone = await bench.signIn('phone');
    assert.equal(problemOf(await reserve()), 'contractUnavailable');
  });
});
