import type { Arrival, BookingView, CarView } from '../api/contract/index.ts';
import type { StoreRow } from '../ports.ts';

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
  readonly passId: string;
  readonly pass: string;
  readonly collectionId: string | undefined;
  readonly hasFace: boolean;
  /** Made to fetch a car that was bought: no test drive. */
  readonly isFetch: boolean;
  /** Its car has been bought with it and is sold. */
  readonly isSold: boolean;
  readonly origin: 'phone' | 'kiosk' | 'backend';
  readonly afterBookingId: string | undefined;
  readonly extensionDays: number;
  readonly createdUtcMs: number;
  readonly outUtcMs: number | undefined;
  readonly endedUtcMs: number | undefined;
  readonly arrival: Arrival | undefined;
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function arrivalOf(row: StoreRow): Arrival | undefined {
  const { arrivalStage: stage, arrivalUtcMs: utcMs } = row;
  return (stage === 'coming' || stage === 'here') && typeof utcMs === 'number' ? { stage, utcMs } : undefined;
}

/** A row of one of the `booking.…` statements. The columns are held by the schema's own checks. */
export function toBooking(row: StoreRow): BookingRecord {
  const { sealedCode } = row;
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
    passId: String(row['passId']),
    pass: String(row['pass']),
    collectionId: textOf(row['collectionId']),
    hasFace: row['hasFace'] === 1,
    isFetch: row['isFetch'] === 1,
    isSold: row['isSold'] === 1,
    origin: String(row['origin']) as BookingRecord['origin'],
    afterBookingId: textOf(row['afterBookingId']),
    extensionDays: Number(row['extensionDays']),
    createdUtcMs: Number(row['createdUtcMs']),
    outUtcMs: numberOf(row['outUtcMs']),
    endedUtcMs: numberOf(row['endedUtcMs']),
    arrival: arrivalOf(row),
  };
}

/** What the code of a booking is sealed to. */
export const codeAbout = (bookingId: string): string => `code/${bookingId}`;

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
