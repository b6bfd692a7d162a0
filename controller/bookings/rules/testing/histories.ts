import fc from 'fast-check';
import { loadSite, siteIds } from '../../../../config/load-site.ts';
import type { BookingRules } from '../../window-rules.ts';
import type { Had, RuleFacts, Standing, Wish } from '../rule-facts.ts';
import { minuteOfDayAt, plainMonthsLater } from './plain-calendar.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The rules and clocks of every site, and of Berlin, whose clocks change on other days than those of San Antonio. */
const sites: readonly { readonly rules: BookingRules; readonly timezone: string }[] = siteIds().flatMap((id) => {
  const site = loadSite(id);
  return site.ok ? [{ rules: site.value.booking, timezone: site.value.timezone }, { rules: site.value.booking, timezone: 'Europe/Berlin' }] : [];
});

/** Instants about which calendars disagree: ends of months and years, leap days, clocks that are put forward and back (UTC). */
const turns = [
  '2026-12-31T15:59Z', '2026-12-31T23:59Z', '2027-02-28T22:59Z', '2027-03-01T05:59Z', '2028-02-28T15:59Z', '2028-02-29T12:00Z', '2028-02-29T23:30Z', '2028-04-30T09:00Z',
  '2027-03-14T08:30Z', '2027-11-07T06:30Z', '2027-11-07T07:30Z', '2027-03-28T01:30Z', '2027-10-31T00:30Z', '2027-10-31T01:30Z', '2027-01-14T08:30Z', '2027-01-28T01:30Z', '2027-08-31T00:30Z',
].map((text) => Date.parse(text));

const nudge = fc.constantFrom(0, 0, 0, -1, 1, -MINUTE_MS, MINUTE_MS, -59_999, 59_999, 30_000);
const instant = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...turns), nudge, fc.constantFrom(0, 0, 59, 60, 61, 62)).map(([turn, by, days]) => turn + by + days * DAY_MS) },
  { weight: 1, arbitrary: fc.integer({ min: Date.parse('2026-01-01T00:00Z'), max: Date.parse('2029-01-01T00:00Z') }) },
);

const rulesOf = (rules: BookingRules) =>
  fc.record({
    tiers: fc.constantFrom<BookingRules['rules']['tiers']>(['super'], ['standard', 'super']),
    creditFloor: fc.constantFrom(700, 700, 0), belowFloorFeeMinor: fc.constantFrom(rules.rules.belowFloorFeeMinor, 0), depositMinor: fc.constantFrom(rules.rules.depositMinor, 0),
    licence: fc.constantFrom(true, true, false), eachCarOnce: fc.constantFrom(true, true, false), mostCars: fc.constantFrom(5, 5, 1, 2), withinMonths: fc.constantFrom(2, 2, 1, 12),
  }).map((own): BookingRules => ({ ...rules, rules: { ...rules.rules, ...own } }));

const hhmm = (minutes: number): string => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Never closed, or open from about the beginning of the window until about its end. */
const hours = ({ fromUtcMs, untilUtcMs }: Wish, timezone: string): fc.Arbitrary<Pick<BookingRules, 'openFrom' | 'openUntil'>> => {
  const near = (utcMs: number, most: number) => fc.constantFrom(-1, 0, 0, 1).map((by) => hhmm(Math.max(0, Math.min(most, minuteOfDayAt(utcMs, timezone) + by))));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({ openFrom: '00:00', openUntil: '24:00' }) },
    { weight: 1, arbitrary: fc.record({ openFrom: near(fromUtcMs, 1439), openUntil: fc.oneof(fc.constant('24:00'), near(untilUtcMs, 1440)) }) },
  );
};

const standings = (returnByUtcMs: number): fc.Arbitrary<Standing | undefined> =>
  fc.option(
    fc.record({
      tier: fc.constantFrom('standard', 'super', 'super'),
      creditScore: fc.constantFrom(undefined, 699, 700, 701, 350),
      licenceUntilUtcMs: fc.constantFrom(undefined, returnByUtcMs - 1, returnByUtcMs, returnByUtcMs + 1, returnByUtcMs + DAY_MS),
      isBlocked: fc.constantFrom(false, false, true),
    }),
    { nil: undefined, freq: 6 },
  );

