import { bayOf, palletOf, placeIdsOf, type OrderRecord } from '../../journal/order-record.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import type { OrderWorld } from './bay-effects.ts';
import type { Order } from './order.ts';

/** What the queue is judged by. */
export interface QueueSigns extends Pick<OrderWorld, 'palletAt' | 'isOutOfService'> {
  /** No order has the carriage. */
  readonly carriageIsFree: boolean;
  /** Whether the site lets an order of this kind begin now. */
  readonly mayBegin: (record: OrderRecord) => boolean;
}

/** Orders that shut a bay first need no carriage to begin; while people are waited for there, others may have it. */
export const beginsInBay = ({ kind }: OrderRecord): boolean => kind === 'stow' || kind === 'cycleDoors';

/**
 * The order of the queue that may begin: the first whose bay no other one uses or has left a pallet in. While an order is paused nothing
 * begins but the doors of a bay into which nobody moves anything, and in which no order has a pallet: they may be what it waits for.
 */
export function nextQueued(orders: readonly Order[], signs: QueueSigns): OrderRecord | undefined {
  const queued = orders.flatMap(({ record, stage }) => (stage === 'queued' && signs.mayBegin(record) ? [record] : []));
  if (orders.some(({ stage }) => stage === 'paused')) {
    const moving = new Set(orders.flatMap(({ record, stage }) => (stage === 'running' ? (bayOf(record) ?? []) : [])));
    const standing = new Set(orders.flatMap(({ record, stage }) => (stage === 'paused' && signs.palletAt(`bay:${bayOf(record) ?? ''}`) !== undefined ? (bayOf(record) ?? []) : [])));
    return queued.find((record) => record.kind === 'cycleDoors' && !moving.has(record.bay) && !standing.has(record.bay));
  }
  const taken = new Set(orders.flatMap(({ record, stage }) => (stage === 'queued' ? [] : (bayOf(record) ?? []))));
  // What lies on the carriage is put away before anything else is fetched.
  const carried = signs.carriageIsFree ? signs.palletAt('carriage') : undefined;
  return queued.find((record) => {
    const bay = bayOf(record);
    const left = bay === undefined ? undefined : signs.palletAt(`bay:${bay}`);
    const bayIsReady = bay === undefined || (!taken.has(bay) && (left === undefined || left === palletOf(record) || record.kind === 'cycleDoors'));
    const isOut = record.kind !== 'audit' && placeIdsOf(record).some((id) => signs.isOutOfService(id as QuarantinedPlace));
    const isBlocked = carried !== undefined && !beginsInBay(record) && palletOf(record) !== carried;
    return bayIsReady && !isOut && !isBlocked;
  });
}
