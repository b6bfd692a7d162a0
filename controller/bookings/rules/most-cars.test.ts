import assert from 'node:assert/strict';
import { judgeRules } from './judge-rules.ts';
import type { Had } from './rule-facts.ts';
import { DAY_MS, MINUTE_MS, NOON_UTC_MS, broken, demoRules, factsOf, had, wishAt } from './testing/fact-bench.ts';

/** Noon in Shanghai of a day. */
const noon = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day, 4);
/** Closed drives of so many different cars, from `fromUtcMs` on, four days apart. */
const drives = (count: number, fromUtcMs: number): readonly Had[] => Array.from({ length: count }, (_, i) => had(`CAR-${String(i)}`, fromUtcMs + i * 4 * DAY_MS));
const exhausted = [['mostCars', 'carsExhausted']] as const;

describe('at most five different cars within two months', () => {
  it('lets the fifth car go and refuses the sixth', () => {
    const begin = NOON_UTC_MS - 30 * DAY_MS;
    assert.deepEqual(broken(factsOf({ own: drives(4, begin) })), []);
    assert.deepEqual(broken(factsOf({ own: drives(5, begin) })), exhausted);
  });
  it('counts two months to the minute on the clocks of the site', () => {
    const wish = wishAt(noon(2026, 6, 1));
    const oldest = (fromUtcMs: number) => broken(factsOf({ wish, own: [had('OLDEST', fromUtcMs), ...drives(4, noon(2026, 5, 1))] }));
    assert.deepEqual(oldest(noon(2026, 4, 1) + MINUTE_MS), exhausted);
    assert.deepEqual(oldest(noon(2026, 4, 1)), [], 'two months are over in this very minute');
    assert.deepEqual(oldest(noon(2026, 4, 1) + MINUTE_MS - 1), [], 'whatever the second');
  });
  it('knows that February is short', () => {
    const rules = { ...demoRules, daysAhead: 365 };
    const at = (fromUtcMs: number, oldest: number) =>
      broken(factsOf({ rules, nowUtcMs: fromUtcMs, standing: { tier: 'super', creditScore: 720, licenceUntilUtcMs: fromUtcMs + 365 * DAY_MS, isBlocked: false }, wish: wishAt(fromUtcMs), own: [had('OLDEST', oldest), ...drives(4, fromUtcMs - 20 * DAY_MS)] }));
    // From 31 December it counts until 28 February, in a leap year until the 29th.
    assert.deepEqual(at(noon(2027, 2, 28) - MINUTE_MS, noon(2026, 12, 31)), exhausted);
    assert.deepEqual(at(noon(2027, 2, 28), noon(2026, 12, 31)), []);
    assert.deepEqual(at(noon(2028, 2, 28), noon(2027, 12, 31)), exhausted);
    assert.deepEqual(at(noon(2028, 2, 29), noon(2027, 12, 31)), []);
    // Once it is free, it stays free: a longer day-of-month does not bring it back.
    assert.deepEqual(at(noon(2027, 3, 1), noon(2026, 12, 31)), []);
  });
  it('tells from when on one more is possible', () => {
    const { params } = judgeRules(factsOf({ own: drives(5, noon(2026, 5, 1)) })).find(({ rule }) => rule === 'mostCars') ?? {};
    assert.deepEqual(params, { had: 5, most: 5, months: 2, freeFromUtcMs: noon(2026, 7, 1) });
  });
  it('counts cars, not drives', () => {
    const rules = { ...demoRules, rules: { ...demoRules.rules, eachCarOnce: false } };
    const own = [0, 1, 2, 3, 4, 5, 6].map((i) => had('SH-01', NOON_UTC_MS - (i + 1) * 4 * DAY_MS));
    assert.deepEqual(broken(factsOf({ rules, own })), []);
    assert.deepEqual(broken(factsOf({ rules, own: drives(5, NOON_UTC_MS - 30 * DAY_MS), wish: wishAt(NOON_UTC_MS, { carId: 'CAR-0' }) })), [], 'a car that counts already is not one more');
  });
  it('does not count what was cancelled or not come for', () => {
    const begin = NOON_UTC_MS - 30 * DAY_MS;
    for (const state of ['cancelled', 'expired'] as const) {
      const own = [...drives(4, begin), had('NEVER', begin, { state })];
      assert.deepEqual(broken(factsOf({ own })), [], state);
      assert.deepEqual(broken(factsOf({ own, wish: wishAt(NOON_UTC_MS, { carId: 'NEVER' }) })), [], `${state}: the car may be had another time`);
    }
  });
  it('looks ahead as well: a booking is not slipped in before those that are made already', () => {
    const own = drives(5, NOON_UTC_MS + 5 * DAY_MS).map((drive): Had => ({ ...drive, state: 'booked' }));
    assert.deepEqual(broken(factsOf({ own })), exhausted);
    assert.deepEqual(broken(factsOf({ own: own.slice(1) })), []);
  });
  it('refuses the same vehicle for ever, also after years', () => {
    assert.deepEqual(broken(factsOf({ own: [had('SH-05', NOON_UTC_MS - 3650 * DAY_MS)] })), [['eachCarOnce', 'carHadBefore']]);
  });
});
