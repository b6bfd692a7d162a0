import type { ProblemCode } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, Statement, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readBooking } from '../bookings.ts';
import { erasureBatch } from '../members/erasure.ts';
import { makePass } from '../pass.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { returnByUtcMs } from '../window-rules.ts';
import { tell } from './outbox.ts';
import type { ClaimsOf, TokenClaims } from './token-claims.ts';

/** What a token would do: `onConflict` says why not, when the journal contradicts although all that was read allows it. */
export type Effect =
  | { readonly kind: 'taken'; readonly statements: readonly Statement[]; readonly onConflict: ProblemCode }
  | { readonly kind: 'refused'; readonly codes: readonly ProblemCode[] };

/** What a fresh token would do, by what the journal holds at this moment. Writes nothing. Errors: the journal's. */
export type PlanEffect = (claims: TokenClaims) => Promise<Result<Effect, Refusal>>;

/** A drive as the backend wishes it. */
export interface WishedDrive {
  readonly bookingId: string;
  readonly memberId: string;
  readonly carId: string;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
  readonly returnByUtcMs: number;
  readonly language: 'zh' | 'en';
}

/** How drives are made and ended at this tower, whoever asks. */
export interface Drives {
  /** Every rule that the drive would break; none when it may be booked. A drive that is booked already is not in its own way. */
  readonly broken: (wish: WishedDrive) => Promise<Result<readonly ProblemCode[], Refusal>>;
  /** Makes the booking, with what it costs, its messages and its event. */
  readonly make: (wish: WishedDrive) => Promise<Result<readonly Statement[], Refusal>>;
  /** Cancels a booking that waits, with what it held, its messages and its event. */
  readonly cancel: (booking: BookingRecord) => Promise<Result<readonly Statement[], Refusal>>;
}

/** What plans need beyond the room's parts. */
export interface EffectParts extends BookingParts {
  readonly drives: Drives;
}

const refused = (...codes: readonly ProblemCode[]): Result<Effect, Refusal> => ok({ kind: 'refused', codes });
const taken = (statements: readonly Statement[], onConflict: ProblemCode): Result<Effect, Refusal> => ok({ kind: 'taken', statements, onConflict });

const byId = (parts: EffectParts, bookingId: string): Promise<Result<BookingRecord | undefined, Refusal>> => readBooking(parts, statement('booking.one', { bookingId }));

async function book(parts: EffectParts, claims: ClaimsOf<'book'>): Promise<Result<Effect, Refusal>> {
  const { bookingId, memberId, memberName, carId, fromUtcMs, untilUtcMs, language } = claims;
  const known = await byId(parts, bookingId);
  if (!known.ok) return known;
  if (known.value !== undefined) return refused('bookingDone');
  const wish = { bookingId, memberId, carId, fromUtcMs, untilUtcMs, language, returnByUtcMs: returnByUtcMs(claims, parts.site.booking) };
  const broken = await parts.drives.broken(wish);
  if (!broken.ok) return broken;
  if (broken.value.length > 0) return refused(...broken.value);
  const made = await parts.drives.make(wish);
  if (!made.ok) return made;
  return taken([statement('member.introduce', { memberId, name: memberName, language, utcMs: parts.wall.utcMs() }), ...made.value], 'carTaken');
}

/** The drive as it would be. A return time that the token leaves out moves with the end of the window. */
function amended({ bookingId, memberId, carId, language, ...present }: BookingRecord, claims: ClaimsOf<'amend'>): WishedDrive {
  const fromUtcMs = claims.fromUtcMs ?? present.fromUtcMs;
  const untilUtcMs = claims.untilUtcMs ?? present.untilUtcMs;
  const returnBy = claims.returnByUtcMs ?? present.returnByUtcMs + (untilUtcMs - present.untilUtcMs);
  return { bookingId, memberId, carId, language, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy };
}

function amendment(parts: EffectParts, { passId, state }: BookingRecord, wish: WishedDrive): readonly Statement[] {
  const { bookingId, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy } = wish;
  const pass = makePass({ passId, fromUtcMs, untilUtcMs }, parts.site.id, parts.keys);
  return [
    statement('booking.amend', { bookingId, state, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy, pass }, 1),
    tell(parts, { type: 'booking.amended', subject: `booking/${bookingId}`, data: { bookingId, fromUtcMs, untilUtcMs, returnByUtcMs: returnBy } }),
  ];
}

/** Whoever has the car keeps it: of a drive that has begun only the return can be put off. */
function judgeBegun(present: BookingRecord, wish: WishedDrive): readonly ProblemCode[] {
  const moved = wish.fromUtcMs !== present.fromUtcMs || wish.untilUtcMs !== present.untilUtcMs;
  return moved || wish.returnByUtcMs < present.returnByUtcMs ? ['driveUnderWay'] : [];
}

async function amend(parts: EffectParts, claims: ClaimsOf<'amend'>): Promise<Result<Effect, Refusal>> {
  const known = await byId(parts, claims.bookingId);
  if (!known.ok) return known;
  if (known.value === undefined) return refused('bookingUnknown');
  const { state } = known.value;
  if (state === 'closed' || state === 'cancelled' || state === 'expired') return refused('bookingDone');
  const wish = amended(known.value, claims);
  if (wish.untilUtcMs <= wish.fromUtcMs || wish.returnByUtcMs < wish.untilUtcMs) return refused('windowWrong');
  const broken = state === 'booked' ? await parts.drives.broken(wish) : ok(judgeBegun(known.value, wish));
  if (!broken.ok) return broken;
  return broken.value.length > 0 ? refused(...broken.value) : taken(amendment(parts, known.value, wish), 'carTaken');
}

/** The tombstone is the token itself; a booking that waits ends with it, and nobody who is at the car or in it loses it. */
async function cancel(parts: EffectParts, { bookingId }: ClaimsOf<'cancel'>): Promise<Result<Effect, Refusal>> {
  const known = await byId(parts, bookingId);
  if (!known.ok) return known;
  const booking = known.value;
  if (booking?.state === 'collecting' || booking?.state === 'out') return refused('driveUnderWay');
  if (booking?.state === 'booked') {
    const ended = await parts.drives.cancel(booking);
    return ended.ok ? taken(ended.value, 'driveUnderWay') : ended;
  }
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
