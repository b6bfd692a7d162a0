import type { JudgedRule, ProblemCode } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, Statement, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readBooking } from '../reading.ts';
import { cancelBooking } from '../drives/cancellation.ts';
import { makeBooking } from '../making.ts';
import { erasureBatch } from '../members/erasure.ts';
import { makePass } from '../pass.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Judge } from '../rules/judging.ts';
import type { Wish } from '../rules/rule-facts.ts';
import { returnByUtcMs } from '../window-rules.ts';
import { tell } from './outbox.ts';
import type { ClaimsOf, TokenClaims } from './token-claims.ts';

/** What a token would do: `onConflict` says why not, when the journal contradicts although all that was read allows it. */
export type Effect =
  | { readonly kind: 'taken'; readonly statements: readonly Statement[]; readonly onConflict: ProblemCode }
  | { readonly kind: 'refused'; readonly codes: readonly ProblemCode[] };

/** What a fresh token would do, by what the journal holds at this moment. Writes nothing. Errors: the journal's. */
export type PlanEffect = (claims: TokenClaims) => Promise<Result<Effect, Refusal>>;

/** What plans need beyond the room's parts. */
export interface EffectParts extends BookingParts {
  /** The rules, the same for whoever asks. */
  readonly judge: Judge;
}

const refused = (...codes: readonly ProblemCode[]): Result<Effect, Refusal> => ok({ kind: 'refused', codes });
const taken = (statements: readonly Statement[], onConflict: ProblemCode): Result<Effect, Refusal> => ok({ kind: 'taken', statements, onConflict });

const byId = (parts: EffectParts, bookingId: string): Promise<Result<BookingRecord | undefined, Refusal>> => readBooking(parts, statement('booking.one', { bookingId }));

const codesOf = (rules: readonly JudgedRule[]): readonly ProblemCode[] => [...new Set(rules.filter(({ holds }) => !holds).map(({ code = 'internal' }) => code))];

async function book(parts: EffectParts, claims: ClaimsOf<'book'>): Promise<Result<Effect, Refusal>> {
  const { bookingId, memberId, memberName, carId, fromUtcMs, untilUtcMs, language } = claims;
  const known = await byId(parts, bookingId);
  if (!known.ok) return known;
  if (known.value !== undefined) return refused('bookingDone');
  // A window that ends before it begins has no return either: the rule about windows says so.
  const wish = { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs: returnByUtcMs(claims, parts.site.booking) };
  const judged = await parts.judge('booking', memberId, wish);
  if (!judged.ok) return judged;
  const codes = codesOf(judged.value.rules);
  if (codes.length > 0) return refused(...codes);
  const introduced = statement('member.introduce', { memberId, name: memberName, language, utcMs: parts.wall.utcMs() });
  return taken([introduced, ...makeBooking(parts, { ...wish, memberId, language, origin: 'backend' }, judged.value)], 'carTaken');
}

/** The drive as it would be. A return time that the token leaves out moves with the end of the window. */
function amended({ bookingId, carId, ...present }: BookingRecord, claims: ClaimsOf<'amend'>): Wish {
  const fromUtcMs = claims.fromUtcMs ?? present.fromUtcMs;
  const untilUtcMs = claims.untilUtcMs ?? present.untilUtcMs;
  const returnBy = claims.returnByUtcMs ?? present.returnByUtcMs + (untilUtcMs - present.untilUtcMs);
  return { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy, afterBookingId: present.afterBookingId };
}

function amendment(parts: EffectParts, { bookingId, passId, state }: BookingRecord, { fromUtcMs, untilUtcMs, returnByUtcMs: returnBy }: Wish): readonly Statement[] {
  const pass = makePass({ passId, fromUtcMs, untilUtcMs }, parts.site.id, parts.keys);
  return [
    statement('booking.amend', { bookingId, state, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy, pass }, 1),
    tell(parts, { type: 'booking.amended', subject: `booking/${bookingId}`, data: { bookingId, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy } }),
  ];
}

const isMoved = (present: BookingRecord, wish: Wish): boolean => wish.fromUtcMs !== present.fromUtcMs || wish.untilUtcMs !== present.untilUtcMs;

/** The rules as for a new drive; a window that stays as it was booked is not judged again. */
async function judgeWaiting(parts: EffectParts, present: BookingRecord, wish: Wish): Promise<Result<readonly ProblemCode[], Refusal>> {
  const judged = await parts.judge('booking', present.memberId, wish);
  return judged.ok ? ok(codesOf(judged.value.rules.filter(({ rule }) => rule !== 'window' || isMoved(present, wish)))) : judged;
}

