import type { TowerEvent, TowerPort } from '../../api/tower.port.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Clock, Result, StoreRow } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BegunReturn } from '../drives/returns.ts';
import { returnsUnderWay } from '../drives/returns-under-way.ts';
import { readBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { SessionKeys } from '../session-keys.ts';
import { isRecall, recallOf, returnOf } from './recall-id.ts';

/** So long a car may be had out once more after it was stored, by the clock of the tower that nobody sets. */
export const RECALL_MS = 120_000;

/** Something was left in the car. */
export interface Recalls {
  /** How long the car of this return may still be had out, ms; 0: no more, or not yet. */
  readonly leftMs: (returnId: string) => number;
  /**
   * Has the car brought out once more, by whoever holds the key of its return: durable before it begins, once for a return. Asking again while
   * it is under way answers with the same. Errors: `notYours`, `recallOver` (also once somebody else has bought the car), what the tower says
   * against it.
   */
  readonly begin: (returnId: string, key: string) => Promise<Result<BegunReturn, Refusal>>;
  /** Follows what the tower tells: a car has been stored; one that was had out once more has been driven away, and its booking is open again. */
  readonly follow: (event: TowerEvent) => Promise<Result<void, Refusal>>;
  /** After a start: opens the bookings whose car was driven away meanwhile. */
  readonly reconcile: () => Promise<Result<void, Refusal>>;
}

/** What recalls stand on. */
export interface RecallParts extends BookingParts {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly tower: Pick<TowerPort, 'order' | 'snapshot'>;
  readonly returnKeys: SessionKeys;
}

/** Returns remembered at a time: two minutes of a tower are a handful. */
const MOST_STORED = 64;

async function readOrder(parts: BookingParts, orderId: string): Promise<Result<StoreRow | undefined, Refusal>> {
  const read = await parts.store.read(statement('order.one', { orderId }));
  return read.ok ? ok(read.value[0]) : storeRefused(read.error);
}

const over = refuse('recallOver', 'The car can be had out again for two minutes, once. It stays in its place. Please ask the staff: what you have left is safe there.');

/** Whether the car belongs to somebody else by now, who has signed for it where it stands. */
async function isSomebodyElses(parts: BookingParts, carId: string, bookingId: string): Promise<Result<boolean, Refusal>> {
  const [purchase, booking] = [await parts.store.read(statement('purchase.ofCar', { carId })), await readBooking(parts, statement('booking.one', { bookingId }))];
  if (!purchase.ok) return storeRefused(purchase.error);
  if (!booking.ok) return booking;
  return ok(purchase.value.some(({ state, memberId }) => (state === 'signed' || state === 'sold') && memberId !== booking.value?.memberId));
}

function createBegin(parts: RecallParts, leftMs: Recalls['leftMs']): Recalls['begin'] {
  const { tower, returnKeys } = parts;
  return async (returnId, key) => {
    if (!returnKeys.isTheirs(returnId, key)) return refuse('notYours', 'Only the person that brought this car back can have it out again. Nothing was begun.');
    const again = recallOf(returnId);
    const underWay = returnsUnderWay(tower).find((one) => one.returnId === again);
    if (underWay !== undefined) return ok({ returnId: again, carId: underWay.carId, allClearKey: returnKeys.keyOf(again) });
    const [first, second] = [await readOrder(parts, returnId), await readOrder(parts, again)];
    if (!first.ok) return first;
    if (!second.ok) return second;
    const carId = first.value?.['carId'];
    if (leftMs(returnId) <= 0 || second.value !== undefined || typeof carId !== 'string') return over;
    const bought = await isSomebodyElses(parts, carId, String(first.value?.['bookingId'] ?? ''));
    if (!bought.ok) return bought;
    if (bought.value) return over;
    const begun = await tower.order({ kind: 'recall', orderId: again, carId });
    if (!begun.ok) return refuse(begun.error.code, begun.error.message, begun.error.broken === undefined ? {} : { broken: begun.error.broken });
    return ok({ returnId: again, carId, allClearKey: returnKeys.keyOf(again) });
  };
}

/** The deposit has been given back and stays so; whoever has driven off is the member who brought the car, and lateness goes on from where it was. */
async function reopen(parts: BookingParts, recallId: string, carId: string): Promise<Result<void, Refusal>> {
  const first = await readOrder(parts, returnOf(recallId));
  if (!first.ok) return first;
  const bookingId = first.value?.['bookingId'];
  if (typeof bookingId !== 'string') return done;
  const utcMs = parts.wall.utcMs();
  const stored = await parts.store.commit([
    statement('booking.reopen', { bookingId }, 1),
    auditStatement('bookingReopened', { bookingId, carId, recallId }, utcMs),
    tell(parts, { type: 'car.left', subject: `booking/${bookingId}`, data: { carId, bookingId, outUtcMs: utcMs } }),
  ]);
  // A car that went home again after all is with nobody.
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** Recalls at one tower. */
export function createRecalls(parts: RecallParts): Recalls {
  const storedAtMs = new Map<string, number>();
  const leftMs: Recalls['leftMs'] = (returnId) => {
    const atMs = storedAtMs.get(returnId);
    return atMs === undefined ? 0 : Math.max(0, atMs + RECALL_MS - parts.clock.nowMs());
  };
  return {
    leftMs,
    begin: createBegin(parts, leftMs),
    follow: async (event) => {
      if (event.kind === 'returnTakenBack' && isRecall(event.returnId)) return reopen(parts, event.returnId, event.carId);
      if (event.kind !== 'carReturned' || isRecall(event.returnId)) return done;
      const [oldest] = storedAtMs.keys();
      if (storedAtMs.size >= MOST_STORED && oldest !== undefined) storedAtMs.delete(oldest);
      storedAtMs.set(event.returnId, parts.clock.nowMs());
      return done;
    },
    reconcile: async () => {
      const read = await parts.store.read(statement('booking.takenAgain'));
      if (!read.ok) return storeRefused(read.error);
      for (const { recallId, carId } of read.value) {
        const opened = await reopen(parts, String(recallId), String(carId));
        if (!opened.ok) return opened;
      }
      return done;
    },
  };
}
