import type { ReturnView } from '../../api/contract/index.ts';
import type { OrderRecord } from '../../journal/order-record.ts';
import type { Clock } from '../../ports.ts';

/** So long a return that has ended well is told with its last phase: a page that was cut off for a moment hears it as well. */
export const STORED_TOLD_MS = 5_000;

/** Returns whose car has come to its place just now. They are no orders any more: nothing of them moves, and nothing can be asked of them. */
export interface StoredReturns {
  readonly ended: (record: OrderRecord) => void;
  /** In the order in which they ended. */
  readonly views: (nowMs: number) => readonly ReturnView[];
  /** Whether one of them has been told long enough since the last look. Forgets it. */
  readonly areOver: (nowMs: number) => boolean;
}

/** None at first. */
export function createStoredReturns({ nowMs }: Pick<Clock, 'nowMs'>): StoredReturns {
  let stored: readonly { readonly view: ReturnView; readonly endedAtMs: number }[] = [];
  const isTold = (endedAtMs: number, atMs: number): boolean => atMs - endedAtMs < STORED_TOLD_MS;
  return {
    ended: (record) => {
      if (record.kind !== 'receive' || record.phase !== 'done') return;
      const { orderId: returnId, carId, bay } = record;
      stored = [...stored, { view: { returnId, carId, bay, phase: 'done', paused: false }, endedAtMs: nowMs() }];
    },
    views: (atMs) => stored.filter(({ endedAtMs }) => isTold(endedAtMs, atMs)).map(({ view }) => view),
    areOver: (atMs) => {
      if (stored.every(({ endedAtMs }) => isTold(endedAtMs, atMs))) return false;
      stored = stored.filter(({ endedAtMs }) => isTold(endedAtMs, atMs));
      return true;
    },
  };
}
