import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atVolume, earconLevel, isQuiet, levelAt, turned, VOLUME_STEPS } from './loudness.ts';

const rules = { level: 0.7, quietLevel: 0.3, quietFrom: '22:00', quietUntil: '07:00' };
const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

describe('how loud the kiosk is', () => {
  it('is less in the quiet hours, which go over midnight', () => {
    assert.deepEqual(['21:59', '22:00', '00:00', '06:59', '07:00', '12:00'].map((at) => levelAt(rules, at, false)), [0.7, 0.3, 0.3, 0.3, 0.7, 0.7]);
  });

  it('is the same at every hour for headphones, and for an alarm', () => {
    assert.equal(levelAt(rules, '23:00', true), 0.7);
    assert.equal(earconLevel(rules, '23:00', 'alarm'), 0.7);
    assert.equal(earconLevel(rules, '23:00', 'ok'), 0.3);
  });

  it('is never more in the quiet hours than outside of them', () => {
    assert.equal(levelAt({ ...rules, level: 0.2 }, '23:00', false), 0.2);
  });

  it('has as many quiet minutes a day as lie between the two times, at any two times', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(fc.property(minute, minute, (from, until) => {
      const quiet = Array.from({ length: 1440 }, (_, at) => isQuiet({ quietFrom: clockOf(from), quietUntil: clockOf(until) }, clockOf(at))).filter(Boolean).length;
      assert.equal(quiet, (until - from + 1440) % 1440);
    }), { numRuns: 50 });
  });

  it('is louder and softer by steps that can be heard, within their ends, and never over full', () => {
    const up = Array.from({ length: 9 }).reduce<number>((step) => turned(step, 1), VOLUME_STEPS.usual);
    const down = Array.from({ length: 9 }).reduce<number>((step) => turned(step, -1), VOLUME_STEPS.usual);
    assert.deepEqual([up, down], [VOLUME_STEPS.most, VOLUME_STEPS.least]);
    assert.equal(atVolume(0.3, VOLUME_STEPS.usual), 0.3);
    assert.ok(atVolume(0.3, up) > 0.9 && atVolume(0.7, up) === 1);
    assert.ok(atVolume(0.3, down) > 0.04 && atVolume(0.3, down) < 0.06);
  });
});
