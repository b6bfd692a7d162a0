import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import type { TowerEvent } from '../../api/tower.port.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { IsClockDoubtful } from '../clock-doubt.ts';
import { lateFeeMinor } from './late.ts';
import { messageStatement } from '../messages/message-statement.ts';
import { atReturn, paymentStatements } from '../money/payment-statements.ts';
import { readBooking } from '../reading.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** Bookings whose car is in the tower again. Each is closed once, whoever hears of it first. */
export interface Closings {
  /** The booking with which a car is away, for whoever takes the car in without its customer; undefined when there is none. */
  readonly awayWith: (carId: string) => Promise<Result<string | undefined, Refusal>>;
  /** Follows what the tower tells: a car has been stored again. */
  readonly follow: (event: TowerEvent) => Promise<Result<void, Refusal>>;
  /** Closes what the journal of orders shows as returned: the controller may have ended between the one and the other. */
  readonly reconcile: () => Promise<Result<void, Refusal>>;
}

/** What closing needs beyond the room's parts. */
export interface ClosingParts extends BookingParts {
  readonly isClockDoubtful: IsClockDoubtful;
  /** Somebody is there to be paid. */
  readonly canPay: boolean;
}

interface Returned {
  readonly bookingId: string;
  readonly carId: string;
  readonly returnId: string;
}

/** When the car was brought back: from the moment at which somebody stood at the tower with it, the tower takes its own time. */
async function backAt(parts: BookingParts, returnId: string): Promise<Result<number, Refusal>> {
  const read = await parts.store.read(statement('return.begun', { returnId }));
  if (!read.ok) return storeRefused(read.error);
  const begunUtcMs = read.value[0]?.['begunUtcMs'];
  return ok(typeof begunUtcMs === 'number' ? begunUtcMs : parts.wall.utcMs());
}

/** What a late return costs. By a clock that nobody believes nobody is late, and where nobody can be paid nothing is owed. */
async function latenessOf(parts: ClosingParts, returnByUtcMs: number, backUtcMs: number): Promise<Result<{ readonly lateMs: number; readonly feeMinor: number }, Refusal>> {
  const doubtful = await parts.isClockDoubtful();
  if (!doubtful.ok) return doubtful;
  if (doubtful.value) return ok({ lateMs: 0, feeMinor: 0 });
  const feeMinor = parts.canPay ? lateFeeMinor(returnByUtcMs, backUtcMs, parts.site.booking.beyond) : 0;
  return ok({ lateMs: Math.max(0, backUtcMs - returnByUtcMs), feeMinor });
}

/** Lateness is charged once for a booking: not again when its car was had out once more and driven away. */
async function lateIsCharged(parts: BookingParts, bookingId: string): Promise<Result<boolean, Refusal>> {
  const read = await parts.store.read(statement('payment.ofBooking', { bookingId }));
  return read.ok ? ok(read.value.some(({ kind, state }) => kind === 'late' && state !== 'declined')) : storeRefused(read.error);
}

/** One transaction with its row of the audit; a booking that is closed already is no longer there to be closed. */
async function close(parts: ClosingParts, { bookingId, carId, returnId }: Returned): Promise<Result<void, Refusal>> {
  const [booking, backUtcMs] = await Promise.all([readBooking(parts, statement('booking.one', { bookingId })), backAt(parts, returnId)]);
  if (!booking.ok) return booking;
  if (!backUtcMs.ok) return backUtcMs;
  if (booking.value === undefined) return done;
  const { memberId, returnByUtcMs } = booking.value;
  const [late, charged] = [await latenessOf(parts, returnByUtcMs, backUtcMs.value), await lateIsCharged(parts, bookingId)];
  if (!late.ok) return late;
  if (!charged.ok) return charged;
  const { lateMs } = late.value;
  const feeMinor = charged.value ? 0 : late.value.feeMinor;
  const utcMs = parts.wall.utcMs();
  const stored = await parts.store.commit([
    statement('booking.close', { bookingId, utcMs }, 1),
    ...paymentStatements(parts, [{ memberId, bookingId, kind: 'late', amountMinor: feeMinor }]),
    ...atReturn(parts, bookingId),
    auditStatement('bookingClosed', { bookingId, carId, returnId, lateMs, feeMinor }, utcMs),
    tell(parts, { type: 'car.returned', subject: `booking/${bookingId}`, data: { carId, bookingId, endedUtcMs: utcMs, lateMs } }),
    messageStatement(parts, { kind: 'returned', memberId, about: bookingId, params: { car: carId, amountMinor: feeMinor } }),
  ]);
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** Closings of one tower. A return that is refused or taken back ends `cancelled` and closes nothing. */
export function createClosings(parts: ClosingParts): Closings {
  return {
    awayWith: async (carId) => {
      const found = await readBooking(parts, statement('booking.awayWith', { carId }));
      return found.ok ? ok(found.value?.bookingId) : found;
    },
    follow: async (event) => {
      if (event.kind !== 'carReturned' || event.bookingId === undefined) return done;
      return close(parts, { ...event, bookingId: event.bookingId });
    },
    reconcile: async () => {
      const read = await parts.store.read(statement('booking.returned'));
      if (!read.ok) return storeRefused(read.error);
      for (const row of read.value) {
        const closed = await close(parts, { bookingId: String(row['bookingId']), carId: String(row['carId']), returnId: String(row['returnId']) });
        if (!closed.ok) return closed;
      }
      return done;
    },
  };
}