/** Whoever has the car keeps it: of a drive that has begun only the return can be put off. */
function judgeBegun(present: BookingRecord, wish: Wish): readonly ProblemCode[] {
  return isMoved(present, wish) || wish.returnByUtcMs < present.returnByUtcMs ? ['driveUnderWay'] : [];
}

async function amend(parts: EffectParts, claims: ClaimsOf<'amend'>): Promise<Result<Effect, Refusal>> {
  const known = await byId(parts, claims.bookingId);
  if (!known.ok) return known;
  if (known.value === undefined) return refused('bookingUnknown');
  const { state } = known.value;
  if (state === 'closed' || state === 'cancelled' || state === 'expired') return refused('bookingDone');
  const wish = amended(known.value, claims);
  if (wish.untilUtcMs <= wish.fromUtcMs || wish.returnByUtcMs < wish.untilUtcMs) return refused('windowWrong');
  const broken = state === 'booked' ? await judgeWaiting(parts, known.value, wish) : ok(judgeBegun(known.value, wish));
  if (!broken.ok) return broken;
  return broken.value.length > 0 ? refused(...broken.value) : taken(amendment(parts, known.value, wish), 'carTaken');
}

/** The tombstone is the token itself; a booking that waits ends with it, and nobody who is at the car or in it loses it. */
async function cancel(parts: EffectParts, { bookingId }: ClaimsOf<'cancel'>): Promise<Result<Effect, Refusal>> {
  const known = await byId(parts, bookingId);
  if (!known.ok) return known;
  const booking = known.value;
  if (booking?.state === 'collecting' || booking?.state === 'out') return refused('driveUnderWay');
  if (booking?.state === 'booked') return taken(cancelBooking(parts, booking, 'backend'), 'driveUnderWay');
  const early = tell(parts, { type: 'booking.cancelled', subject: `booking/${bookingId}`, data: { bookingId, endedUtcMs: parts.wall.utcMs() } });
  return taken(booking === undefined ? [early] : [], 'driveUnderWay');
}

function attest(parts: EffectParts, claims: ClaimsOf<'member'>): Result<Effect, Refusal> {
  const { memberId, memberName: name, language, tier, creditScore, licenceUntilUtcMs, isBlocked, seq } = claims;
  const utcMs = parts.wall.utcMs();
  const statements = [
    statement('member.attest', { memberId, name, language, utcMs }, 1),
    statement('standing.write', { memberId, tier, creditScore, licenceUntilUtcMs, isBlocked: isBlocked ? 1 : 0, seq, utcMs }, 1),
    tell(parts, { type: 'member.changed', subject: `member/${memberId}`, data: { memberId, seq } }),
  ];
  return taken(statements, 'tokenOutdated');
}

const isBooked = (row: StoreRow): boolean => row['state'] === 'booked';

async function erase(parts: EffectParts, { memberId }: ClaimsOf<'eraseMember'>): Promise<Result<Effect, Refusal>> {
  const [kept, bookings] = await Promise.all([parts.store.read(statement('member.kept', { memberId })), parts.store.read(statement('booking.ofMember', { memberId }))]);
  if (!kept.ok) return storeRefused(kept.error);
  if (!bookings.ok) return storeRefused(bookings.error);
  const [member] = kept.value;
  // Whoever is not known here has nothing to forget; the backend is told so all the same.
  if (member === undefined) return taken([tell(parts, { type: 'member.erased', subject: `member/${memberId}`, data: { memberId } })], 'driveUnderWay');
  if (member['hasCar'] === 1 || member['hasOpenPayment'] === 1 || member['hasOpenPurchase'] === 1) return refused('driveUnderWay');
  return taken(erasureBatch(parts, memberId, 'backend', bookings.value.filter(isBooked).map(({ bookingId }) => String(bookingId))), 'driveUnderWay');
}

/** Plans what tokens do at one tower. */
export function createPlanEffect(parts: EffectParts): PlanEffect {
  return async (claims) => {
    switch (claims.op) {
      case 'book':
        return book(parts, claims);
      case 'amend':
        return amend(parts, claims);
      case 'cancel':
        return cancel(parts, claims);
      case 'member':
        return attest(parts, claims);
      case 'eraseMember':
        return erase(parts, claims);
    }
  };
}
