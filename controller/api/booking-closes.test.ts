import assert from 'node:assert/strict';
import type { BookingView, Recognition } from './contract/index.ts';
import type { CarPlace, PalletPlace, ReceivePhase } from '../journal/journal.port.ts';
import { statement } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import { book, openApiBench, problemOf, signInAs, wish } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const PALLET = 'P05';

describe('a car that is in the tower again', () => {
  let bench: ApiBench;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    booking = await book(bench);
    const kiosk = await bench.signIn('kiosk');
    const { ticket } = (await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    const { collectionId } = (await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket }, 'collect')).body;
    await put('outside');
    bench.tower.tell({ kind: 'carLeft', carId: booking.carId, collectionId, utcMs: 0 });
    assert.equal((await mine(booking.bookingId))?.state, 'out');
  });
  afterEach(() => bench.close());

  const mine = async (id: string): Promise<BookingView | undefined> =>
    (await bench.get<{ bookings: readonly BookingView[] }>('/api/v1/bookings', await bench.signIn('phone'))).body.bookings.find(({ bookingId }) => bookingId === id);
  const closings = (): number => granted(bench.journal.store.readNow(statement('audit.all'))).filter(({ kind }) => kind === 'bookingClosed').length;
  async function put(car: CarPlace, pallet?: PalletPlace): Promise<void> {
    const moves = [{ what: 'car' as const, id: booking.carId, to: car }, ...(pallet === undefined ? [] : [{ what: 'pallet' as const, id: PALLET, to: pallet }])];
    granted(await bench.journal.journal.settle({ intentIds: [], moves, by: 'test', why: 'the situation' }));
  }
  /** The core writes the record of a return itself, and tells of its end afterwards. */
  const written = async (returnId: string, phase: ReceivePhase, bookingId: string | undefined = booking.bookingId): Promise<void> =>
    granted(await bench.journal.journal.order({ kind: 'receive', orderId: returnId, bookingId, carId: booking.carId, palletId: PALLET, fromCell: '2-1L', toCell: '2-1L', bay: 'A', phase }));
  const tell = (returnId: string): void => bench.tower.tell({ kind: 'carReturned', carId: booking.carId, returnId, bookingId: booking.bookingId, utcMs: 0 });

  it('closes its booking once, however often that is told, and after a restart as well', async () => {
    await put(`pallet:${PALLET}`);
    await written('r-1', 'done');
    tell('r-1');
    tell('r-1');
    assert.equal((await mine(booking.bookingId))?.state, 'closed');
    bench = await bench.restart();
    assert.deepEqual([(await mine(booking.bookingId))?.state, closings()], ['closed', 1]);
  });

  it('closes its booking at the next start when the controller ended between storing and telling', async () => {
    await put(`pallet:${PALLET}`);
    await written('r-1', 'done');
    assert.equal((await mine(booking.bookingId))?.state, 'out');
    bench = await bench.restart();
    assert.deepEqual([(await mine(booking.bookingId))?.state, closings()], ['closed', 1]);
    tell('r-1');
    assert.equal((await mine(booking.bookingId))?.state, 'closed');
    assert.equal(closings(), 1);
  });

  it('closes it with the next sweep when the journal did not take it at once', async () => {
    await put(`pallet:${PALLET}`);
    await written('r-1', 'done');
    bench.later(600_000);
    assert.equal((await mine(booking.bookingId))?.state, 'closed');
  });

  it('may be booked and collected again, by somebody else: the same customer has had it', async () => {
    const other = await signInAs(bench, 'ada');
    assert.equal(problemOf(await bench.post('/api/v1/bookings', other, wish(), 'too-early')), 'carTaken');
    await put(`pallet:${PALLET}`);
    await written('r-1', 'done');
    tell('r-1');
    await mine(booking.bookingId);
    assert.equal(problemOf(await bench.post('/api/v1/bookings', await bench.signIn('phone'), wish(), 'once-more')), 'carHadBefore');
    const again = await book(bench, {}, 'book-again', other);
    const kiosk = await bench.signIn('kiosk');
    const found = await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: again.code });
    assert.deepEqual([found.status, found.body.bookingId], [201, again.bookingId], JSON.stringify(found.body));
    assert.equal((await bench.post('/api/v1/collections', kiosk, { ticket: found.body.ticket }, 'collect-again')).status, 201);
    // The end of the first booking says nothing about the second.
    bench = await bench.restart();
    const states = granted(bench.journal.store.readNow(statement('booking.one', { bookingId: again.bookingId }))).map(({ state }) => state);
    assert.notDeepEqual(states, ['closed']);
  });

  it('leaves the booking open when it was refused, taken back, or is still on its way', async () => {
    for (const [returnId, phase] of [['r-1', 'cancelled'], ['r-2', 'awaiting'], ['r-3', 'storing']] as const) {
      await written(returnId, phase);
      bench = await bench.restart();
      assert.equal((await mine(booking.bookingId))?.state, 'out', phase);
    }
    assert.equal(closings(), 0);
  });

  it('closes the booking of a stalled return when the car was settled into a cell, and not before', async () => {
    await written('r-1', 'stalled');
    bench = await bench.restart();
    assert.equal((await mine(booking.bookingId))?.state, 'out', 'the car is outside');
    await put(`pallet:${PALLET}`, 'bay:A');
    bench = await bench.restart();
    assert.equal((await mine(booking.bookingId))?.state, 'out', 'the car stands in the bay');
    await put(`pallet:${PALLET}`, 'cell:2-1L');
    bench = await bench.restart();
    assert.equal((await mine(booking.bookingId))?.state, 'closed');
  });

  it('closes the booking with which it was away when staff take it in', async () => {
    const asked: unknown[] = [];
    const { order } = bench.tower;
    Object.assign(bench.tower, { order: (request: Parameters<typeof order>[0]) => { asked.push(request); return order(request); } });
    const begun = await bench.post<{ orderId: string }>('/api/v1/orders', await bench.signIn('technician'), { kind: 'receive', carId: booking.carId }, 'staff');
    assert.deepEqual(asked, [{ kind: 'receive', carId: booking.carId, orderId: begun.body.orderId, bookingId: booking.bookingId }]);
  });

  it('closes nothing when it was away without a booking', async () => {
    bench.tower.tell({ kind: 'carReturned', carId: booking.carId, returnId: 'r-9', bookingId: undefined, utcMs: 0 });
    assert.equal((await mine(booking.bookingId))?.state, 'out');
  });
});
