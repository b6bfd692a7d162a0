import type { BookingView, CarView } from '../api/contract/index.ts';
import type { StoreRow } from '../ports.ts';
import type { Seal } from './sealing.ts';

/** A booking as the journal holds it; the code stays sealed. */
export interface BookingRecord {
  readonly bookingId: string;
  readonly memberId: string;
  readonly carId: string;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
  readonly returnByUtcMs: number;
  readonly language: 'zh' | 'en';
  readonly state: BookingView['state'];
  readonly sealedCode: Uint8Array;
  readonly pass: string;
  readonly collectionId: string | undefined;
  readonly hasFace: boolean;
}

/** A row of one of the `booking.…` statements. The columns are held by the schema's own checks. */
export function toBooking(row: StoreRow): BookingRecord {
  const { sealedCode, collectionId } = row;
  return {
    bookingId: String(row['bookingId']),
    memberId: String(row['memberId']),
    carId: String(row['carId']),
    fromUtcMs: Number(row['fromUtcMs']),
    untilUtcMs: Number(row['untilUtcMs']),
    returnByUtcMs: Number(row['returnByUtcMs']),
    language: row['language'] === 'zh' ? 'zh' : 'en',
    state: String(row['state']) as BookingView['state'],
    sealedCode: sealedCode instanceof Uint8Array ? sealedCode : new Uint8Array(),
    pass: String(row['pass']),
    collectionId: typeof collectionId === 'string' ? collectionId : undefined,
    hasFace: row['hasFace'] === 1,
  };
}

/** What the code of a booking is sealed to. */
export const codeAbout = (bookingId: string): string => `code/${bookingId}`;

/** A booking as its member sees it. The code is empty when the keys of the site have been replaced since. */
export function toView(booking: BookingRecord, seal: Seal): BookingView {
  const code = seal.open(booking.sealedCode, codeAbout(booking.bookingId));
  const { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, pass, hasFace, state } = booking;
  return { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, code: code === undefined ? '' : Buffer.from(code).toString(), pass, hasFace, state };
}

/** A car as everybody may see it. */
export function toCarView(row: StoreRow): CarView {
  const powertrain = String(row['powertrain']) as CarView['powertrain'];
  return {
    carId: String(row['carId']), brand: String(row['brand']), model: String(row['model']), plate: String(row['plate']), colour: String(row['colour']),
    powertrain, rangeKm: Number(row['rangeKm']), seats: Number(row['seats']),
    lengthMm: Number(row['lengthMm']), widthMm: Number(row['widthMm']), heightMm: Number(row['heightMm']),
  };
}

/** Cell in which a car stands in the tower, by its name (`2-1L`), or undefined when it stands in none. */
export function cellOf(row: StoreRow): string | undefined {
  const place = row['palletPlace'];
  return typeof place === 'string' && place.startsWith('cell:') ? place.slice('cell:'.length) : undefined;
}
