import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSCurve } from './s-curve.ts';

const LIMITS = { velocityMmPerS: 800, accelerationMmPerS2: 400, jerkMmPerS3: 600 };

describe('jerk-limited motion of the drive', () => {
  it('takes D/v + v/a + a/j when speed and acceleration are reached', () => {
    assert.ok(Math.abs(createSCurve(4800, LIMITS).durationS - (6 + 2 + 2 / 3)) < 1e-9);
  });

  it('takes 4 times the cube root of D/2j when neither is reached', () => {
    assert.ok(Math.abs(createSCurve(20, LIMITS).durationS - 4 * Math.cbrt(20 / 1200)) < 1e-9);
  });

  it('stands still for no distance', () => {
    const curve = createSCurve(0, LIMITS);
    assert.deepEqual([curve.durationS, curve.positionAt(1), curve.velocityAt(1)], [0, 0, 0]);
  });

  it('keeps its limits and arrives exactly, for any distance', () => {
    fc.assert(
      fc.property(fc.double({ min: -12_000, max: 12_000, noNaN: true }), fc.integer({ min: 50, max: 1000 }), (distance, velocityMmPerS) => {
        const limits = { ...LIMITS, velocityMmPerS };
        const curve = createSCurve(distance, limits);
        assert.ok(Math.abs(curve.positionAt(curve.durationS) - distance) < 1e-6);
        const step = curve.durationS / 200;
        for (let n = 1; n < 200 && step > 0; n += 1) {
          const s = n * step;
          const slope = (curve.positionAt(s + 1e-5) - curve.positionAt(s - 1e-5)) / 2e-5;
          assert.ok(Math.abs(curve.velocityAt(s)) <= velocityMmPerS * (1 + 1e-9));
          assert.ok(Math.abs(slope - curve.velocityAt(s)) < 0.05, 'velocity is the slope of the position');
          const gained = (curve.velocityAt(s + 1e-4) - curve.velocityAt(s - 1e-4)) / 2e-4;
          assert.ok(Math.abs(gained) <= limits.accelerationMmPerS2 * 1.001);
        }
      }),
      { numRuns: 100 },
    );
  });
});
