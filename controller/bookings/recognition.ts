import type { FaceTemplate, Preferences, Recognition, RecognitionRequest } from '../api/contract/index.ts';
import { statement } from '../journal/statements.ts';
import { done, ok } from '../ports.ts';
import type { Result, StoreRow } from '../ports.ts';
import { pausing } from './attempts.ts';
import type { BookingParts } from './booking-parts.ts';
import { cellOf, toCarView } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { readBooking, readCar } from './reading.ts';
import { lateAt } from './drives/late.ts';
import { recogniseFace } from './face-recognition.ts';
import type { HandOffs } from './hand-offs/hand-offs.ts';
import { maskedName } from './masked-name.ts';
import { readPreferences } from './members/own-data.ts';
import { readPass } from './pass.ts';
import { refuse, storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { JudgeRelease } from './rules/release.ts';
import { createSerialWork } from './serial-work.ts';
import type { Tickets } from './tickets.ts';

/** Finds the booking of the person at the kiosk, by any of three equal ways, or by what was handed over to the person's phone here. */
export type Recognise = (request: RecognitionRequest) => Promise<Result<Recognition, Refusal>>;

/** What recognition needs beyond the room's parts. */
export interface RecognitionParts extends BookingParts {
  readonly tickets: Tickets;
  /** Gives a booking free whose collection never began; see `drives/collections.ts`. */
  readonly free: (booking: BookingRecord) => Promise<Result<BookingRecord, Refusal>>;
  readonly judgeRelease: JudgeRelease;
  /** The booking of a hand-off that a phone has finished; see `hand-offs/hand-offs.ts`. */
  readonly bookingOfHandOff: HandOffs['bookingOf'];
}

/** One kiosk, one count: a wrong code says nothing about whose code was tried. */
const CODE_SUBJECT = 'code:kiosk';

/** The booking of a code; a wrong one is counted. */
export async function byCode(parts: BookingParts, code: string): Promise<Result<BookingRecord, Refusal>> {
  const { codeAttempts, lockoutMs } = parts.site.identity;
  const turn = await parts.attempts.take(CODE_SUBJECT, pausing(codeAttempts, lockoutMs));
  if (!turn.ok) return storeRefused(turn.error);
  if (!turn.value.granted) {
    return refuse('codeLocked', 'Too many wrong codes: codes are paused at this kiosk. Please use your pass or your face, or ask for help.', { retryAfterMs: turn.value.retryAfterMs });
  }
  const found = await readBooking(parts, statement('booking.byCode', { codeHash: parts.seal.keyedHash('code', code) }));
  if (!found.ok) return found;
  if (found.value === undefined) return refuse('codeWrong', 'There is no booking with this code. Please compare it with your confirmation.', { attemptsLeft: turn.value.attemptsLeft });
  const forgiven = await parts.attempts.forgive(CODE_SUBJECT);
  return forgiven.ok ? ok(found.value) : storeRefused(forgiven.error);
}

async function byPass(parts: RecognitionParts, payload: string): Promise<Result<BookingRecord, Refusal>> {
  const claims = readPass(payload, parts.site.id, parts.keys);
  if (claims === undefined) return refuse('passWrong', 'This is not a pass of this tower. Please show the pass of your booking, or use your code.');
  const found = await readBooking(parts, statement('booking.byPass', { passId: claims.passId }));
  if (!found.ok) return found;
  if (found.value === undefined) return refuse('bookingUnknown', 'The booking of this pass is not known here. Please ask for help.');
  const { state } = found.value;
  return state === 'booked' || state === 'collecting' || state === 'out'
    ? ok(found.value)
    : refuse('passUsed', 'This pass has been used or its booking is over.');
}

function find(parts: RecognitionParts, request: RecognitionRequest): Promise<Result<BookingRecord, Refusal>> {
  switch (request.by) {
    case 'code':
      return byCode(parts, request.code);
    case 'pass':
      return byPass(parts, request.payload);
    case 'face':
      return byFace(parts, request.templates);
    case 'handOff':
      return parts.bookingOfHandOff(request.handOffId);
  }
}

async function byFace(parts: RecognitionParts, templates: readonly FaceTemplate[]): Promise<Result<BookingRecord, Refusal>> {
  const matched = await recogniseFace(parts, templates);
  if (!matched.ok) return matched;
  const found = await readBooking(parts, statement('booking.one', { bookingId: matched.value }));
  if (!found.ok) return found;
  return found.value === undefined ? refuse('bookingUnknown', 'The booking is not known here. Please ask for help.') : ok(found.value);
}

function errandOf(booking: BookingRecord): Result<Recognition['errand'], Refusal> {
  switch (booking.state) {
    case 'booked':
      return ok('collect');
    case 'out':
      return ok('bringBack');
    case 'collecting':
      return refuse('alreadyCollecting', 'The car of this booking is on its way already.');
    case 'closed':
    case 'cancelled':
    case 'expired':
      return refuse('bookingDone', 'This booking has ended. Please book again.');
  }
}

const OUT_OF_TIME: ReadonlySet<Refusal['code']> = new Set(['tooEarly', 'tooLate']);

/** Whoever stands at the kiosk in time has come, whatever becomes of the car, and whatever the rules say of them by now. */
async function noteHere(parts: RecognitionParts, bookingId: string): Promise<Result<void, Refusal>> {
  const stored = await parts.store.commit([statement('arrival.write', { bookingId, stage: 'here', utcMs: parts.wall.utcMs() })]);
  return stored.ok ? done : storeRefused(stored.error);
}

async function present(parts: RecognitionParts, request: RecognitionRequest, booking: BookingRecord): Promise<Result<Recognition, Refusal>> {
  const errand = errandOf(booking);
  if (!errand.ok) return errand;
  // A car that is brought back is welcome at any time, late as well.
  const allowed = errand.value === 'collect' ? await parts.judgeRelease(booking) : done;
  const hasCome = errand.value === 'collect' && (allowed.ok || !OUT_OF_TIME.has(allowed.error.code));
  const noted = hasCome ? await noteHere(parts, booking.bookingId) : done;
  if (!noted.ok) return noted;
  if (!allowed.ok) return allowed;
  const car = await readCar(parts, booking.carId);
  if (!car.ok) return car;
  const cell = car.value === undefined ? undefined : cellOf(car.value);
  if (car.value === undefined || (errand.value === 'collect' && cell === undefined)) return refuse('carNotHere', 'Your car is not in its place in the tower. Please ask for help.');
  const member = await parts.store.read(statement('member.one', { memberId: booking.memberId }));
  if (!member.ok) return storeRefused(member.error);
  const preferences = await readPreferences(parts, booking.memberId);
  if (!preferences.ok) return preferences;
  return ok(recognitionOf(parts, request, booking, { preferences: preferences.value, errand: errand.value, car: car.value, cell, name: String(member.value[0]?.['name'] ?? '') }));
}

function recognitionOf(
  parts: RecognitionParts,
  request: RecognitionRequest,
  { bookingId, language, returnByUtcMs, isFetch }: BookingRecord,
  { preferences, errand, car, cell, name }: { readonly preferences: Preferences | undefined; readonly errand: Recognition['errand']; readonly car: StoreRow; readonly cell: string | undefined; readonly name: string },
): Recognition {
  const secondFactor = request.by === 'face' && parts.site.identity.secondFactorForFace;
  const ticket = parts.tickets.issue({ bookingId, needsCode: secondFactor });
  const late = errand === 'bringBack' ? lateAt(returnByUtcMs, parts.wall.utcMs(), parts.site.booking.beyond) : undefined;
  return { ticket, errand, bookingId, maskedName: maskedName(name), language, car: toCarView(car), ...(cell !== undefined && { cell }), ...(!isFetch && { returnByUtcMs }), secondFactor, ...(preferences !== undefined && { preferences }), ...(late !== undefined && { late }) };
}

/** Recognition at the kiosk of one tower; attempts are judged one after the other. */
export function createRecognition(parts: RecognitionParts): Recognise {
  const inTurn = createSerialWork();
  return (request) =>
    inTurn(async () => {
      const found = await find(parts, request);
      if (!found.ok) return found;
      const freed = await parts.free(found.value);
      return freed.ok ? present(parts, request, freed.value) : freed;
    });
}
