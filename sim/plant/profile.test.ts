import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planProfile, sampleProfile, stopDistanceMm } from './profile.ts';
import type { ProfileLimits, ProfileSample } from './profile.ts';

const SMALL_TOWER: ProfileLimits = { velocity: 1, acceleration: 0.4, jerk: 0.5 };
const FAST_TOWER: ProfileLimits = { velocity: 2, acceleration: 0.5, jerk: 0.6 };

const sampleAt = (profile: ReturnType<typeof planProfile>, tS: number): ProfileSample => {
  const sample = { position: 0, velocity: 0, acceleration: 0 };
  sampleProfile(profile, tS, sample);
  return sample;
};

const limits = fc.record({
  velocity: fc.double({ min: 50, max: 2500, noNaN: true }),
  acceleration: fc.double({ min: 20, max: 1500, noNaN: true }),
  jerk: fc.double({ min: 20, max: 5000, noNaN: true }),
});
const ways = fc.record({
  from: fc.double({ min: -6000, max: 60_000, noNaN: true }),
  to: fc.double({ min: -6000, max: 60_000, noNaN: true }),
  limits,
});

describe('jerk-limited profile', () => {
  const published: readonly (readonly [ProfileLimits, metres: number, seconds: number])[] = [
    [SMALL_TOWER, 2.2, 5.6], [SMALL_TOWER, 5, 8.3], [SMALL_TOWER, 10, 13.3], [SMALL_TOWER, 20, 23.3],
    [FAST_TOWER, 20, 14.8], [FAST_TOWER, 45, 27.3],
  ];
  for (const [of, metres, seconds] of published) {
    it(`takes ${seconds} s for ${metres} m at ${of.velocity} m/s`, () => {
      assert.ok(Math.abs(planProfile(0, metres, of).durationS - seconds) < 0.3);
    });
  }

  it('is exact where the phases can be counted by hand', () => {
    // 0.8 s of jerk, 1.7 s at 0.4 m/s², 0.8 s of jerk: 1 m/s after 3.3 s and 1.65 m.
    const profile = planProfile(0, 10, SMALL_TOWER);
    assert.ok(Math.abs(profile.durationS - 13.3) < 1e-12);
    const atPeak = sampleAt(profile, 3.3);
    assert.ok(Math.abs(atPeak.position - 1.65) < 1e-12);
    assert.ok(Math.abs(atPeak.velocity - 1) < 1e-12);
    assert.equal(sampleAt(profile, 1.5).acceleration, 0.4);
  });

  it('stands at its ends, and for a way of nothing', () => {
    const profile = planProfile(3, -2, SMALL_TOWER);
    assert.deepEqual(sampleAt(profile, -1), { position: 3, velocity: 0, acceleration: 0 });
    assert.deepEqual(sampleAt(profile, profile.durationS + 1), { position: -2, velocity: 0, acceleration: 0 });
    const still = planProfile(7, 7, SMALL_TOWER);
    assert.equal(still.durationS, 0);
    assert.deepEqual(sampleAt(still, 0), { position: 7, velocity: 0, acceleration: 0 });
  });

  it('keeps within its limits, never turns back and never overshoots', () => {
    fc.assert(
      fc.property(ways, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 }), (way, parts) => {
        const profile = planProfile(way.from, way.to, way.limits);
        const sign = Math.sign(way.to - way.from);
        let before = way.from;
        for (const part of [...parts].sort((a, b) => a - b)) {
          const { position, velocity, acceleration } = sampleAt(profile, part * profile.durationS);
          assert.ok(Math.abs(velocity) <= way.limits.velocity * (1 + 1e-9));
          assert.ok(Math.abs(acceleration) <= way.limits.acceleration * (1 + 1e-9));
          assert.ok(velocity * sign >= -1e-6);
          assert.ok((position - before) * sign >= -1e-6);
          assert.ok((way.to - position) * sign >= -1e-6);
          before = position;
        }
      }),
    );
  });

  it('has a velocity that is the slope of its position and an acceleration that is the slope of its velocity', () => {
    fc.assert(
      fc.property(ways, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (way, part) => {
        const profile = planProfile(way.from, way.to, way.limits);
        fc.pre(profile.durationS > 0.1);
        const h = 1e-4;
        const t = part * profile.durationS;
        const [before, at, after] = [sampleAt(profile, t - h), sampleAt(profile, t), sampleAt(profile, t + h)];
        const slopes = { position: (after.position - before.position) / (2 * h), velocity: (after.velocity - before.velocity) / (2 * h) };
        assert.ok(Math.abs(slopes.position - at.velocity) <= way.limits.jerk * h + 1e-3);
        assert.ok(Math.abs(slopes.velocity - at.acceleration) <= way.limits.jerk * h * 2 + 1e-3);
      }),
    );
  });
});

describe('stopping distance', () => {
  it('is the way until the brake holds and the way under it', () => {
    // 0.8 m/s: 64 mm in 80 ms, then 0.64 / 2 = 320 mm.
    assert.equal(stopDistanceMm({ stopDecelerationMmPerS2: 1000, brakeCloseMs: 80 }, 800), 384);
    assert.equal(stopDistanceMm({ stopDecelerationMmPerS2: 1000, brakeCloseMs: 80 }, -800), 384);
    assert.equal(stopDistanceMm({ stopDecelerationMmPerS2: 1000, brakeCloseMs: 80 }, 0), 0);
  });
});
