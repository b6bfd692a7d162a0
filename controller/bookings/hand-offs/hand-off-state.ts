import type { Eligibility, HandOffState, HandOffView, ProblemCode } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { toBooking } from '../booking-record.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readView } from '../booking-view.ts';
import type { Bookings } from '../bookings.ts';
import { readBooking } from '../reading.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { JudgeRelease } from '../rules/release.ts';
import type { Claim, HandOff } from './hand-off-desk.ts';

/** How far a hand-off is, and what is known of it by then. */
export interface Progress extends Pick<HandOffView, 'codes' | 'bookingId' | 'terms'> {
  readonly state: HandOffState;
  readonly eligibility?: Eligibility;
}

/** What a look at a hand-off needs: the rules as they are judged for everybody. */
export interface LookParts extends BookingParts {
  readonly eligibility: Bookings['eligibility'];
  readonly judgeRelease: JudgeRelease;
}

const MINUTE_MS = 60_000;
/** Bought, or about to be: the price stands and nobody else gets the car. */
const BUYING: ReadonlySet<unknown> = new Set(['reserved', 'handedOff', 'signed', 'sold']);

async function rows(parts: BookingParts, memberId: string, name: 'booking.ofMember' | 'purchase.ofMember'): Promise<Result<readonly StoreRow[], Refusal>> {
  const read = await parts.store.read(statement(name, { memberId }));
  return read.ok ? read : storeRefused(read.error);
}

/** Everything that a member has booked by now. */
export async function bookedBy(parts: BookingParts, memberId: string): Promise<Result<ReadonlySet<string>, Refusal>> {
  const read = await rows(parts, memberId, 'booking.ofMember');
  return read.ok ? ok(new Set(read.value.map(({ bookingId }) => String(bookingId)))) : read;
}

/** What the member has booked with the hand-off: this very car, after having claimed it. */
async function bookedWith(parts: BookingParts, { carId }: HandOff, { memberId, before }: Claim): Promise<Result<BookingRecord | undefined, Refusal>> {
  const read = await rows(parts, memberId, 'booking.ofMember');
  if (!read.ok) return read;
  return ok(read.value.map(toBooking).findLast((booking) => booking.carId === carId && !before.has(booking.bookingId)));
}

/** The window of a walk-up: from this moment, as far as the site lets it be that long. The end, and with it the return, stays what was chosen. */
export function windowOf({ site, wall }: Pick<BookingParts, 'site' | 'wall'>, { hold }: HandOff): { readonly fromUtcMs: number; readonly untilUtcMs: number } | undefined {
  if (hold === undefined) return undefined;
  return { fromUtcMs: Math.max(wall.utcMs(), hold.untilUtcMs - site.booking.windowMinutes.max * MINUTE_MS), untilUtcMs: hold.untilUtcMs };
}

const codesOf = (error: Refusal): ProblemCode[] => [...new Set([error.code, ...(error.also ?? [])])];

/** A booking that was made: its car may be handed over, or what is missing. */
async function ofBooking(parts: LookParts, booking: BookingRecord): Promise<Result<Progress, Refusal>> {
  const view = await readView(parts, booking);
  if (!view.ok) return view;
  const known = { bookingId: booking.bookingId, terms: view.value.terms };
  if (booking.state === 'collecting' || booking.state === 'out') return ok({ ...known, state: 'done' });
  if (booking.state !== 'booked') return ok({ ...known, state: 'refused', codes: ['bookingDone'] });
  const released = await parts.judgeRelease(booking);
  if (released.ok) return ok({ ...known, state: 'done' });
  if (released.error.code === 'storeUnavailable') return released;
  const codes = codesOf(released.error);
  return ok(codes.every((code) => code === 'depositMissing') ? { ...known, state: 'paying' } : { ...known, state: 'refused', codes });
}

/** The rules, as they stand for whoever has claimed it. */
async function ofWish(parts: LookParts, handOff: HandOff, memberId: string): Promise<Result<Progress, Refusal>> {
  const window = windowOf(parts, handOff);
  if (window === undefined) return ok({ state: 'claimed' });
  const judged = await parts.eligibility(memberId, { carId: handOff.carId, ...window });
  if (!judged.ok) return judged;
  const { eligible, rules, terms } = judged.value;
  const codes = [...new Set(rules.flatMap(({ code }) => (code === undefined ? [] : [code])))];
  return ok({ state: eligible ? 'claimed' : 'refused', terms, eligibility: judged.value, ...(!eligible && { codes }) });
}

async function ofPayment(parts: LookParts, bookingId: string): Promise<Result<Progress, Refusal>> {
  const [booking, paid] = await Promise.all([readBooking(parts, statement('booking.one', { bookingId })), parts.store.read(statement('payment.ofBooking', { bookingId }))]);
  if (!booking.ok) return booking;
  if (!paid.ok) return storeRefused(paid.error);
  if (booking.value === undefined) return ok({ state: 'refused', codes: ['bookingUnknown'] });
  const view = await readView(parts, booking.value);
  if (!view.ok) return view;
  const owes = view.value.payments.some(({ state, mayAskAgain }) => state === 'asked' || state === 'unknown' || mayAskAgain === true);
  return ok({ state: owes ? 'paying' : 'done', bookingId, terms: view.value.terms });
}

async function ofPurchase(parts: LookParts, { carId, booking }: HandOff, memberId: string): Promise<Result<Progress, Refusal>> {
  const read = await rows(parts, memberId, 'purchase.ofMember');
  if (!read.ok) return read;
  const isBuying = read.value.some((row) => row['carId'] === carId && BUYING.has(row['state']));
  return ok({ state: isBuying ? 'done' : 'claimed', ...(booking !== undefined && { bookingId: booking.bookingId }) });
}

/** How far it is: looked up each time, so that what a phone has done counts even if the phone never says so. */
export async function progressOf(parts: LookParts, handOff: HandOff): Promise<Result<Progress, Refusal>> {
  const { claim, isOpened, errand, booking } = handOff;
  if (claim === undefined) return ok({ state: isOpened ? 'opened' : 'waiting' });
  if (errand === 'pay') return ofPayment(parts, booking?.bookingId ?? '');
  if (errand === 'buy') return ofPurchase(parts, handOff, claim.memberId);
  const made = await bookedWith(parts, handOff, claim);
  if (!made.ok) return made;
  return made.value === undefined ? ofWish(parts, handOff, claim.memberId) : ofBooking(parts, made.value);
}
