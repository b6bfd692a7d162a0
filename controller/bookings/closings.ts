import { auditStatement } from '../journal/audit.ts';
import { statement } from '../journal/statements.ts';
import type { TowerEvent } from '../api/tower.port.ts';
import { done, ok } from '../ports.ts';
import type { Result } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import { readBooking } from './bookings.ts';
import { storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Bookings whose car is in the tower again. Each is closed once, whoever hears of it first. */
export interface Closings {
  /** The booking with which a car is away, for whoever takes the car in without its customer; undefined when there is none. */
  readonly awayWith: (carId: string) => Promise<Result<string | undefined, Refusal>>;
  /** Follows what the tower tells: a car has been stored again. */
  readonly follow: (event: TowerEvent) => Promise<Result<void, Refusal>>;
  /** Closes what the journal of orders shows as returned: the controller may have ended between the one and the other. */
  readonly reconcile: () => Promise<Result<void, Refusal>>;
}

interface Returned {
  readonly bookingId: string;
  readonly carId: string;
  readonly returnId: string;
}

/** One transaction with its row of the audit; a booking that is closed already is no longer there to be closed. */
async function close(parts: BookingParts, { bookingId, carId, returnId }: Returned): Promise<Result<void, Refusal>> {
  const stored = await parts.store.commit([
    statement('booking.close', { bookingId }, 1),
    auditStatement('bookingClosed', { bookingId, carId, returnId }, parts.wall.utcMs()),
  ]);
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** Closings of one tower. A return that is refused or taken back ends `cancelled` and closes nothing. */
export function createClosings(parts: BookingParts): Closings {
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
