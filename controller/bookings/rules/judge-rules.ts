import { ruleNames } from '../../api/contract/eligibility.schema.ts';
import type { JudgedRule, RuleName } from '../../api/contract/index.ts';
import { judgeWindow, overlap } from '../window-rules.ts';
import type { TimeWindow } from '../window-rules.ts';
import { judgeMostCars } from './most-cars.ts';
import { wasHad } from './rule-facts.ts';
import type { Had, RuleFacts } from './rule-facts.ts';
import { brokenIf, holds, known } from './verdict.ts';
import type { Verdict } from './verdict.ts';

type Rule = (facts: RuleFacts) => Verdict;

const isLive = ({ state }: Had): boolean => state === 'booked' || state === 'collecting' || state === 'out';
const isAway = ({ state }: Had): boolean => state === 'collecting' || state === 'out';

/** How long a booking keeps its car and its member: a car that is not back in time keeps both until it is. */
function spanOf(had: Had, nowUtcMs: number): TimeWindow {
  return { fromUtcMs: had.fromUtcMs, untilUtcMs: isAway(had) ? Math.max(had.returnByUtcMs, nowUtcMs + 1) : had.returnByUtcMs };
}

const spanOfWish = ({ wish }: RuleFacts): TimeWindow => ({ fromUtcMs: wish.fromUtcMs, untilUtcMs: wish.returnByUtcMs });

/** The fee of a member whose score is below the floor, in the minor unit of the currency. No score is below every floor but 0. */
export function belowFloorFeeMinor({ rules: { creditFloor, belowFloorFeeMinor: feeMinor } }: RuleFacts['rules'], standing: RuleFacts['standing']): number {
  return creditFloor > 0 && (standing?.creditScore ?? 0) < creditFloor ? feeMinor : 0;
}

function judgeCredit({ rules, standing, canPay, moment }: RuleFacts): Verdict {
  const feeMinor = belowFloorFeeMinor(rules, standing);
  const params = known({ floor: rules.rules.creditFloor, score: standing?.creditScore, feeMinor });
  return brokenIf(moment === 'booking' && feeMinor > 0 && !canPay, 'paymentUnavailable', params);
}

function judgeLicence({ rules, standing, wish: { returnByUtcMs } }: RuleFacts): Verdict {
  if (!rules.rules.licence) return holds;
  if (standing === undefined) return { code: 'standingUnknown', params: { returnByUtcMs } };
  const { licenceUntilUtcMs } = standing;
  if (licenceUntilUtcMs === undefined) return { code: 'licenceMissing', params: { returnByUtcMs } };
  return brokenIf(licenceUntilUtcMs < returnByUtcMs, 'licenceExpires', { licenceUntilUtcMs, returnByUtcMs });
}

function judgeCarHere({ car }: RuleFacts): Verdict {
  switch (car) {
    case 'here':
    case 'comesBack':
      return holds;
    case 'away':
      return { code: 'carNotHere', params: {} };
    case 'sold':
    case 'unknown':
      return { code: 'carUnknown', params: {} };
  }
}

function judgeCarFree(facts: RuleFacts): Verdict {
  const { claims, wish, nowUtcMs } = facts;
  const inTheWay = claims.filter((claim) => claim.bookingId !== wish.bookingId && isLive(claim)).map((claim) => spanOf(claim, nowUtcMs)).filter((span) => overlap(span, spanOfWish(facts)));
  return inTheWay.length === 0 ? holds : { code: 'carTaken', params: { freeFromUtcMs: Math.max(...inTheWay.map(({ untilUtcMs }) => untilUtcMs)) } };
}

/** The two bookings of a swap overlap on purpose, whichever of them is judged. */
const isSwapOf = (had: Had, { bookingId, afterBookingId }: RuleFacts['wish']): boolean =>
  had.bookingId === afterBookingId || (bookingId !== undefined && had.afterBookingId === bookingId);

/** At a release a car that is out with the member is in the way whatever any clock says. */
function judgeOneAtATime(facts: RuleFacts): Verdict {
  const { own, wish, nowUtcMs, moment } = facts;
  const isInTheWay = (had: Had): boolean => (moment === 'release' && isAway(had)) || overlap(spanOf(had, nowUtcMs), spanOfWish(facts));
  const other = own.find((had) => had.bookingId !== wish.bookingId && isLive(had) && had.isFetch !== true && !isSwapOf(had, wish) && isInTheWay(had));
  return other === undefined ? holds : { code: 'oneAtATime', params: { bookingId: other.bookingId, untilUtcMs: spanOf(other, nowUtcMs).untilUtcMs } };
}

