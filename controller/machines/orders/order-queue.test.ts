import assert from 'node:assert/strict';
import type { OrderRecord } from '../../journal/order-record.ts';
import { nextQueued } from './order-queue.ts';
import type { Order } from './order.ts';

const provide: OrderRecord = { kind: 'provide', orderId: 'o1', palletId: 'P06', fromCell: '2-1R', bay: 'B', phase: 'fetching' };
const doors: OrderRecord = { kind: 'cycleDoors', orderId: 'doors', bay: 'B', phase: 'queued' };

/** What begins while the order that brings P06 to bay B waits for a person, and P06 stands there. */
function begins(where: `bay:${string}` | 'carriage'): string | undefined {
  const orders = [{ record: provide, stage: 'paused' }, { record: doors, stage: 'queued' }] as unknown as readonly Order[];
  return nextQueued(orders, { palletAt: (place) => (place === where ? 'P06' : undefined), isOutOfService: () => false, carriageIsFree: true, mayBegin: () => true })?.orderId;
}

describe('the queue beside an order that is paused', () => {
  it('lets the doors of its bay begin while nothing of it stands there, and not behind its pallet', () => {
    assert.deepEqual([begins('carriage'), begins('bay:A'), begins('bay:B')], ['doors', 'doors', undefined]);
  });
});
