import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { JudgedRule } from '../../api/contract/index.ts';
import type { Result, Statement, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { cellOf, toBooking } from '../booking-record.ts';
import type { IsClockDoubtful } from '../clock-doubt.ts';
import type { HandOffDesk } from '../hand-offs/hand-off-desk.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { belowFloorFeeMinor, judgeRules } from './judge-rules.ts';
import type { Had, RuleFacts, Standing, Wish } from './rule-facts.ts';

/** What the rules say of a drive, and what it rests on. */
export interface Judged {
  readonly rules: readonly JudgedRule[];
  readonly facts: RuleFacts;
  /** Of a member below the floor; 0 for everybody else, and for whoever fetches a car that is theirs. */
  readonly feeMinor: number;
  readonly depositMinor: number;
}

/** Judges a drive of a member by what the journal holds at this moment. Changes nothing. */
export type Judge = (moment: RuleFacts['moment'], memberId: string, wish: Wish) => Promise<Result<Judged, Refusal>>;

/** What judging needs beyond the room's parts. */
export interface RuleParts extends BookingParts {
  readonly isClockDoubtful: IsClockDoubtful;
  /** Somebody is there to hold a deposit. */
  readonly canPay: boolean;
  /** Cars that a hand-off of the kiosk holds, but for this member. */
  readonly claimsOn: HandOffDesk['claimsOn'];
}

function toStanding(row: StoreRow | undefined): Standing | undefined {
  if (row === undefined) return undefined;
  const { creditScore, licenceUntilUtcMs } = row;
  return {
    tier: row['tier'] === 'super' ? 'super' : 'standard',
    creditScore: typeof creditScore === 'number' ? creditScore : undefined,
    licenceUntilUtcMs: typeof licenceUntilUtcMs === 'number' ? licenceUntilUtcMs : undefined,
    isBlocked: row['isBlocked'] !== 0,
  };
}

function carOf(row: StoreRow | undefined, claims: readonly Had[]): RuleFacts['car'] {
  if (row === undefined) return 'unknown';
  if (row['soldUtcMs'] !== null) return 'sold';
  if (cellOf(row) !== undefined) return 'here';
  return claims.some(({ state }) => state === 'out' || state === 'collecting') ? 'comesBack' : 'away';
}

function promisedTo(purchase: StoreRow | undefined, memberId: string): RuleFacts['promisedTo'] {
  if (purchase === undefined) return 'nobody';
  return purchase['state'] === 'signed' && purchase['memberId'] === memberId ? 'self' : 'buyer';
}

/** The rows of each query, in order; the first one that fails is the answer. */
async function readAll(parts: BookingParts, queries: readonly Statement[]): Promise<Result<readonly (readonly StoreRow[])[], Refusal>> {
  const all: (readonly StoreRow[])[] = [];
  for (const read of await Promise.all(queries.map((query) => parts.store.read(query)))) {
    if (!read.ok) return storeRefused(read.error);
    all.push(read.value);
  }
  return ok(all);
}

/** Judging at one tower. */
export function createJudge(parts: RuleParts): Judge {
  const { site: { booking: rules, timezone }, canPay } = parts;
  return async (moment, memberId, wish) => {
    const doubtful = await parts.isClockDoubtful();
    if (!doubtful.ok) return doubtful;
    const read = await readAll(parts, [
      statement('standing.one', { memberId }), statement('booking.ofMember', { memberId }), statement('booking.live'), statement('car.placed', { carId: wish.carId }),
      statement('purchase.ofCar', { carId: wish.carId }), statement('payment.notHeld', { bookingId: wish.bookingId ?? '' }),
    ]);
    if (!read.ok) return read;
    const [standing = [], own = [], live = [], car = [], purchase = [], notHeld = []] = read.value;
    const claims = [...live.filter(({ carId }) => carId === wish.carId).map(toBooking), ...parts.claimsOn(wish.carId, memberId)];
    const facts: RuleFacts = {
      moment, nowUtcMs: parts.wall.utcMs(), clockDoubtful: doubtful.value, rules, timezone, wish, standing: toStanding(standing[0]), own: own.map(toBooking),
      car: carOf(car[0], claims), claims, promisedTo: promisedTo(purchase[0], memberId), canPay, owes: notHeld.length > 0,
    };
    const fetchesOwn = facts.promisedTo === 'self';
    return ok({ rules: judgeRules(facts), facts, feeMinor: fetchesOwn ? 0 : belowFloorFeeMinor(rules, facts.standing), depositMinor: fetchesOwn ? 0 : rules.rules.depositMinor });
  };
}
