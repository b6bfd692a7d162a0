import type { BookingRequest, BookingView, CarView, Eligibility } from '../api/contract/index.ts';
import { auditStatement } from '../journal/audit.ts';
import { statement } from '../journal/statements.ts';
import { done, ok } from '../ports.ts';
import type { Result, Statement, StoreRow } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import { cellOf, toBooking, toCarView } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { readView, termsOf } from './booking-view.ts';
import type { EndNoShows } from './drives/no-show.ts';
import type { HandOffDesk } from './hand-offs/hand-off-desk.ts';
import { makeBooking } from './making.ts';
import { readBooking, readOwnBooking } from './reading.ts';
import { refuse, storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { firstBroken } from './rules/broken-rule.ts';
import type { Judge } from './rules/judging.ts';
import type { Wish } from './rules/rule-facts.ts';
import { createKeyedWork } from './serial-work.ts';
import { judgeTemplates } from './template-rules.ts';
import { overlap, returnByUtcMs } from './window-rules.ts';

/** What somebody asks whether they may have. */
export type WishedBooking = Pick<BookingRequest, 'carId' | 'fromUtcMs' | 'untilUtcMs' | 'afterBookingId'>;

/** A car as it is offered. `taken`: when it is somebody's. */
export interface ListedCar extends CarView {
  readonly available: boolean;
  /** Place in which it stands, by its name; undefined while it stands in none. */
  readonly cell: string | undefined;
  readonly taken: { fromUtcMs: number; untilUtcMs: number }[];
}

/** A wish to book; from the phone unless it says so. */
export type NewRequest = BookingRequest & { readonly origin?: BookingRecord['origin'] };

/** Cars and bookings as members ask for them. */
export interface Bookings {
  /** Every car of the tower that is not sold; `available` when it stands here and no live booking claims it now. */
  readonly cars: () => Promise<Result<readonly ListedCar[], Refusal>>;
  /** Every rule for this wish, and what it would cost. Promises nothing. */
  readonly eligibility: (memberId: string, wish: WishedBooking) => Promise<Result<Eligibility, Refusal>>;
  /** Books. Asking again with the same `bookingId` returns the booking that was made. */
  readonly book: (memberId: string, bookingId: string, request: NewRequest) => Promise<Result<BookingView, Refusal>>;
  readonly ofMember: (memberId: string) => Promise<Result<readonly BookingView[], Refusal>>;
  readonly one: (memberId: string, bookingId: string) => Promise<Result<BookingView, Refusal>>;
  /** Deletes the face of a member's own booking; pass and code go on. */
  readonly eraseFace: (memberId: string, bookingId: string) => Promise<Result<void, Refusal>>;
  /** Ends bookings whose window is over and erases every template that has lost its purpose. */
  readonly sweep: () => Promise<Result<void, Refusal>>;
}

/** What bookings need beyond the room's parts. */
export interface BookingsParts extends BookingParts {
  readonly judge: Judge;
  readonly endNoShows: EndNoShows;
  /** Carries out what was just asked of the provider; see `money/money.ts`. */
  readonly settle: (bookingId: string) => Promise<Result<void, Refusal>>;
  /** Cars that a hand-off of the kiosk holds. */
  readonly claimsOn: HandOffDesk['claimsOn'];
}

async function rows(parts: BookingParts, query: Statement): Promise<Result<readonly StoreRow[], Refusal>> {
  const read = await parts.store.read(query);
  return read.ok ? read : storeRefused(read.error);
}

const wishOf = (parts: BookingParts, { carId, fromUtcMs, untilUtcMs, afterBookingId }: WishedBooking): Wish => ({
  carId, fromUtcMs, untilUtcMs, afterBookingId, returnByUtcMs: returnByUtcMs({ fromUtcMs, untilUtcMs }, parts.site.booking),
});

function createEligibility(parts: BookingsParts): Bookings['eligibility'] {
  return async (memberId, wished) => {
    const wish = wishOf(parts, wished);
    const judged = await parts.judge('booking', memberId, wish);
    if (!judged.ok) return judged;
    const { rules, feeMinor, depositMinor } = judged.value;
    return ok({ eligible: rules.every(({ holds }) => holds), rules: [...rules], terms: { ...termsOf(parts.site.booking, wish.returnByUtcMs, feeMinor), depositMinor } });
  };
}

/** So often somebody else, or the same member by another way, may have been faster; then it is the car that is gone. */
const MOST_TRIES = 3;

/** Judges and writes. Two requests may have read before either wrote: the journal keeps the second one out, which is judged once more. */
async function judgeAndMake(parts: BookingsParts, memberId: string, bookingId: string, request: NewRequest, tries = 1): Promise<Result<void, Refusal>> {
  const wish = wishOf(parts, request);
  const judged = await parts.judge('booking', memberId, wish);
  if (!judged.ok) return judged;
  const allowed = firstBroken(judged.value);
  if (!allowed.ok) return allowed;
  const stored = await parts.store.commit(makeBooking(parts, { ...request, bookingId, memberId, returnByUtcMs: wish.returnByUtcMs, origin: request.origin ?? 'phone' }, judged.value));
  if (stored.ok) return done;
  if (stored.error.code !== 'conflict') return storeRefused(stored.error);
  return tries < MOST_TRIES ? judgeAndMake(parts, memberId, bookingId, request, tries + 1) : refuse('carTaken', 'Somebody else has just booked this car. Please choose another car or another time.');
}

/** One member's wishes are judged one after the other: two at once would each be the last car that the rules allow. */
function createBook(parts: BookingsParts): Bookings['book'] {
  const inTurn = createKeyedWork();
  const book: Bookings['book'] = async (memberId, bookingId, request) => {
    const known = await readBooking(parts, statement('booking.one', { bookingId }));
    if (!known.ok) return known;
    if (known.value !== undefined) return readView(parts, known.value);
    const face = judgeTemplates(request.face?.templates ?? []);
    if (!face.ok) return face;
    const booked = await judgeAndMake(parts, memberId, bookingId, request);
    if (!booked.ok) return booked;
    const settled = await parts.settle(bookingId);
    if (!settled.ok) return settled;
    const made = await readOwnBooking(parts, memberId, bookingId);
    return made.ok ? readView(parts, made.value) : made;
  };
  return (memberId, bookingId, request) => inTurn(memberId, () => book(memberId, bookingId, request));
}

function createCars(parts: BookingsParts): Bookings['cars'] {
  return async () => {
    const [all, live, promised] = await Promise.all([rows(parts, statement('car.all')), rows(parts, statement('booking.live')), rows(parts, statement('purchase.promised'))]);
    if (!all.ok) return all;
    if (!live.ok) return live;
    if (!promised.ok) return promised;
    const buyers = new Set(promised.value.map(({ carId }) => carId));
    const now = parts.wall.utcMs();
    const claimsOn = ({ carId }: StoreRow) => [...live.value.filter((row) => row['carId'] === carId).map(toBooking), ...parts.claimsOn(String(carId), undefined)];
    const takenOf = (row: StoreRow) => claimsOn(row).map(({ fromUtcMs, returnByUtcMs: untilUtcMs }) => ({ fromUtcMs, untilUtcMs }));
    const isFree = (row: StoreRow): boolean => !buyers.has(row['carId'] ?? '') && !takenOf(row).some((span) => overlap(span, { fromUtcMs: now, untilUtcMs: now + 1 }));
    const unsold = all.value.filter(({ soldUtcMs }) => soldUtcMs === null);
    return ok(unsold.map((row) => ({ ...toCarView(row), available: cellOf(row) !== undefined && isFree(row), cell: cellOf(row), taken: takenOf(row) })));
  };
}

function createEraseFace(parts: BookingParts): Bookings['eraseFace'] {
  return async (memberId, bookingId) => {
    const booking = await readOwnBooking(parts, memberId, bookingId);
    if (!booking.ok) return booking;
    const stored = await parts.store.commit([
      statement('template.erase', { bookingId }),
      auditStatement('faceErased', { bookingId, by: 'member' }, parts.wall.utcMs()),
    ]);
    return stored.ok ? done : storeRefused(stored.error);
  };
}

function createSweep(parts: BookingsParts): Bookings['sweep'] {
  return async () => {
    const expired = await parts.endNoShows();
    if (!expired.ok) return expired;
    const leftOver = await rows(parts, statement('template.leftOver'));
    if (!leftOver.ok) return leftOver;
    if (leftOver.value[0]?.['templates'] === 0) return done;
    const erased = await parts.store.commit([statement('template.eraseLeftOver'), auditStatement('faceErased', { by: 'sweep' }, parts.wall.utcMs())]);
    return erased.ok ? done : storeRefused(erased.error);
  };
}

function createOfMember(parts: BookingParts): Bookings['ofMember'] {
  return async (memberId) => {
    const read = await rows(parts, statement('booking.ofMember', { memberId }));
    if (!read.ok) return read;
    const views: BookingView[] = [];
    for (const row of read.value) {
      const view = await readView(parts, toBooking(row));
      if (!view.ok) return view;
      views.push(view.value);
    }
    return ok(views);
  };
}

/** The bookings of one tower. */
export function createBookings(parts: BookingsParts): Bookings {
  return {
    cars: createCars(parts),
    eligibility: createEligibility(parts),
    book: createBook(parts),
    ofMember: createOfMember(parts),
    one: async (memberId, bookingId) => {
      const own = await readOwnBooking(parts, memberId, bookingId);
      return own.ok ? readView(parts, own.value) : own;
    },
    eraseFace: createEraseFace(parts),
    sweep: createSweep(parts),
  };
}