const wishes = ({ windowMinutes, daysAhead, driveDays }: BookingRules, nowUtcMs: number): fc.Arbitrary<Wish> =>
  fc.record({
    ahead: fc.constantFrom(0, HOUR_MS, DAY_MS, -5 * MINUTE_MS, -5 * MINUTE_MS - 1, daysAhead * DAY_MS, daysAhead * DAY_MS + 1, -DAY_MS),
    by: nudge,
    length: fc.constantFrom(HOUR_MS, HOUR_MS, windowMinutes.min * MINUTE_MS, windowMinutes.min * MINUTE_MS - 1, windowMinutes.max * MINUTE_MS, windowMinutes.max * MINUTE_MS + 1, 3 * MINUTE_MS, 0, -HOUR_MS),
    bookingId: fc.constantFrom(undefined, 'mine'),
    afterBookingId: fc.constantFrom(undefined, undefined, 'b-1', 'b-2', 'strange'),
  }).map(({ ahead, by, length, bookingId, afterBookingId }) => {
    const fromUtcMs = nowUtcMs + ahead + by;
    const untilUtcMs = fromUtcMs + length;
    return { carId: 'car-1', fromUtcMs, untilUtcMs, returnByUtcMs: untilUtcMs + driveDays * DAY_MS, bookingId, afterBookingId };
  });

type Draft = Omit<Had, 'bookingId'>;

/** A drive that ends to count about when the wish begins, one that meets it or touches it, or one near by. */
const drives = ({ wish, timezone, rules, nowUtcMs }: Pick<RuleFacts, 'wish' | 'timezone' | 'rules' | 'nowUtcMs'>): fc.Arbitrary<Draft> => {
  const { withinMonths } = rules.rules;
  const outgrown = fc.tuple(fc.integer({ min: 27, max: 33 }), nudge).map(([days, by]) => {
    const about = wish.fromUtcMs - days * withinMonths * DAY_MS;
    return about + (wish.fromUtcMs - plainMonthsLater(about, withinMonths, timezone)) + by;
  });
  const near = fc.tuple(fc.integer({ min: -60, max: 20 }), nudge).map(([days, by]) => wish.fromUtcMs + days * DAY_MS + by);
  const touching = fc.constantFrom(-1, 0, 1).map((by) => wish.returnByUtcMs + by);
  const ending = fc.constantFrom(wish.fromUtcMs - 1, wish.fromUtcMs, wish.fromUtcMs + 1, nowUtcMs - 1, nowUtcMs, nowUtcMs + 1);
  return fc.record({
    carId: fc.constantFrom('car-1', 'car-2', 'car-3', 'car-4', 'car-5', 'car-6', 'car-7'),
    state: fc.constantFrom('closed', 'closed', 'closed', 'closed', 'booked', 'collecting', 'out', 'cancelled', 'expired'),
    afterBookingId: fc.constantFrom(undefined, undefined, undefined, 'mine'),
    isFetch: fc.constantFrom(false, false, false, false, true),
    span: fc.oneof(
      outgrown.map((from) => [from, from + DAY_MS] as const), near.map((from) => [from, from + 3 * DAY_MS] as const),
      touching.map((from) => [from, from + DAY_MS] as const), ending.map((until) => [until - 3 * DAY_MS, until] as const),
    ),
  }).map(({ span: [fromUtcMs, returnByUtcMs], ...draft }) => ({ ...draft, fromUtcMs, returnByUtcMs }));
};

/** A booking that exists stands among the member's own, and among those of its car. */
function withItself(facts: RuleFacts): RuleFacts {
  const { bookingId, carId, fromUtcMs, returnByUtcMs } = facts.wish;
  if (bookingId === undefined) return facts;
  const itself: Had = { bookingId, carId, fromUtcMs, returnByUtcMs, state: 'booked' };
  return { ...facts, own: [...facts.own, itself], claims: [...facts.claims, itself] };
}

/** Facts that stand on the edges of the rules, for members with histories. */
export const histories: fc.Arbitrary<RuleFacts> = fc
  .tuple(fc.constantFrom(...sites), instant)
  .chain(([{ rules, timezone }, nowUtcMs]) => rulesOf(rules).chain((changed) => wishes(changed, nowUtcMs).chain((wish) => hours(wish, timezone).map((open) => ({ rules: { ...changed, ...open }, timezone, nowUtcMs, wish })))))
  .chain((base) => {
    const draft = drives(base);
    return fc.record({
      moment: fc.constantFrom('booking', 'booking', 'release'),
      clockDoubtful: fc.constantFrom(false, false, false, true),
      standing: standings(base.wish.returnByUtcMs),
      own: fc.array(draft, { maxLength: 9 }).map((all) => all.map((had, at) => ({ ...had, bookingId: `b-${String(at)}` }))),
      car: fc.constantFrom('here', 'here', 'here', 'comesBack', 'away', 'sold', 'unknown'),
      claims: fc.array(draft, { maxLength: 3 }).map((all) => all.map((had, at) => ({ ...had, carId: 'car-1', state: (['booked', 'collecting', 'out'] as const)[at % 3] ?? 'out', bookingId: at === 0 ? 'b-1' : `c-${String(at)}` }))),
      promisedTo: fc.constantFrom('nobody', 'nobody', 'nobody', 'buyer', 'self'),
      canPay: fc.boolean(), owes: fc.boolean(),
    }).map((more) => withItself({ ...base, ...more }));
  });
