import assert from 'node:assert/strict';
import { monthsLater } from './site-calendar.ts';

const SHANGHAI = 'Asia/Shanghai';
const CHICAGO = 'America/Chicago';
const BERLIN = 'Europe/Berlin';

/** Noon and a bit in a zone that is `hours` ahead of UTC. */
const at = (hours: number, year: number, month: number, day: number, hour = 12, minute = 34): number => Date.UTC(year, month - 1, day, hour - hours, minute);

describe('calendar months on the clocks of a site', () => {
  it('keep day and minute, and drop the seconds', () => {
    assert.equal(monthsLater(at(8, 2026, 6, 1) + 59_999, 2, SHANGHAI), at(8, 2026, 8, 1));
    assert.equal(monthsLater(at(8, 2026, 12, 15), 2, SHANGHAI), at(8, 2027, 2, 15));
    assert.equal(monthsLater(at(8, 2026, 1, 31), 24, SHANGHAI), at(8, 2028, 1, 31));
  });
  it('end on the last day of a month that is shorter', () => {
    assert.equal(monthsLater(at(8, 2026, 12, 31), 2, SHANGHAI), at(8, 2027, 2, 28));
    assert.equal(monthsLater(at(8, 2026, 12, 29), 2, SHANGHAI), at(8, 2027, 2, 28));
    assert.equal(monthsLater(at(8, 2026, 8, 31), 1, SHANGHAI), at(8, 2026, 9, 30));
    assert.equal(monthsLater(at(8, 2026, 8, 31), 2, SHANGHAI), at(8, 2026, 10, 31));
  });
  it('know the leap day', () => {
    assert.equal(monthsLater(at(8, 2027, 12, 31), 2, SHANGHAI), at(8, 2028, 2, 29));
    assert.equal(monthsLater(at(8, 2027, 12, 29), 2, SHANGHAI), at(8, 2028, 2, 29));
    assert.equal(monthsLater(at(8, 2028, 2, 29), 12, SHANGHAI), at(8, 2029, 2, 28));
    assert.equal(monthsLater(at(8, 2099, 12, 29), 2, SHANGHAI), at(8, 2100, 2, 28), '2100 is no leap year');
  });
  it('go by the day of the site, not of UTC', () => {
    // One in the morning of 1 March in Shanghai is still February in UTC.
    assert.equal(monthsLater(at(8, 2026, 3, 1, 1, 0), 2, SHANGHAI), at(8, 2026, 5, 1, 1, 0));
    assert.equal(monthsLater(at(8, 2026, 2, 28, 23, 59), 2, SHANGHAI), at(8, 2026, 4, 28, 23, 59));
  });
  it('keep the hour that the clocks show when summer time begins or ends in between', () => {
    assert.equal(monthsLater(at(-6, 2026, 2, 1), 2, CHICAGO), at(-5, 2026, 4, 1));
    assert.equal(monthsLater(at(-5, 2026, 10, 1), 2, CHICAGO), at(-6, 2026, 12, 1));
  });
  it('move a time on that the clocks leave out, by what they leave out', () => {
    // 8 March 2026 has no 02:30 in Chicago: the clocks go from 02:00 to 03:00.
    assert.equal(monthsLater(at(-6, 2026, 1, 8, 2, 30), 2, CHICAGO), at(-5, 2026, 3, 8, 3, 30));
    assert.equal(monthsLater(at(1, 2026, 1, 29, 2, 30), 2, BERLIN), at(2, 2026, 3, 29, 3, 30));
  });
  it('take the first of two times that the clocks show twice', () => {
    // 1 November 2026 has 01:30 twice in Chicago, first in summer time.
    assert.equal(monthsLater(at(-5, 2026, 9, 1, 1, 30), 2, CHICAGO), at(-5, 2026, 11, 1, 1, 30));
    assert.equal(monthsLater(at(2, 2026, 8, 25, 2, 30), 2, BERLIN), at(2, 2026, 10, 25, 2, 30));
  });
});
