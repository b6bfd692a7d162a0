import assert from 'node:assert/strict';
import { sampleSite } from '../../testing/sample-tower.ts';
import { daysOf, lengthsOf, midnight, startsOn } from './collection-window.ts';

const at = (iso: string): number => Date.parse(iso);
const rules = (openFrom: string, openUntil: string, timezone = 'Asia/Shanghai') => ({ timezone, booking: { ...sampleSite.booking, openFrom, openUntil } });

describe('collection window', () => {
  it('begins the day at the midnight of the site, not of the phone', () => {
    assert.equal(midnight(at('2026-03-14T18:30:00Z'), 0, 'Asia/Shanghai'), at('2026-03-14T16:00:00Z'));
    assert.equal(midnight(at('2026-03-14T18:30:00Z'), 1, 'Asia/Shanghai'), at('2026-03-15T16:00:00Z'));
  });
  it('keeps to local midnight over a change of the clock', () => {
    assert.equal(midnight(at('2026-03-28T12:00:00Z'), 1, 'Europe/Berlin'), at('2026-03-28T23:00:00Z'));
    assert.equal(midnight(at('2026-03-28T12:00:00Z'), 2, 'Europe/Berlin'), at('2026-03-29T22:00:00Z'));
  });
  it('offers this minute first, then half hours, and none that ends after closing', () => {
    const starts = startsOn(rules('09:00', '12:00'), at('2026-03-14T02:10:20Z'), 0, 60);
    assert.deepEqual(starts.map((start) => new Date(start).toISOString().slice(11, 16)), ['02:11', '02:30', '03:00']);
  });
  it('offers nothing on a day that is over', () => {
    assert.deepEqual(startsOn(rules('09:00', '12:00'), at('2026-03-14T05:00:00Z'), 0, 60), []);
  });
  it('offers the whole of a later day, from opening on', () => {
    const starts = startsOn(rules('00:00', '24:00'), at('2026-03-14T05:00:00Z'), 1, 240);
    assert.equal(starts[0], at('2026-03-14T16:00:00Z'));
    assert.equal(starts.length, 41);
  });
  it('does not offer now before the site opens', () => {
    assert.equal(startsOn(rules('09:00', '12:00'), at('2026-03-13T20:00:00Z'), 0, 60)[0], at('2026-03-14T01:00:00Z'));
  });
  it('offers the usual lengths that the site allows', () => {
    assert.deepEqual(lengthsOf(sampleSite), [30, 60, 120, 240]);
    assert.deepEqual(lengthsOf({ ...sampleSite, booking: { ...sampleSite.booking, windowMinutes: { min: 15, max: 20 } } }), [20]);
    assert.equal(daysOf(sampleSite).length, 15);
  });
});
