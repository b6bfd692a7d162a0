import assert from 'node:assert/strict';
import type { OrderRecord } from '../../journal/order-record.ts';
import { createStoredReturns, STORED_TOLD_MS } from './stored-returns.ts';

const RETURN = { kind: 'receive', orderId: 'r-1', bookingId: undefined, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', toCell: '2-1L', bay: 'A', phase: 'done' } as const satisfies OrderRecord;
const VIEW = { returnId: 'r-1', carId: 'SH-05', bay: 'A', phase: 'done', paused: false };

describe('a return that has ended', () => {
  let atMs: number;
  let stored: ReturnType<typeof createStoredReturns>;
  beforeEach(() => {
    atMs = 60_000;
    stored = createStoredReturns({ nowMs: () => atMs });
  });

  it('is told with its last phase for some seconds, and then not any more', () => {
    stored.ended(RETURN);
    assert.deepEqual(stored.views(atMs), [VIEW]);
    atMs += STORED_TOLD_MS - 1;
    assert.deepEqual([stored.areOver(atMs), stored.views(atMs)], [false, [VIEW]]);
    atMs += 1;
    assert.deepEqual([stored.areOver(atMs), stored.views(atMs)], [true, []]);
    assert.equal(stored.areOver(atMs), false, 'screens are told once that it is over');
  });

  it('is told beside another one, each for its own time', () => {
    stored.ended(RETURN);
    atMs += STORED_TOLD_MS / 2;
    stored.ended({ ...RETURN, orderId: 'r-2', carId: 'SH-07' });
    assert.deepEqual(stored.views(atMs).map(({ returnId }) => returnId), ['r-1', 'r-2']);
    atMs += STORED_TOLD_MS / 2;
    assert.equal(stored.areOver(atMs), true);
    assert.deepEqual(stored.views(atMs).map(({ returnId }) => returnId), ['r-2']);
  });

  it('is not said to be in its place when the car went out again, or nobody knows how far it came', () => {
    for (const phase of ['cancelled', 'stalled'] as const) stored.ended({ ...RETURN, phase });
    stored.ended({ kind: 'deliver', orderId: 'c-1', bookingId: undefined, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'done' });
    assert.deepEqual(stored.views(atMs), []);
  });
});
