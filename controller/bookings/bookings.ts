import type { BookingRequest, BookingView, CarView } from '../api/contract/index.ts';
import { auditStatement } from '../journal/audit.ts';
import { statement } from '../journal/statements.ts';
import { done, ok } from '../ports.ts';
import type { Result, Statement, StoreRow } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import { cellOf, codeAbout, toBooking, toCarView } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { readView } from './booking-view.ts';
import { randomCode } from './crockford.ts';
import { makePass, newPassId } from './pass.ts';
import { refuse, storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { templateToBytes } from './template-codec.ts';
import { judgeTemplates } from './template-rules.ts';
import { judgeWindow, overlap, returnByUtcMs } from './window-rules.ts';

/** Cars and bookings as members ask for them. */
export interface Bookings {
  /** Every car of the tower; `available` when it stands here and no live booking claims it now. */
  readonly cars: () => Promise<Result<readonly (CarView & { readonly available: boolean })[], Refusal>>;
  /** Books. Asking again with the same `bookingId` returns the booking that was made. */
  readonly book: (memberId: string, bookingId: string, request: BookingRequest) => Promise<Result<BookingView, Refusal>>;
  readonly ofMember: (memberId: string) => Promise<Result<readonly BookingView[], Refusal>>;
  /** Deletes the face of a member's own booking; pass and code go on. */
  readonly eraseFace: (memberId: string, bookingId: string) => Promise<Result<void, Refusal>>;
  /** Ends bookings whose window is over and erases every template that has lost its purpose. */
  readonly sweep: () => Promise<Result<void, Refusal>>;
}

/** What a template is sealed to. */
export const templateAbout = (bookingId: string, number: number): string => `template/${bookingId}/${String(number)}`;

const CODE_LENGTH = 8;

interface LiveBooking {
  readonly bookingId: string;
  readonly carId: string;
  readonly fromUtcMs: number;
  readonly returnByUtcMs: number;
}

/** What live bookings keep of a car: from the beginning of the window until the car must be back. */
function claimOf(row: StoreRow): LiveBooking {
  return { bookingId: String(row['bookingId']), carId: String(row['carId']), fromUtcMs: Number(row['fromUtcMs']), returnByUtcMs: Number(row['returnByUtcMs']) };
}

const spanOf = ({ fromUtcMs, returnByUtcMs: until }: LiveBooking) => ({ fromUtcMs, untilUtcMs: until });

async function rows(parts: BookingParts, query: Statement): Promise<Result<readonly StoreRow[], Refusal>> {
  const read = await parts.store.read(query);
  return read.ok ? read : storeRefused(read.error);
}

/** Reads one booking, whoever it belongs to. */
export async function readBooking(parts: BookingParts, query: Statement): Promise<Result<BookingRecord | undefined, Refusal>> {
  const read = await rows(parts, query);
  if (!read.ok) return read;
  const [row] = read.value;
  return ok(row === undefined ? undefined : toBooking(row));
}

/** Reads a car with the place of its pallet. */
export async function readCar(parts: BookingParts, carId: string): Promise<Result<StoreRow | undefined, Refusal>> {
  const read = await rows(parts, statement('car.placed', { carId }));
  return read.ok ? ok(read.value[0]) : read;
}

async function judgeCar(parts: BookingParts, request: BookingRequest): Promise<Result<void, Refusal>> {
  const car = await readCar(parts, request.carId);
  if (!car.ok) return car;
  if (car.value === undefined) return refuse('carUnknown', 'This tower does not know the car. Please choose one of its cars.');
  const live = await rows(parts, statement('booking.live'));
  if (!live.ok) return live;
  const wished = { fromUtcMs: request.fromUtcMs, untilUtcMs: returnByUtcMs(request, parts.site.booking) };
  const ofCar = live.value.filter((row) => row['carId'] === request.carId);
  if (ofCar.map(claimOf).some((claim) => overlap(spanOf(claim), wished))) {
    return refuse('carTaken', 'Somebody else has booked this car at that time. Please choose another car or another time.');
  }
  const comesBack = ofCar.some((row) => row['state'] === 'out' || row['state'] === 'collecting');
  if (cellOf(car.value) === undefined && !comesBack) return refuse('carNotHere', 'The car is not in the tower. Please choose another car.');
  return done;
}

function faceStatements(parts: BookingParts, bookingId: string, face: BookingRequest['face']): readonly Statement[] {
  return (face?.templates ?? []).map(({ version, vector }, number) =>
    statement('template.add', { bookingId, number, version, sealedTemplate: parts.seal.seal(templateToBytes(vector), templateAbout(bookingId, number)) }),
  );
}

function bookingBatch(parts: BookingParts, memberId: string, bookingId: string, request: BookingRequest): readonly Statement[] {
  const { site, rng, seal, keys, wall } = parts;
  const { carId, fromUtcMs, untilUtcMs, language, face } = request;
  const code = randomCode(rng, CODE_LENGTH);
  const passId = newPassId(rng);
  const utcMs = wall.utcMs();
  return [
    statement('booking.add', {
      bookingId, memberId, carId, fromUtcMs, untilUtcMs, language, passId, utcMs,
      returnByUtcMs: returnByUtcMs(request, site.booking),
      codeHash: seal.keyedHash('code', code),
      sealedCode: seal.seal(Buffer.from(code), codeAbout(bookingId)),
      pass: makePass({ passId, fromUtcMs, untilUtcMs }, site.id, keys),
      consentUtcMs: face === undefined ? null : utcMs,
    }, 1),
    ...faceStatements(parts, bookingId, face),
    auditStatement('bookingMade', { bookingId, carId, hasFace: face !== undefined }, utcMs),
  ];
}

function createBook(parts: BookingParts): Bookings['book'] {
  return async (memberId, bookingId, request) => {
    const known = await readBooking(parts, statement('booking.one', { bookingId }));
    if (!known.ok) return known;
    if (known.value !== undefined) return readView(parts, known.value);
    const window = judgeWindow(request, parts.site.booking, parts.site.timezone, parts.wall.utcMs());
    if (!window.ok) return window;
    const car = await judgeCar(parts, request);
    if (!car.ok) return car;
    const face = judgeTemplates(request.face?.templates ?? []);
    if (!face.ok) return face;
    const stored = await parts.store.commit(bookingBatch(parts, memberId, bookingId, request));
    // Two requests may have read before either wrote; the journal itself keeps the second one out.
    if (!stored.ok && stored.error.code === 'conflict') return refuse('carTaken', 'Somebody else has just booked this car. Please choose another car or another time.');
    if (!stored.ok) return storeRefused(stored.error);
    const made = await readBooking(parts, statement('booking.one', { bookingId }));
    if (!made.ok) return made;
    return made.value === undefined ? refuse('internal', 'The booking was stored and cannot be read.') : readView(parts, made.value);
  };
}

function createCars(parts: BookingParts): Bookings['cars'] {
  return async () => {
    const [all, live] = await Promise.all([rows(parts, statement('car.all')), rows(parts, statement('booking.live'))]);
    if (!all.ok) return all;
    if (!live.ok) return live;
    const now = parts.wall.utcMs();
    const claimed = new Set(live.value.map(claimOf).filter((claim) => overlap(spanOf(claim), { fromUtcMs: now, untilUtcMs: now + 1 })).map(({ carId }) => carId));
    return ok(all.value.map((row) => ({ ...toCarView(row), available: cellOf(row) !== undefined && !claimed.has(String(row['carId'])) })));
  };
}

function createEraseFace(parts: BookingParts): Bookings['eraseFace'] {
  return async (memberId, bookingId) => {
    const booking = await readBooking(parts, statement('booking.one', { bookingId }));
    if (!booking.ok) return booking;
    // A booking of somebody else is as unknown as none.
    if (booking.value?.memberId !== memberId) return refuse('bookingUnknown', 'There is no such booking of yours.');
    const stored = await parts.store.commit([
      statement('template.erase', { bookingId }),
      auditStatement('faceErased', { bookingId, by: 'member' }, parts.wall.utcMs()),
    ]);
    return stored.ok ? done : storeRefused(stored.error);
  };
}

function createSweep(parts: BookingParts): Bookings['sweep'] {
  return async () => {
    const beforeUtcMs = parts.wall.utcMs() - parts.site.booking.graceMinutes * 60_000;
    const expired = await parts.store.commit([statement('booking.expire', { beforeUtcMs })]);
    if (!expired.ok) return storeRefused(expired.error);
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
export function createBookings(parts: BookingParts): Bookings {
  return {
    cars: createCars(parts),
    book: createBook(parts),
    ofMember: createOfMember(parts),
    eraseFace: createEraseFace(parts),
    sweep: createSweep(parts),
  };
}
