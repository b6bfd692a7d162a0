import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NOON_UTC_MS, refusal } from '../journal/testing/journal-bench.ts';
import { demoSite } from '../api/testing/api-bench.ts';
import { judgeDue, judgeWindow, localMinutes, overlap, returnByUtcMs } from './window-rules.ts';
import type { BookingRules } from './window-rules.ts';

const { booking: rules, timezone } = demoSite();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const judge = (fromMs: number, lengthMs: number, change: Partial<BookingRules> = {}): string =>
  refusal(judgeWindow({ fromUtcMs: NOON_UTC_MS + fromMs, untilUtcMs: NOON_UTC_MS + fromMs + lengthMs }, { ...rules, ...change }, timezone, NOON_UTC_MS));

describe('windows that may be booked', () => {
  for (const [name, fromMs, lengthMs, expected] of [
    ['begins now', 0, HOUR, ''],
    ['is as short as it may be', HOUR, 30 * MINUTE, ''],
    ['is a millisecond shorter', HOUR, 30 * MINUTE - 1, 'windowTooShort'],
    ['is as long as it may be', HOUR, 240 * MINUTE, ''],
    ['is a millisecond longer', HOUR, 240 * MINUTE + 1, 'windowTooLong'],
    ['ends when it begins', HOUR, 0, 'windowWrong'],
    ['ends before it begins', HOUR, -HOUR, 'windowWrong'],
    ['began just when the page was opened', -5 * MINUTE, HOUR, ''],
    ['began longer ago', -5 * MINUTE - 1, HOUR, 'windowPast'],
    ['is over', -2 * HOUR, HOUR, 'windowPast'],
    ['begins on the last day', 14 * DAY, HOUR, ''],
    ['begins after the last day', 14 * DAY + 1, HOUR, 'windowTooFar'],
  ] as const) {
    it(`${expected === '' ? 'takes' : `answers ${expected} for`} one that ${name}`, () => assert.equal(judge(fromMs, lengthMs), expected));
  }
  it('keeps to the opening hours on the clocks of the site, to the minute', () => {
    const hours = { openFrom: '09:00', openUntil: '21:00' };
    assert.equal(localMinutes(NOON_UTC_MS, timezone), 12 * 60, 'noon in Shanghai');
    assert.equal(judge(8 * HOUR, HOUR, hours), '');
    assert.equal(judge(8 * HOUR + MINUTE, HOUR, hours), 'outsideHours');
    assert.equal(judge(21 * HOUR, HOUR, hours), '');
    assert.equal(judge(21 * HOUR - MINUTE, HOUR, hours), 'outsideHours');
    assert.equal(judge(8 * HOUR + 30_000, HOUR, hours), 'outsideHours', 'half a minute after closing is after closing');
    assert.equal(judge(11 * HOUR, 2 * HOUR, { openFrom: '00:00', openUntil: '24:00' }), '', 'over midnight where it never closes');
    assert.equal(judge(11 * HOUR, 2 * HOUR, { openFrom: '00:01', openUntil: '24:00' }), 'outsideHours');
  });
  it('says in every refusal what to choose instead', () => {
    for (const [fromMs, lengthMs] of [[HOUR, 0], [-DAY, HOUR], [HOUR, 1], [HOUR, DAY], [20 * DAY, HOUR]] as const) {
      const refused = judgeWindow({ fromUtcMs: NOON_UTC_MS + fromMs, untilUtcMs: NOON_UTC_MS + fromMs + lengthMs }, rules, timezone, NOON_UTC_MS);
      assert.match(refused.ok ? '' : refused.error.message, /Please choose/u);
    }
  });
});

describe('when a car may be collected', () => {
  const window = { fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + HOUR };
  const graceMs = rules.graceMinutes * MINUTE;
  const at = (nowMs: number) => judgeDue(window, rules, NOON_UTC_MS + nowMs);

  it('is within the window and its grace, to the millisecond', () => {
    assert.equal(refusal(at(-graceMs)), '');
    assert.equal(refusal(at(-graceMs - 1)), 'tooEarly');
    assert.equal(refusal(at(HOUR + graceMs)), '');
    assert.equal(refusal(at(HOUR + graceMs + 1)), 'tooLate');
  });
  it('tells who comes too early how long to wait', () => {
    const refused = at(-graceMs - 90_000);
    assert.equal(refused.ok ? 0 : refused.error.retryAfterMs, 90_000);
  });
});

describe('windows that meet', () => {
  it('is symmetric, and touching ends are no meeting', () => {
    const window = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 })).map(([from, length]) => ({ fromUtcMs: from, untilUtcMs: from + length }));
    fc.assert(fc.property(window, window, (a, b) => {
      const instants = Array.from({ length: 151 }, (_, t) => t);
      const both = instants.some((t) => t >= a.fromUtcMs && t < a.untilUtcMs && t >= b.fromUtcMs && t < b.untilUtcMs);
      assert.equal(overlap(a, b), both);
      assert.equal(overlap(b, a), both);
    }));
  });
  it('counts a car as away until it must be back', () => {
    assert.equal(returnByUtcMs({ fromUtcMs: 0, untilUtcMs: HOUR }, rules), HOUR + rules.driveDays * DAY);
  });
});
