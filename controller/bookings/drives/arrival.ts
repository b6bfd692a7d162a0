import type { Arrival, BookingView } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { readView } from '../booking-view.ts';
import { readOwnBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** The customer is on the way, or here. Who has said *here* stays here. Errors: `bookingUnknown`, `bookingDone`. */
export type Announce = (memberId: string, bookingId: string, stage: Arrival['stage']) => Promise<Result<BookingView, Refusal>>;

/** Notices of arrival at one tower. */
export function createAnnounce(parts: BookingParts): Announce {
  return async (memberId, bookingId, stage) => {
    const own = await readOwnBooking(parts, memberId, bookingId);
    if (!own.ok) return own;
    if (own.value.state !== 'booked' && own.value.state !== 'collecting') return refuse('bookingDone', 'The car of this booking has been collected, or the booking has ended.');
    const stored = await parts.store.commit([statement('arrival.write', { bookingId, stage, utcMs: parts.wall.utcMs() })]);
    if (!stored.ok) return storeRefused(stored.error);
    const noted = await readOwnBooking(parts, memberId, bookingId);
    return noted.ok ? readView(parts, noted.value) : noted;
  };
}
