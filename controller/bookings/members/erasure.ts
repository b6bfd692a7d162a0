import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done } from '../../ports.ts';
import type { Result, Statement, StoreRow } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import { atCancellation } from '../money/payment-statements.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/**
 * Erases a member: name, sign-in, faces, preferences, standing, messages, photos, codes and passes. Bookings and payments stay under the
 * member's number, as long as money and the audit need them; a booking that has not begun is cancelled, and what is held for it given back. Errors: `driveUnderWay` while a
 * car is out, or a payment or a purchase is open: somebody must answer for those.
 */
export type EraseMember = (memberId: string, by: 'member' | 'backend') => Promise<Result<void, Refusal>>;

const UNDER_WAY = 'A drive, a payment or a purchase of yours is not finished yet. Nothing was erased. Please bring the car back or finish it first, then ask again.';

/** Everything of a member that goes, as one batch: all of it or nothing. Whoever is not there any more has nothing left to erase. */
export function erasureBatch(parts: Pick<BookingParts, 'wall' | 'bootId'>, memberId: string, by: 'member' | 'backend', booked: readonly string[]): readonly Statement[] {
  const utcMs = parts.wall.utcMs();
  return [
    // The first one refuses the whole batch when something was begun in between.
    statement('member.erase', { memberId }, 1),
    ...([
      'member.eraseTemplates', 'member.erasePhotos', 'member.eraseArrivals', 'member.eraseMessages', 'member.eraseSignInCodes', 'member.erasePreferences', 'member.eraseStanding', 'member.eraseAnswers', 'member.eraseAttempts',
    ] as const).map((name) => statement(name, { memberId })),
    ...booked.flatMap((bookingId) => atCancellation(parts, bookingId)),
    statement('member.eraseBookings', { memberId, utcMs }),
    auditStatement('memberErased', { memberId, by }, utcMs),
    ...booked.map((bookingId) => tell(parts, { type: 'booking.cancelled', subject: `booking/${bookingId}`, data: { bookingId, why: 'memberErased' } })),
    tell(parts, { type: 'member.erased', subject: `member/${memberId}`, data: { memberId } }),
  ];
}

const isBooked = (row: StoreRow): boolean => row['state'] === 'booked';

/** Erasure at one tower. Sealed photos whose rows have gone are removed by the sweep of photos, which `sweepPhotos` runs at once. */
export function createErasure(parts: BookingParts, sweepPhotos: () => Promise<Result<void, Refusal>>): EraseMember {
  return async (memberId, by) => {
    const kept = await parts.store.read(statement('member.kept', { memberId }));
    if (!kept.ok) return storeRefused(kept.error);
    const [member] = kept.value;
    if (member === undefined) return done;
    if (member['hasCar'] === 1 || member['hasOpenPayment'] === 1 || member['hasOpenPurchase'] === 1) return refuse('driveUnderWay', UNDER_WAY);
    const bookings = await parts.store.read(statement('booking.ofMember', { memberId }));
    if (!bookings.ok) return storeRefused(bookings.error);
    const booked = bookings.value.filter(isBooked).map(({ bookingId }) => String(bookingId));
    const erased = await parts.store.commit(erasureBatch(parts, memberId, by, booked));
    if (!erased.ok) return erased.error.code === 'conflict' ? refuse('driveUnderWay', UNDER_WAY) : storeRefused(erased.error);
    return sweepPhotos();
  };
}
