import type { Arrival, BookingView } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readView } from '../booking-view.ts';
import type { IsClockDoubtful } from '../clock-doubt.ts';
import { readOwnBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { judgeDue } from '../window-rules.ts';

/** The customer is on the way, or here. Who has said *here* stays here, which can be said while the car may be collected. Errors: `bookingUnknown`, `bookingDone`, `tooEarly`, `tooLate`. */
export type Announce = (memberId: string, bookingId: string, stage: Arrival['stage']) => Promise<Result<BookingView, Refusal>>;

/** What notices need beyond the room's parts. */
export interface AnnounceParts extends BookingParts {
  readonly isClockDoubtful: IsClockDoubtful;
}

/** Nobody is here days before, nor when the car has been waited for long enough; by a clock that is not believed nobody is early or late. */
async function judgeHere(parts: AnnounceParts, booking: BookingRecord): Promise<Result<void, Refusal>> {
  const doubtful = await parts.isClockDoubtful();
  if (!doubtful.ok) return doubtful;
  return doubtful.value || booking.state === 'collecting' ? done : judgeDue(booking, parts.site.booking, parts.wall.utcMs());
}

/** Notices of arrival at one tower. */
export function createAnnounce(parts: AnnounceParts): Announce {
  return async (memberId, bookingId, stage) => {
    const own = await readOwnBooking(parts, memberId, bookingId);
    if (!own.ok) return own;
    if (own.value.state !== 'booked' && own.value.state !== 'collecting') return refuse('bookingDone', 'The car of this booking has been collected, or the booking has ended.');
    const inTime = stage === 'here' ? await judgeHere(parts, own.value) : done;
    if (!inTime.ok) return inTime;
    const stored = await parts.store.commit([statement('arrival.write', { bookingId, stage, utcMs: parts.wall.utcMs() })]);
    if (!stored.ok) return storeRefused(stored.error);
    const noted = await readOwnBooking(parts, memberId, bookingId);
    return noted.ok ? readView(parts, noted.value) : noted;
  };
}