function judgeSwap({ moment, own, wish: { afterBookingId } }: RuleFacts): Verdict {
  if (afterBookingId === undefined) return holds;
  const first = own.find(({ bookingId }) => bookingId === afterBookingId);
  if (first === undefined) return { code: 'bookingUnknown', params: { bookingId: afterBookingId } };
  if (moment === 'release') return brokenIf(isLive(first), 'swapNotReady', { bookingId: afterBookingId });
  return brokenIf(!isLive(first), 'notOut', { bookingId: afterBookingId });
}

function judgeWindowOf({ wish, rules, timezone, nowUtcMs }: RuleFacts): Verdict {
  const { windowMinutes: { min, max }, daysAhead, openFrom, openUntil } = rules;
  const judged = judgeWindow(wish, rules, timezone, nowUtcMs);
  return { params: { minMinutes: min, maxMinutes: max, daysAhead, openFrom, openUntil }, ...(!judged.ok && { code: judged.error.code }) };
}

function judgeDeposit({ moment, rules: { rules, currency }, canPay, owes }: RuleFacts): Verdict {
  const params = { depositMinor: rules.depositMinor, currency, payWithinMinutes: rules.payWithinMinutes };
  if (moment === 'release') return brokenIf(owes, 'depositMissing', params);
  return brokenIf(rules.depositMinor > 0 && !canPay, 'paymentUnavailable', params);
}

const RULES: Readonly<Record<RuleName, Rule>> = {
  window: judgeWindowOf,
  clock: ({ clockDoubtful }) => brokenIf(clockDoubtful, 'clockDoubtful'),
  carHere: judgeCarHere,
  carUnreserved: ({ promisedTo }) => brokenIf(promisedTo === 'buyer', 'carReserved'),
  carFree: judgeCarFree,
  standing: ({ standing }) => brokenIf(standing === undefined, 'standingUnknown'),
  blocked: ({ standing }) => (standing === undefined ? { code: 'standingUnknown', params: {} } : brokenIf(standing.isBlocked, 'memberBlocked')),
  tier: ({ standing, rules: { rules } }) => {
    const params = known({ needed: rules.tiers.join(' '), tier: standing?.tier });
    return standing === undefined ? { code: 'standingUnknown', params } : brokenIf(!rules.tiers.includes(standing.tier), 'tierTooLow', params);
  },
  licence: judgeLicence,
  credit: judgeCredit,
  deposit: judgeDeposit,
  mostCars: judgeMostCars,
  eachCarOnce: ({ own, wish, rules: { rules } }) =>
    brokenIf(rules.eachCarOnce && own.some((had) => had.bookingId !== wish.bookingId && had.carId === wish.carId && wasHad(had)), 'carHadBefore'),
  oneAtATime: judgeOneAtATime,
  swap: judgeSwap,
};

/** At a release these are settled: the window and the car's claims by the booking itself; and no clock keeps a car in. */
const AT_BOOKING_ONLY: ReadonlySet<RuleName> = new Set(['window', 'clock', 'carHere', 'carUnreserved', 'carFree']);
/** Rules of a test drive. Whoever has signed for the car fetches what is theirs. */
const OF_A_TEST_DRIVE: ReadonlySet<RuleName> = new Set(['standing', 'blocked', 'tier', 'licence', 'credit', 'deposit', 'mostCars', 'eachCarOnce', 'oneAtATime']);

/** Every rule, in the order of `ruleNames`, whether it holds or not. Pure and total: the same facts give the same answer. */
export function judgeRules(facts: RuleFacts): readonly JudgedRule[] {
  const leavesOut = (rule: RuleName): boolean =>
    (facts.moment === 'release' && AT_BOOKING_ONLY.has(rule)) || (facts.promisedTo === 'self' && OF_A_TEST_DRIVE.has(rule));
  return ruleNames.map((rule) => {
    const { code, params } = leavesOut(rule) ? holds : RULES[rule](facts);
    return { rule, holds: code === undefined, ...(code !== undefined && { code }), params };
  });
}
