import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ruleNames } from '../../api/contract/index.ts';
import { judgeRules } from './judge-rules.ts';
import type { RuleFacts } from './rule-facts.ts';
import { monthsLater } from './site-calendar.ts';
import { histories } from './testing/histories.ts';
import { plainMonthsLater } from './testing/plain-calendar.ts';
import { plainlyBroken } from './testing/plain-rules.ts';

/** The judgement and the plain statement tell of the same broken rules with the same codes; of the window the judgement names one of several. */
function agree(facts: RuleFacts): void {
  const plain = plainlyBroken(facts);
  const judged = judgeRules(facts).filter(({ holds }) => !holds).map(({ rule, code }) => `${rule} ${String(code)}`);
  const isWindow = (text: string): boolean => text.startsWith('window ');
  assert.deepEqual(judged.filter((text) => !isWindow(text)).sort(), [...plain].filter((text) => !isWindow(text)).sort());
  const windows = judged.filter(isWindow);
  assert.equal(windows.length > 0, [...plain].some(isWindow), `window: ${windows.join()} and ${[...plain].filter(isWindow).join()}`);
  assert.ok(windows.every((text) => plain.has(text)), `${windows.join()} is not among ${[...plain].join()}`);
}

describe('the rules of a booking, held against a statement of them that was written apart', () => {
  it('give the same broken rules for members with histories on every edge', function () {
    this.timeout(60_000);
    const met = new Map<string, number>();
    fc.assert(
      fc.property(histories, (facts) => {
        for (const told of plainlyBroken(facts)) met.set(told, (met.get(told) ?? 0) + 1);
        agree(facts);
      }),
      { numRuns: 6000 },
    );
    for (const rule of ruleNames) assert.ok([...met.keys()].some((told) => told.startsWith(`${rule} `)), `no history breaks ${rule}`);
  });

  it('count the same months in every zone, over changes of the clocks, leap days and ends of months', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/Chicago', 'Asia/Singapore', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const minutes = fc.oneof(
      fc.integer({ min: 29_000_000, max: 31_500_000 }),
      fc.tuple(fc.constantFrom('2027-03-14T07:00Z', '2027-11-07T05:00Z', '2027-03-28T00:00Z', '2027-10-31T00:00Z', '2028-02-28T00:00Z', '2027-12-31T00:00Z'), fc.integer({ min: -62 * 1440, max: 2 * 1440 }))
        .map(([about, by]) => Date.parse(about) / 60_000 + by),
    );
    fc.assert(fc.property(minutes, fc.integer({ min: 1, max: 24 }), zones, (minute, months, zone) => {
      assert.equal(monthsLater(minute * 60_000, months, zone), plainMonthsLater(minute * 60_000, months, zone), `${new Date(minute * 60_000).toISOString()} and ${String(months)} months in ${zone}`);
    }), { numRuns: 3000 });
  });
});
