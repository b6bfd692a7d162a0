import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import { cellOf, toBooking } from '../booking-record.ts';
import type { BookingRecord } from '../booking-record.ts';
import { messageStatement } from '../messages/message-statement.ts';
import { atCancellation, paymentStatements } from '../money/payment-statements.ts';
import { readBooking, readCar } from '../reading.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { RuleParts } from '../rules/judging.ts';

/** Gives cars free that nobody came for: the window and its grace are over. On a doubtful clock nothing is. */
export type EndNoShows = () => Promise<Result<void, Refusal>>;

const LIVE: ReadonlySet<BookingRecord['state']> = new Set(['booked', 'collecting', 'out']);

/** The car of the booking was not there to be fetched: with somebody else who was late, or in no place of the tower. */
async function wasMissing(parts: RuleParts, { bookingId, carId, fromUtcMs, untilUtcMs }: BookingRecord): Promise<Result<boolean, Refusal>> {
  const [kept, car] = await Promise.all([parts.store.read(statement('booking.kept', { bookingId, carId, fromUtcMs, untilUtcMs })), readCar(parts, carId)]);
  if (!kept.ok) return storeRefused(kept.error);
  if (!car.ok) return car;
  return ok(kept.value[0]?.['keepers'] !== 0 || car.value === undefined || cellOf(car.value) === undefined);
}

/**
 * Whether somebody is charged for not having come. Not who has said *I am here* or was recognised in time, and not whose car was missing: then it
 * was not for them that no car came out; not who waited for a swap, which the tower refuses before the other car is back; nobody whose window
 * began before this run of the program, since the tower may have been down while they stood in front of it; and nobody where nobody can be paid.
 */
async function isCharged(parts: RuleParts, booking: BookingRecord, upSinceUtcMs: number): Promise<Result<boolean, Refusal>> {
  const { arrival, afterBookingId, fromUtcMs } = booking;
  if (!parts.canPay || arrival?.stage === 'here' || fromUtcMs < upSinceUtcMs) return ok(false);
  const missing = await wasMissing(parts, booking);
  if (!missing.ok) return missing;
  if (missing.value || afterBookingId === undefined) return ok(!missing.value);
  const first = await readBooking(parts, statement('booking.one', { bookingId: afterBookingId }));
  return first.ok ? ok(first.value === undefined || !LIVE.has(first.value.state)) : first;
}

function expiry(parts: RuleParts, { bookingId, memberId, carId }: BookingRecord, charged: boolean): readonly Statement[] {
  const utcMs = parts.wall.utcMs();
  const amountMinor = charged ? parts.site.booking.beyond.noShowFeeMinor : 0;
  return [
    statement('booking.expire', { bookingId, utcMs }, 1),
    statement('template.erase', { bookingId }),
    ...atCancellation(parts, bookingId),
    ...paymentStatements(parts, [{ memberId, bookingId, kind: 'noShow', amountMinor }]),
    auditStatement('bookingExpired', { bookingId, feeMinor: amountMinor }, utcMs),
    tell(parts, { type: 'booking.expired', subject: `booking/${bookingId}`, data: { bookingId, endedUtcMs: utcMs, isNoShow: true } }),
    messageStatement(parts, { kind: 'noShow', memberId, about: bookingId, params: { car: carId, amountMinor } }),
  ];
}

/** No-shows of one tower. Each is a transaction of its own: whoever is fetching a car at this very moment keeps it. */
export function createEndNoShows(parts: RuleParts): EndNoShows {
  const startedMs = parts.clock.nowMs();
  return async () => {
    const doubtful = await parts.isClockDoubtful();
    if (!doubtful.ok) return doubtful;
    if (doubtful.value) return done;
    const beforeUtcMs = parts.wall.utcMs() - parts.site.booking.graceMinutes * 60_000;
    const overdue = await parts.store.read(statement('booking.overdue', { beforeUtcMs }));
    if (!overdue.ok) return storeRefused(overdue.error);
    // By the clock as it stands by now: at the start it may have been off.
    const upSinceUtcMs = parts.wall.utcMs() - (parts.clock.nowMs() - startedMs);
    for (const booking of overdue.value.map(toBooking)) {
      const charged = await isCharged(parts, booking, upSinceUtcMs);
      if (!charged.ok) return charged;
      const stored = await parts.store.commit(expiry(parts, booking, charged.value));
      if (!stored.ok && stored.error.code !== 'conflict') return storeRefused(stored.error);
    }
    return done;
  };
}
