import assert from 'node:assert/strict';
import { granted } from '../journal/testing/journal-bench.ts';
import { fault } from '../ports.ts';
import type { DeliverPhase, PalletPlace } from '../journal/journal.port.ts';
import type { BookingView, ReceiptView } from './contract/index.ts';
import { book, openApiBench, problemOf, wish } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';
import { fetchCar } from './testing/drive-visits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PALLET = 'P05';

describe('a booking while something goes wrong', () => {
  let bench: ApiBench;
  let phone: string;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
    booking = await book(bench);
  });
  afterEach(() => bench.close());
  const one = async (): Promise<BookingView> => (await bench.get<BookingView>(`/api/v1/bookings/${booking.bookingId}`, await bench.signIn('phone'))).body;
  const kinds = ({ payments }: BookingView): readonly string[] => payments.map(({ kind }) => kind);
  const passing = async (ms: number): Promise<void> => {
    bench.later(ms);
    for (let turn = 0; turn < 5; turn += 1) await bench.get('/health');
  };

  describe('whose delivery stalls', () => {
    const stalled = async (place: PalletPlace): Promise<void> => {
      const kiosk = await bench.signIn('kiosk');
      const { ticket } = (await bench.post<{ ticket: string }>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
      const { collectionId } = (await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket }, 'collect')).body;
      const written = async (phase: DeliverPhase) =>
        granted(await bench.journal.journal.order({ kind: 'deliver', orderId: collectionId, bookingId: booking.bookingId, carId: booking.carId, palletId: PALLET, fromCell: '2-1L', bay: 'A', phase }));
      await written('coming');
      await written('stalled');
      bench.tower.tell({ kind: 'collectionEnded', collectionId, phase: 'stalled', utcMs: 0 });
      granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'pallet', id: PALLET, to: place }], by: 'test', why: 'the situation' }));
    };
    it('keeps it while the car is still on its way', async () => {
      await stalled('bay:A');
      await passing(11 * MINUTE_MS);
      assert.equal((await one()).state, 'collecting');
    });
    it('has it back once the car was put into a cell again, without a fee, and may fetch it or cancel', async () => {
      await stalled('cell:2-1L');
      await passing(11 * MINUTE_MS);
      assert.equal((await one()).state, 'booked');
      const kiosk = await bench.signIn('kiosk');
      assert.equal((await bench.post('/api/v1/recognitions', kiosk, { by: 'pass', payload: booking.pass })).status, 201);
      await passing(2 * HOUR_MS);
      const over = await one();
      assert.deepEqual([over.state, kinds(over)], ['expired', ['deposit']]);
    });
    it('has it back at the kiosk at once, without waiting for a sweep', async () => {
      await stalled('cell:2-1L');
      const kiosk = await bench.signIn('kiosk');
      assert.equal((await bench.post('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).status, 201);
    });
  });

  it('costs nothing who did not come while the tower itself was down', async () => {
    bench.later(30 * MINUTE_MS);
    bench = await bench.restart();
    await passing(2 * HOUR_MS);
    const over = await one();
    assert.deepEqual([over.state, kinds(over)], ['expired', ['deposit']]);
  });

  it('is not late on its receipt by the time that the tower itself took', async () => {
    const pallet = await fetchCar(bench, booking);
    const returnByUtcMs = (await one()).returnByUtcMs;
    await passing(returnByUtcMs - bench.journal.wall.utcMs() - MINUTE_MS);
    const order = { kind: 'receive', orderId: 'r-1', bookingId: booking.bookingId, carId: booking.carId, palletId: pallet, fromCell: '2-1L', toCell: '2-1L', bay: 'A' } as const;
    granted(await bench.journal.journal.order({ ...order, phase: 'queued' }));
    bench.later(20 * MINUTE_MS);
    granted(await bench.journal.journal.order({ ...order, phase: 'done' }));
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: booking.carId, to: `pallet:${pallet}` }], by: 'test', why: 'the situation' }));
    bench.tower.tell({ kind: 'carReturned', carId: booking.carId, returnId: 'r-1', bookingId: booking.bookingId, utcMs: 0 });
    await bench.get('/health');
    const { lateMinutes, state } = (await bench.get<ReceiptView>(`/api/v1/bookings/${booking.bookingId}/receipt`, await bench.signIn('phone'))).body;
    assert.deepEqual([state, lateMinutes], ['closed', 0]);
  });

  it('is extended once although the journal failed before the answer, and the same request comes again', async () => {
    await fetchCar(bench, booking);
    const { read } = bench.journal.store;
    let failing = false;
    Object.assign(bench.journal.store, {
      read: async (query: Parameters<typeof read>[0]) => (failing && query.name === 'payment.ofBooking' ? fault('unavailable', 'The journal does not answer.') : read(query)),
    });
    const extend = (): Promise<Heard<BookingView>> => bench.post<BookingView>(`/api/v1/bookings/${booking.bookingId}/extensions`, phone, { days: 1 }, 'longer');
    failing = true;
    assert.equal(problemOf(await extend()), 'storeUnavailable');
    failing = false;
    const again = await extend();
    assert.deepEqual([again.status, again.body.extensionDays, kinds(again.body).filter((kind) => kind === 'extension')], [201, 1, ['extension']], JSON.stringify(again.body));
  });

  it('is refused with a reason whatever instants are asked for, and breaks nothing', async () => {
    for (const fromUtcMs of [Number.MIN_SAFE_INTEGER, -1, 8.64e15, Number.MAX_SAFE_INTEGER - HOUR_MS]) {
      const query = `carId=SH-06&fromUtcMs=${String(fromUtcMs)}&untilUtcMs=${String(fromUtcMs + HOUR_MS)}`;
      const judged = await bench.get(`/api/v1/eligibility?${query}`, phone);
      const made = await bench.post('/api/v1/bookings', phone, wish({ carId: 'SH-06', fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }), `wild-${String(fromUtcMs)}`);
      assert.ok(judged.status < 500 && made.status >= 400 && made.status < 500, `${String(fromUtcMs)} ${String(judged.status)} ${String(made.status)}`);
    }
  });
});
