import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Result, Statement, StoreRow } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import { toBooking } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { refuse, storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Reads one booking, whoever it belongs to. */
export async function readBooking(parts: Pick<BookingParts, 'store'>, query: Statement): Promise<Result<BookingRecord | undefined, Refusal>> {
  const read = await parts.store.read(query);
  if (!read.ok) return storeRefused(read.error);
  const [row] = read.value;
  return ok(row === undefined ? undefined : toBooking(row));
}

/** Reads a car with the place of its pallet. */
export async function readCar(parts: Pick<BookingParts, 'store'>, carId: string): Promise<Result<StoreRow | undefined, Refusal>> {
  const read = await parts.store.read(statement('car.placed', { carId }));
  return read.ok ? ok(read.value[0]) : storeRefused(read.error);
}

/** A booking of this member; one of somebody else is as unknown as none. */
export async function readOwnBooking(parts: Pick<BookingParts, 'store'>, memberId: string, bookingId: string): Promise<Result<BookingRecord, Refusal>> {
  const read = await readBooking(parts, statement('booking.one', { bookingId }));
  if (!read.ok) return read;
  return read.value?.memberId === memberId ? ok(read.value) : refuse('bookingUnknown', 'There is no such booking of yours.');
}
