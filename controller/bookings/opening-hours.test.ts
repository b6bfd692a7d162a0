import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openingHoursAt } from './opening-hours.ts';
import { localMinutes, minutesOf } from './window-rules.ts';

const DAY = { openFrom: '09:00', openUntil: '21:00' } as const;
const at = (iso: string): number => Date.parse(iso);

describe('opening hours', () => {
  it('are those of the clocks at the site, not of the machine', () => {
    const hours = openingHoursAt(at('2026-03-17T00:30:00Z'), DAY, 'Asia/Shanghai');
    assert.deepEqual(hours, { isOpen: false, changesAtUtcMs: at('2026-03-17T01:00:00Z') });
    assert.equal(openingHoursAt(at('2026-03-17T01:00:00Z'), DAY, 'Asia/Shanghai').isOpen, true);
  });
  it('end with the minute that is named, and open again the next morning', () => {
    assert.deepEqual(openingHoursAt(at('2026-03-17T12:59:59Z'), DAY, 'Asia/Shanghai'), { isOpen: true, changesAtUtcMs: at('2026-03-17T13:00:00Z') });
    assert.deepEqual(openingHoursAt(at('2026-03-17T13:00:00Z'), DAY, 'Asia/Shanghai'), { isOpen: false, changesAtUtcMs: at('2026-03-18T01:00:00Z') });
  });
  it('know the night in which the clocks are changed', () => {
    // Berlin, 29 March 2026: the hour from two to three does not exist.
    assert.deepEqual(openingHoursAt(at('2026-03-28T21:00:00Z'), DAY, 'Europe/Berlin'), { isOpen: false, changesAtUtcMs: at('2026-03-29T07:00:00Z') });
    assert.deepEqual(openingHoursAt(at('2026-10-24T20:00:00Z'), DAY, 'Europe/Berlin'), { isOpen: false, changesAtUtcMs: at('2026-10-25T08:00:00Z') });
  });
  it('never change at a site that is always open', () => {
    assert.deepEqual(openingHoursAt(0, { openFrom: '00:00', openUntil: '24:00' }, 'Asia/Shanghai'), { isOpen: true, changesAtUtcMs: undefined });
  });
  it('change at the next full minute that they name, whatever the hour, the zone and the season', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const said = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    fc.assert(fc.property(minutes, minutes, fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }), fc.constantFrom('Asia/Shanghai', 'America/Chicago', 'Europe/Berlin'), (one, other, utcMs, zone) => {
      // An hour that the change of the clocks leaves out or repeats has no single answer; nobody opens a shop in it.
      fc.pre(one !== other && [one, other].every((minute) => minute >= 240));
      const rules = { openFrom: said(Math.min(one, other)), openUntil: said(Math.max(one, other)) };
      const { isOpen, changesAtUtcMs = assert.fail('it closes') } = openingHoursAt(utcMs, rules, zone);
      assert.ok(changesAtUtcMs > utcMs && changesAtUtcMs - utcMs <= 25 * 3_600_000);
      assert.equal(localMinutes(changesAtUtcMs, zone), minutesOf(isOpen ? rules.openUntil : rules.openFrom));
      assert.equal(openingHoursAt(changesAtUtcMs, rules, zone).isOpen, !isOpen);
      assert.equal(openingHoursAt(changesAtUtcMs - 1, rules, zone).isOpen, isOpen);
    }));
  });
});
