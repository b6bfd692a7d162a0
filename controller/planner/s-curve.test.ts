import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveDurationMs, type CurveLimits } from './s-curve.ts';

/** Integrates the jerk profile of a move of this duration numerically: an independent way to the distance. */
function distanceBy(phases: readonly (readonly [jerk: number, seconds: number])[]): number {
  let [s, v, a] = [0, 0, 0];
  for (const [jerk, t] of phases) {
    s += v * t + (a * t * t) / 2 + (jerk * t ** 3) / 6;
    v += a * t + (jerk * t * t) / 2;
    a += jerk * t;
  }
  return s;
}

const lift: CurveLimits = { velocityMmPerS: 800, accelerationMmPerS2: 400, jerkMmPerS3: 600 };

describe('duration of a jerk-limited move', () => {
  it('takes no time to stay', () => {
    assert.equal(moveDurationMs(0, lift), 0);
  });

  it('coasts on a long way: the ramps and the rest at full speed', () => {
    const [ta, tj, coast] = [800 / 400 - 400 / 600, 400 / 600, 2];
    const ramp = [[600, tj], [0, ta], [-600, tj]] as const;
    const distance = distanceBy([...ramp, [0, coast], [-600, tj], [0, ta], [600, tj]]);
    assert.ok(Math.abs(moveDurationMs(distance, lift) - (2 * (ta + 2 * tj) + coast) * 1000) < 1e-6);
  });

  it('reaches the acceleration but not the speed on a middling way', () => {
    const [tj, ta] = [400 / 600, 0.4];
    const distance = distanceBy([[600, tj], [0, ta], [-600, tj], [-600, tj], [0, ta], [600, tj]]);
    assert.ok(Math.abs(moveDurationMs(distance, lift) - (4 * tj + 2 * ta) * 1000) < 1e-6);
  });

  it('reaches neither on a short way', () => {
    const distance = distanceBy([[600, 0.3], [-600, 0.3], [-600, 0.3], [600, 0.3]]);
    assert.ok(Math.abs(moveDurationMs(distance, lift) - 1200) < 1e-6);
  });

  it('never takes less for a longer way, nor less than full speed would', () => {
    const limits = fc.record({
      velocityMmPerS: fc.double({ min: 50, max: 2500, noNaN: true }), accelerationMmPerS2: fc.double({ min: 20, max: 1500, noNaN: true }), jerkMmPerS3: fc.double({ min: 20, max: 5000, noNaN: true }),
    });
    const mm = fc.double({ min: 0, max: 60_000, noNaN: true });
    fc.assert(fc.property(limits, mm, mm, (curve, one, other) => {
      const [near, far] = one < other ? [one, other] : [other, one];
      assert.ok(moveDurationMs(near, curve) <= moveDurationMs(far, curve) + 1e-6);
      assert.ok(moveDurationMs(far, curve) >= (far / curve.velocityMmPerS) * 1000 - 1e-6);
    }));
  });
});
