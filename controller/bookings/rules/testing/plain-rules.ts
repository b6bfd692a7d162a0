import type { ProblemCode, RuleName } from '../../../api/contract/index.ts';
import type { Had, RuleFacts } from '../rule-facts.ts';
import { minuteOfDayAt, plainMonthsLater } from './plain-calendar.ts';

/**
 * What a member may have, stated once more as sentences: written from what the rules are meant to be, apart from the program that judges them,
 * and in another way (every sentence by itself, minute by minute where time is meant). Slow, and meant to be read.
 */
interface Sentence {
  readonly rule: RuleName;
  readonly code: ProblemCode;
  /** Judged when a car is booked, when it is handed over, or both. */
  readonly at: 'booking' | 'release' | 'both';
  /** Does not stand between a buyer and the car that they have signed for. */
  readonly notForBuyers?: true;
  readonly isBroken: (facts: RuleFacts) => boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const wholeMinute = (utcMs: number): number => utcMs - (((utcMs % MINUTE_MS) + MINUTE_MS) % MINUTE_MS);
const clockTime = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const LIVE: readonly string[] = ['booked', 'collecting', 'out'];
const AWAY: readonly string[] = ['collecting', 'out'];
const COUNTED: readonly string[] = [...LIVE, 'closed'];

const lengthOf = ({ wish }: RuleFacts): number => wish.untilUtcMs - wish.fromUtcMs;

/** Minutes of the day in which the window lies, one that is begun included, on clocks that nobody changes after it has begun. */
function minutesOf({ wish, timezone }: RuleFacts): readonly number[] {
  const first = minuteOfDayAt(wish.fromUtcMs, timezone);
  const minutes: number[] = [];
  for (let minute = wholeMinute(wish.fromUtcMs); minute < wish.untilUtcMs && minutes.length < 1500; minute += MINUTE_MS) minutes.push((first + minutes.length) % 1440);
  return minutes;
}

/** Other test drives of the member: the booking that is judged is not in its own way, nor is a car that waits for who has bought it. */
const others = ({ own, wish }: RuleFacts): readonly Had[] => own.filter(({ bookingId, isFetch }) => bookingId !== wish.bookingId && isFetch !== true);

/** Somebody has the car of the booking, or will, at some instant of the drive that is judged. A car that is away is away at this very instant, however late. */
function meets(booking: Had, { wish, nowUtcMs }: RuleFacts): boolean {
  if (!LIVE.includes(booking.state) || booking.bookingId === wish.bookingId) return false;
  const isLate = AWAY.includes(booking.state) && nowUtcMs > booking.returnByUtcMs - 1;
  const lastInstant = isLate ? nowUtcMs : booking.returnByUtcMs - 1;
  const isBefore = lastInstant < wish.fromUtcMs;
  const isAfter = booking.fromUtcMs > wish.returnByUtcMs - 1;
  return !isBefore && !isAfter;
}

/** The one comes when the other is back: neither is in the way of the other. */
function isPairOfSwap(booking: Had, { wish }: RuleFacts): boolean {
  if (wish.afterBookingId !== undefined && wish.afterBookingId === booking.bookingId) return true;
  return wish.bookingId !== undefined && wish.bookingId === booking.afterBookingId;
}

/** Two drives at once; and nobody is handed a car while another of theirs is out or on its way out, whatever the clock says. */
function hasAnotherDrive(facts: RuleFacts): boolean {
  const rivals = others(facts).filter((booking) => !isPairOfSwap(booking, facts));
  if (facts.moment === 'release' && rivals.some(({ state }) => AWAY.includes(state))) return true;
  return rivals.some((booking) => meets(booking, facts));
}

/** More cars than allowed at the beginning of this drive, or at that of a later one, this car among them. */
function hasTooManyCars(facts: RuleFacts): boolean {
  const { wish, timezone, rules: { rules: { mostCars, withinMonths } } } = facts;
  const counting = (carId: string, fromUtcMs: number) => ({ carId, minute: wholeMinute(fromUtcMs), freeAgain: plainMonthsLater(wholeMinute(fromUtcMs), withinMonths, timezone) });
  const own = counting(wish.carId, wish.fromUtcMs);
  const drives = [own, ...others(facts).filter(({ state }) => COUNTED.includes(state)).map(({ carId, fromUtcMs }) => counting(carId, fromUtcMs))];
  const instants = drives.map(({ minute }) => minute).filter((minute) => minute >= own.minute && minute < own.freeAgain);
  return instants.some((then) => new Set(drives.filter(({ minute, freeAgain }) => minute <= then && then < freeAgain).map(({ carId }) => carId)).size > mostCars);
}

const swapped = ({ own, wish }: RuleFacts): Had | undefined => own.find(({ bookingId }) => bookingId === wish.afterBookingId);

const isBelowFloor = ({ standing, rules: { rules } }: RuleFacts): boolean => {
  for (let score = rules.creditFloor; score <= 1000; score += 1) if (standing?.creditScore === score) return false;
  return rules.creditFloor > 0;
};

const SENTENCES: readonly Sentence[] = [
  { rule: 'window', code: 'windowWrong', at: 'booking', isBroken: (facts) => lengthOf(facts) <= 0 },
  { rule: 'window', code: 'windowTooShort', at: 'booking', isBroken: (facts) => lengthOf(facts) < facts.rules.windowMinutes.min * MINUTE_MS },
  { rule: 'window', code: 'windowTooLong', at: 'booking', isBroken: (facts) => lengthOf(facts) > facts.rules.windowMinutes.max * MINUTE_MS },
  { rule: 'window', code: 'windowPast', at: 'booking', isBroken: ({ wish, nowUtcMs }) => wish.fromUtcMs < nowUtcMs - 5 * MINUTE_MS || wish.untilUtcMs <= nowUtcMs },
  { rule: 'window', code: 'windowTooFar', at: 'booking', isBroken: ({ wish, nowUtcMs, rules }) => wish.fromUtcMs > nowUtcMs + rules.daysAhead * DAY_MS },
  {
    rule: 'window', code: 'outsideHours', at: 'booking',
    isBroken: (facts) => minutesOf(facts).some((minute) => minute < clockTime(facts.rules.openFrom) || minute >= clockTime(facts.rules.openUntil)),
  },
  { rule: 'clock', code: 'clockDoubtful', at: 'booking', isBroken: ({ clockDoubtful }) => clockDoubtful },
  { rule: 'carHere', code: 'carUnknown', at: 'booking', isBroken: ({ car }) => car === 'unknown' || car === 'sold' },
  { rule: 'carHere', code: 'carNotHere', at: 'booking', isBroken: ({ car }) => car === 'away' },
  { rule: 'carUnreserved', code: 'carReserved', at: 'booking', isBroken: ({ promisedTo }) => promisedTo === 'buyer' },
  { rule: 'carFree', code: 'carTaken', at: 'booking', isBroken: (facts) => facts.claims.some((claim) => meets(claim, facts)) },
  { rule: 'standing', code: 'standingUnknown', at: 'both', notForBuyers: true, isBroken: ({ standing }) => standing === undefined },
  { rule: 'blocked', code: 'standingUnknown', at: 'both', notForBuyers: true, isBroken: ({ standing }) => standing === undefined },
  { rule: 'blocked', code: 'memberBlocked', at: 'both', notForBuyers: true, isBroken: ({ standing }) => standing?.isBlocked === true },
  { rule: 'tier', code: 'standingUnknown', at: 'both', notForBuyers: true, isBroken: ({ standing }) => standing === undefined },
  { rule: 'tier', code: 'tierTooLow', at: 'both', notForBuyers: true, isBroken: ({ standing, rules }) => standing !== undefined && !rules.rules.tiers.includes(standing.tier) },
  { rule: 'licence', code: 'standingUnknown', at: 'both', notForBuyers: true, isBroken: ({ standing, rules }) => rules.rules.licence && standing === undefined },
  {
    rule: 'licence', code: 'licenceMissing', at: 'both', notForBuyers: true,
    isBroken: ({ standing, rules }) => rules.rules.licence && standing !== undefined && standing.licenceUntilUtcMs === undefined,
  },
  {
    rule: 'licence', code: 'licenceExpires', at: 'both', notForBuyers: true,
    isBroken: ({ standing, rules, wish }) => rules.rules.licence && standing?.licenceUntilUtcMs !== undefined && standing.licenceUntilUtcMs <= wish.returnByUtcMs - 1,
  },
  {
    rule: 'credit', code: 'paymentUnavailable', at: 'booking', notForBuyers: true,
    isBroken: (facts) => isBelowFloor(facts) && facts.rules.rules.belowFloorFeeMinor > 0 && !facts.canPay,
  },
  { rule: 'deposit', code: 'paymentUnavailable', at: 'booking', notForBuyers: true, isBroken: ({ rules, canPay }) => rules.rules.depositMinor > 0 && !canPay },
  { rule: 'deposit', code: 'depositMissing', at: 'release', notForBuyers: true, isBroken: ({ owes }) => owes },
  { rule: 'mostCars', code: 'carsExhausted', at: 'both', notForBuyers: true, isBroken: hasTooManyCars },
  {
    rule: 'eachCarOnce', code: 'carHadBefore', at: 'both', notForBuyers: true,
    isBroken: (facts) => facts.rules.rules.eachCarOnce && others(facts).some(({ carId, state }) => carId === facts.wish.carId && COUNTED.includes(state)),
  },
  { rule: 'oneAtATime', code: 'oneAtATime', at: 'both', notForBuyers: true, isBroken: hasAnotherDrive },
  { rule: 'swap', code: 'bookingUnknown', at: 'both', isBroken: (facts) => facts.wish.afterBookingId !== undefined && swapped(facts) === undefined },
  { rule: 'swap', code: 'notOut', at: 'booking', isBroken: (facts) => swapped(facts) !== undefined && !LIVE.includes(swapped(facts)?.state ?? '') },
  { rule: 'swap', code: 'swapNotReady', at: 'release', isBroken: (facts) => LIVE.includes(swapped(facts)?.state ?? '') },
];

/** Every sentence that is broken, as `rule code`. Of the window several may be. */
export function plainlyBroken(facts: RuleFacts): ReadonlySet<string> {
  const asked = SENTENCES.filter(({ at, notForBuyers }) => (at === 'both' || at === facts.moment) && !(notForBuyers === true && facts.promisedTo === 'self'));
  return new Set(asked.filter(({ isBroken }) => isBroken(facts)).map(({ rule, code }) => `${rule} ${code}`));
}
