import assert from 'node:assert/strict';
import { createScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';
import { createScriptedContracts } from '../bookings/purchases/testing/scripted-contracts.ts';
import { statement } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, ReturnBegun, ReturnReceipt, ReturnView } from './contract/index.ts';
import { book, openApiBench, problemOf, signInAs } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';
import { fetchCar } from './testing/drive-visits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('something that was left in a car', () => {
  let bench: ApiBench;
  let kiosk: string;
  let booking: BookingView;
  let begun: ReturnBegun;
  let pallet: string;

  const put = async (to: 'outside' | `pallet:${string}`): Promise<void> => {
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: booking.carId, to }], by: 'test', why: 'the situation' }));
  };
  /** The core writes its orders itself. */
  const write = async (orderId: string, phase: 'awaiting' | 'done' | 'cancelled', bookingId?: string): Promise<void> => {
    granted(await bench.journal.journal.order({ kind: 'receive', orderId, bookingId, carId: booking.carId, palletId: pallet, fromCell: '2-1L', toCell: '2-1L', bay: 'A', phase }));
  };
  const settle = () => bench.get('/health');
  /** The car stands in its cell, by the tower. */
  async function stored(returnId: string, bookingId?: string): Promise<void> {
    await write(returnId, 'done', bookingId);
    await put(`pallet:${pallet}`);
    bench.tower.tell({ kind: 'carReturned', carId: booking.carId, returnId, bookingId, utcMs: bench.journal.wall.utcMs() });
    await settle();
  }
  const bringBack = async (key: string): Promise<ReturnBegun> => {
    const heard = await bench.post<ReturnBegun>('/api/v1/returns', kiosk, { by: 'code', code: booking.code, people: 1 }, key);
    assert.equal(heard.status, 201, JSON.stringify(heard.body));
    return heard.body;
  };
  const recall = (more: Partial<ReturnBegun> = {}, key = 'again'): Promise<Heard<ReturnBegun>> =>
    bench.post(`/api/v1/returns/${more.returnId ?? begun.returnId}/recalls`, kiosk, { allClearKey: more.allClearKey ?? begun.allClearKey }, key);
  const receipt = async (key = begun.allClearKey): Promise<Heard<ReturnReceipt>> => bench.post(`/api/v1/returns/${begun.returnId}/receipts`, kiosk, { allClearKey: key });
  const state = async (): Promise<string> => {
    const phone = await bench.signIn('phone');
    return (await bench.get<BookingView>(`/api/v1/bookings/${booking.bookingId}`, phone)).body.state;
  };
  const orders = (): readonly string[] => bench.tower.asked.filter((asked) => asked.startsWith('order '));
  const again = (): string => `${begun.returnId}-again`;
  /** It has come out once more, and was driven away. */
  async function drivenAway(): Promise<void> {
    await write(again(), 'cancelled');
    await put('outside');
    bench.tower.tell({ kind: 'returnTakenBack', carId: booking.carId, returnId: again(), utcMs: bench.journal.wall.utcMs() });
    await settle();
  }

  beforeEach(async () => {
    bench = await openApiBench();
    booking = await book(bench);
    pallet = await fetchCar(bench, booking);
    kiosk = await bench.signIn('kiosk');
    begun = await bringBack('back');
    await stored(begun.returnId, booking.bookingId);
  });
  afterEach(() => bench.close());

  it('is fetched within two minutes, by the key of that return, and once', async () => {
    bench.later(2 * MINUTE_MS - 1);
    assert.equal((await receipt()).body.recallMs, 1);
    const first = await recall();
    assert.deepEqual([first.status, first.body.returnId, first.body.carId], [201, again(), booking.carId]);
    assert.notEqual(first.body.allClearKey, begun.allClearKey);
    assert.deepEqual(orders().slice(1), [`order ${again()} recall`]);
    assert.equal((await bench.post(`/api/v1/returns/${again()}/all-clears`, kiosk, { allClearKey: first.body.allClearKey })).status, 204, 'whoever had it out says that nobody is left');
    await write(again(), 'done');
    bench.tower.publish({ returns: [{ returnId: again(), carId: booking.carId, bay: 'A', phase: 'done', paused: false } satisfies ReturnView] });
    assert.equal(problemOf(await recall({}, 'a-second-time')), 'recallOver');
    assert.equal(problemOf(await recall({ returnId: again(), allClearKey: first.body.allClearKey }, 'once-more')), 'recallOver');
  });

  it('is asked for once, however often it is pressed', async () => {
    const first = await recall();
    const same = await recall();
    assert.deepEqual(same.body, first.body);
    bench.tower.publish({ returns: [{ returnId: again(), carId: booking.carId, bay: 'A', phase: 'bringing', paused: false, outAgain: true } satisfies ReturnView] });
    await write(again(), 'awaiting');
    bench.later(5 * MINUTE_MS);
    const late = await recall({}, 'another-press');
    assert.deepEqual([late.status, late.body], [201, first.body]);
    assert.equal(orders().length, 2);
  });

  it('is in nobody else’s hands when the screen has started again: whoever proves that return once more gets the same word', async () => {
    const first = (await recall()).body;
    await write(again(), 'awaiting');
    bench.tower.publish({ returns: [{ returnId: again(), carId: booking.carId, bay: 'A', phase: 'awaiting', paused: false, outAgain: true } satisfies ReturnView] });
    assert.deepEqual(await bringBack('proven-once-more'), first);
    const others = await book(bench, { carId: 'SH-07' }, 'theirs', await signInAs(bench, 'ada'));
    const stranger = await bench.post('/api/v1/returns', kiosk, { by: 'code', code: others.code, people: 1 }, 'stranger');
    assert.equal(problemOf(stranger), 'bookingDone');
    bench.tower.publish({ returns: [] });
    assert.equal(problemOf(await bench.post('/api/v1/returns', kiosk, { by: 'code', code: booking.code, people: 1 }, 'afterwards')), 'bookingDone');
    assert.equal(orders().length, 2);
  });

  it('stays in the car after two minutes, for a stranger, before the car is stored, and after the controller has started again', async () => {
    assert.equal(problemOf(await recall({ allClearKey: 'somebody-elses' })), 'notYours');
    assert.equal(problemOf(await receipt('somebody-elses')), 'notYours');
    bench.later(2 * MINUTE_MS);
    assert.equal((await receipt()).body.recallMs, 0);
    assert.equal(problemOf(await recall({}, 'late')), 'recallOver');
    assert.equal(orders().length, 1);
    bench = await bench.restart();
    kiosk = await bench.signIn('kiosk');
    assert.equal(problemOf(await recall({}, 'restarted')), 'notYours');
    assert.equal(problemOf(await bench.post(`/api/v1/returns/${begun.returnId}/recalls`, await bench.signIn('technician'), { allClearKey: begun.allClearKey }, 't')), 'wrongRole');
  });

  it('is told why the tower does not bring the car now, and may be asked for again', async () => {
    bench.tower.refuseNext('order', { code: 'towerUnavailable', message: 'No bay can be used now.' });
    assert.equal(problemOf(await recall()), 'towerUnavailable');
    assert.equal((await recall({}, 'a-little-later')).status, 201);
  });

  it('leaves booking, deposit and fee as they were when the car goes in again', async () => {
    const before = (await receipt()).body;
    assert.deepEqual([before.isClosed, before.deposit?.state], [true, 'onItsWay']);
    await recall();
    await stored(again());
    assert.deepEqual([await state(), (await receipt()).body.deposit, (await receipt()).body.late], ['closed', before.deposit, undefined]);
    assert.equal((await receipt()).body.photos.taken.length, 0);
  });

  it('ends with the car driven away: its booking is open again, and the car is brought back like any other', async () => {
    await recall();
    await drivenAway();
    assert.equal(await state(), 'out');
    bench.later(40 * HOUR_MS);
    kiosk = await bench.signIn('kiosk');
    begun = await bringBack('at-last');
    await stored(begun.returnId, booking.bookingId);
    assert.equal(await state(), 'closed');
  });

  it('is charged for lateness once: not for the drive after it', async () => {
    await bench.close();
    bench = await openApiBench();
    booking = await book(bench);
    pallet = await fetchCar(bench, booking);
    bench.later(booking.returnByUtcMs - bench.journal.wall.utcMs() + 5 * HOUR_MS);
    kiosk = await bench.signIn('kiosk');
    begun = await bringBack('late');
    await stored(begun.returnId, booking.bookingId);
    const fee = (await receipt()).body.late?.feeMinor ?? 0;
    assert.ok(fee > 0, 'five hours late cost something');
    await recall();
    await drivenAway();
    bench.later(3 * HOUR_MS);
    kiosk = await bench.signIn('kiosk');
    begun = await bringBack('later-still');
    await stored(begun.returnId, booking.bookingId);
    assert.deepEqual([await state(), (await receipt()).body.late?.feeMinor], ['closed', fee]);
  });

  it('has its booking open again after a start as well, when nobody could say that the car was driven away', async () => {
    await recall();
    await write(again(), 'cancelled');
    await put('outside');
    bench = await bench.restart();
    assert.equal(await state(), 'out');
    bench = await bench.restart();
    assert.equal(await state(), 'out', 'the return before it closes nothing any more');
  });

  it('that was bought on the drive after it belongs to its buyer: nothing opens that booking again', async () => {
    await recall();
    await drivenAway();
    assert.equal(await state(), 'out');
    const utcMs = bench.journal.wall.utcMs();
    granted(await bench.journal.store.commit([
      statement('booking.closeSold', { bookingId: booking.bookingId, carId: booking.carId, utcMs }, 1), statement('car.sell', { carId: booking.carId, utcMs }, 1),
    ]));
    bench = await bench.restart();
    assert.equal(await state(), 'closed');
    bench.tower.tell({ kind: 'returnTakenBack', carId: booking.carId, returnId: again(), utcMs });
    await settle();
    assert.equal(await state(), 'closed');
  });

  it('stays in a car that somebody else has signed for meanwhile: it is theirs', async () => {
    const contracts = createScriptedContracts();
    await bench.close();
    bench = await openApiBench({ providers: { payments: createScriptedProvider(), contracts } });
    booking = await book(bench);
    pallet = await fetchCar(bench, booking);
    kiosk = await bench.signIn('kiosk');
    begun = await bringBack('back');
    await stored(begun.returnId, booking.bookingId);
    const other = await signInAs(bench, 'ada');
    const { purchaseId } = (await bench.post<{ purchaseId: string }>('/api/v1/purchases', other, { carId: booking.carId }, 'buy')).body;
    await bench.post(`/api/v1/purchases/${purchaseId}/contracts`, other, {});
    contracts.sign(purchaseId);
    assert.equal((await bench.get<{ state: string }>(`/api/v1/purchases/${purchaseId}`, other)).body.state, 'signed');
    assert.equal(problemOf(await recall()), 'recallOver');
    assert.equal((await receipt()).status, 200);
    assert.equal(orders().length, 1);
  });

  it('closes nothing and opens nothing when the car went home on the way', async () => {
    await recall();
    await write(again(), 'cancelled');
    bench.tower.tell({ kind: 'returnTakenBack', carId: booking.carId, returnId: again(), utcMs: 0 });
    assert.equal(await state(), 'closed');
    bench = await bench.restart();
    assert.equal(await state(), 'closed');
  });
});
