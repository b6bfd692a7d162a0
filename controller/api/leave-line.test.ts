import assert from 'node:assert/strict';
import type { DeliverRecord } from '../journal/journal.port.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, Recognition } from './contract/index.ts';
import { book, openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

describe('somebody who waits in line for a car', () => {
  let bench: ApiBench;
  let kiosk: string;
  let booking: BookingView;
  let collectionId: string;
  let handOverKey: string;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
    booking = await book(bench);
    const { ticket } = (await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    ({ collectionId, handOverKey } = (await bench.post<{ collectionId: string; handOverKey: string }>('/api/v1/collections', kiosk, { ticket }, 'collect-1')).body);
    await is('queued');
  });
  afterEach(() => bench.close());

  /** The core writes this row itself, and tells of what has not ended. */
  async function is(phase: DeliverRecord['phase']): Promise<void> {
    granted(await bench.journal.journal.order({ kind: 'deliver', orderId: collectionId, bookingId: booking.bookingId, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase }));
    const { collections } = bench.tower.snapshot().tower;
    bench.tower.publish({ collections: phase === 'cancelled' ? [] : collections.map((view) => ({ ...view, phase })) });
    if (phase === 'cancelled') bench.tower.tell({ kind: 'collectionEnded', collectionId, phase, utcMs: 0 });
  }
  const leave = (key = handOverKey, session = kiosk) => bench.post(`/api/v1/collections/${collectionId}/withdrawals`, session, { handOverKey: key });
  const deeds = (): readonly string[] => bench.tower.asked.slice(1);
  const state = async (): Promise<string | undefined> => (await bench.get<{ bookings: BookingView[] }>('/api/v1/bookings', await bench.signIn('phone'))).body.bookings[0]?.state;

  it('leaves it, and the booking is as it was; asking again changes nothing', async () => {
    assert.equal((await leave()).status, 204);
    assert.deepEqual(deeds(), [`cancel ${collectionId} customer`]);
    await is('cancelled');
    assert.equal(await state(), 'booked');
    assert.equal((await leave()).status, 204);
    assert.equal(deeds().length, 1);
  });

  it('is not taken out of it by anybody else', async () => {
    assert.equal(problemOf(await leave('x'.repeat(32))), 'ticketWrong');
    assert.equal(problemOf(await leave(handOverKey, await bench.signIn('phone'))), 'wrongRole');
    assert.deepEqual([deeds(), await state()], [[], 'collecting']);
  });

  it('cannot leave it once the car is on its way: that is stopped first, or ends', async () => {
    for (const phase of ['finding', 'coming', 'handover', 'stalled'] as const) {
      await is(phase);
      assert.equal(problemOf(await leave()), 'orderMoving', phase);
    }
    assert.deepEqual(deeds(), []);
  });

  it('is told why the tower does not let it go, and keeps the place', async () => {
    bench.tower.refuseNext('cancel', { code: 'orderMoving', message: 'The order has begun meanwhile.' });
    assert.equal(problemOf(await leave()), 'orderMoving');
    assert.equal(await state(), 'collecting');
  });
});
