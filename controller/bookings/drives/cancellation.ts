import type { BookingView } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import type { Result, Statement } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readView } from '../booking-view.ts';
import type { Collections } from './collections.ts';
import { messageStatement } from '../messages/message-statement.ts';
import { atCancellation } from '../money/payment-statements.ts';
import { readOwnBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** Ends a booking before its car was fetched; what is held for it is given back. Asking again changes nothing. Errors: `bookingUnknown`, `notCancellable`. */
export type Cancel = (memberId: string, bookingId: string) => Promise<Result<BookingView, Refusal>>;

/** What cancelling needs beyond the room's parts. */
export interface CancelParts extends BookingParts {
  /** Gives a booking free whose collection never began; see `collections.ts`. */
  readonly free: Collections['free'];
  /** Carries out what was just asked of the provider; see `money/money.ts`. */
  readonly settle: (bookingId: string) => Promise<Result<void, Refusal>>;
}

/** A cancellation as one batch; refused with `conflict` when the booking is not waiting any more. `by`: who wanted it, for the audit. */
export function cancelBooking(parts: BookingParts, { bookingId, memberId, carId }: Pick<BookingRecord, 'bookingId' | 'memberId' | 'carId'>, by: 'member' | 'backend'): readonly Statement[] {
  const utcMs = parts.wall.utcMs();
  return [
    statement('booking.cancel', { bookingId, utcMs }, 1),
    statement('template.erase', { bookingId }),
    ...atCancellation(parts, bookingId),
    auditStatement('bookingCancelled', { bookingId, by }, utcMs),
    tell(parts, { type: 'booking.cancelled', subject: `booking/${bookingId}`, data: { bookingId, endedUtcMs: utcMs } }),
    messageStatement(parts, { kind: 'cancelled', memberId, about: bookingId, params: { car: carId } }),
  ];
}

const TOO_LATE = 'This booking cannot be cancelled any more: its car is on its way, out, or back. Nothing was changed.';

/** Cancelling at one tower. */
export function createCancel(parts: CancelParts): Cancel {
  return async (memberId, bookingId) => {
    const own = await readOwnBooking(parts, memberId, bookingId);
    if (!own.ok) return own;
    if (own.value.state === 'cancelled') return readView(parts, own.value);
    const freed = await parts.free(own.value);
    if (!freed.ok) return freed;
    if (freed.value.state !== 'booked') return refuse('notCancellable', TOO_LATE);
    const stored = await parts.store.commit(cancelBooking(parts, freed.value, 'member'));
    if (!stored.ok) return stored.error.code === 'conflict' ? refuse('notCancellable', TOO_LATE) : storeRefused(stored.error);
    const settled = await parts.settle(bookingId);
    if (!settled.ok) return settled;
    const ended = await readOwnBooking(parts, memberId, bookingId);
    return ended.ok ? readView(parts, ended.value) : ended;
  };
}
