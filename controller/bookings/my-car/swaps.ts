import type { ProblemCode, SwapBooking, SwapOffer, SwapOffers, WalkUpCar } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { toBooking, toCarView } from '../booking-record.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readView } from '../booking-view.ts';
import type { Bookings } from '../bookings.ts';
import type { WalkUps } from '../hand-offs/walk-up.ts';
import { readCar } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { owedOf } from './owed.ts';

/** Other cars for somebody whose car is out. */
export interface Swaps {
  /** The cars that stand here and that the rules allow this member once the present one is back. */
  readonly offers: (drive: BookingRecord) => Promise<Result<SwapOffers, Refusal>>;
  /** Books one of them. Asking again with the same `bookingId` returns what was booked. Errors: those of the rules; `oneAtATime` when another is booked already. */
  readonly book: (drive: BookingRecord, bookingId: string, carId: string) => Promise<Result<SwapBooking, Refusal>>;
  /** What is booked for when the present car is back. */
  readonly after: (drive: BookingRecord) => Promise<Result<SwapBooking | undefined, Refusal>>;
}

/** What swaps are made of. */
export interface SwapParts extends BookingParts {
  readonly bookings: Pick<Bookings, 'eligibility' | 'book'>;
  readonly walkUps: Pick<WalkUps, 'view'>;
}

interface Judged {
  readonly offer: SwapOffer | undefined;
  readonly codes: readonly ProblemCode[];
}

async function judge(parts: SwapParts, { memberId, bookingId }: BookingRecord, { cell: _cell, level, priceMinor: _price, free, ready: _ready, ...car }: WalkUpCar): Promise<Result<Judged, Refusal>> {
  // The present car has to be brought first, so the longest time in which this one is free.
  const untilUtcMs = Math.max(...free);
  const judged = await parts.bookings.eligibility(memberId, { carId: car.carId, fromUtcMs: parts.wall.utcMs(), untilUtcMs, afterBookingId: bookingId });
  if (!judged.ok) return judged;
  const { eligible, rules, terms: { returnByUtcMs, depositMinor, feeMinor } } = judged.value;
  return ok({
    offer: eligible ? { car, level, untilUtcMs, returnByUtcMs, depositMinor, feeMinor } : undefined,
    codes: rules.flatMap(({ holds, code }) => (holds || code === undefined ? [] : [code])),
  });
}

/** Reasons that stand against every car, in the order of the first. */
const common = ([first = [], ...others]: readonly (readonly ProblemCode[])[]): ProblemCode[] => [...new Set(first)].filter((code) => others.every((codes) => codes.includes(code)));

async function offers(parts: SwapParts, drive: BookingRecord): Promise<Result<SwapOffers, Refusal>> {
  const here = await parts.walkUps.view();
  if (!here.ok) return here;
  if (here.value.code !== undefined) return ok({ offers: [], codes: [here.value.code] });
  const judged: Judged[] = [];
  for (const car of here.value.cars) {
    const one = await judge(parts, drive, car);
    if (!one.ok) return one;
    judged.push(one.value);
  }
  const possible = judged.flatMap(({ offer }) => (offer === undefined ? [] : [offer]));
  return ok({ offers: possible, codes: possible.length > 0 || judged.length === 0 ? [] : common(judged.map(({ codes }) => codes)) });
}

async function toSwap(parts: SwapParts, booking: BookingRecord): Promise<Result<SwapBooking, Refusal>> {
  const [view, car] = [await readView(parts, booking), await readCar(parts, booking.carId)];
  if (!view.ok) return view;
  if (!car.ok) return car;
  if (car.value === undefined) return refuse('carUnknown', 'This tower does not know the car. Please ask for help.');
  const { bookingId, untilUtcMs, returnByUtcMs, code, payments } = view.value;
  return ok({ bookingId, car: toCarView(car.value), untilUtcMs, returnByUtcMs, code, owed: owedOf(payments) });
}

async function after(parts: SwapParts, { memberId, bookingId }: BookingRecord): Promise<Result<SwapBooking | undefined, Refusal>> {
  const own = await parts.store.read(statement('booking.ofMember', { memberId }));
  if (!own.ok) return storeRefused(own.error);
  const booked = own.value.map(toBooking).find(({ afterBookingId, state }) => afterBookingId === bookingId && state === 'booked');
  return booked === undefined ? ok(undefined) : toSwap(parts, booked);
}

async function book(parts: SwapParts, drive: BookingRecord, bookingId: string, carId: string): Promise<Result<SwapBooking, Refusal>> {
  const here = await parts.walkUps.view();
  if (!here.ok) return here;
  const car = here.value.cars.find((one) => one.carId === carId);
  const known = await after(parts, drive);
  if (!known.ok) return known;
  if (known.value?.bookingId === bookingId) return ok(known.value);
  if (car === undefined) return refuse('carTaken', 'Somebody else has taken this car meanwhile. Nothing was booked. Please choose another car.');
  const { memberId, language, bookingId: afterBookingId } = drive;
  const booked = await parts.bookings.book(memberId, bookingId, { carId, fromUtcMs: parts.wall.utcMs(), untilUtcMs: Math.max(...car.free), language, afterBookingId, origin: 'kiosk' });
  if (!booked.ok) return booked;
  const made = await after(parts, drive);
  if (!made.ok) return made;
  return made.value === undefined ? refuse('bookingUnknown', 'The booking is not known here. Please ask for help.') : ok(made.value);
}

/** Swaps at one tower. */
export function createSwaps(parts: SwapParts): Swaps {
  return {
    offers: (drive) => offers(parts, drive),
    book: (drive, bookingId, carId) => book(parts, drive, bookingId, carId),
    after: (drive) => after(parts, drive),
  };
}
