/** Limits of one axis. */
export interface CurveLimits {
  readonly velocityMmPerS: number;
  readonly accelerationMmPerS2: number;
  readonly jerkMmPerS3: number;
}

/**
 * Shortest time in ms for a jerk-limited move over `distanceMm` from rest to rest.
 *
 * The acceleration is a trapezoid of slope j and height a, the second half of the move mirrors the first. Speeding up to v takes
 * Ta = v/a + a/j when the acceleration limit is reached (v >= a^2/j), else 2*sqrt(v/j); the mean speed meanwhile is v/2, so both
 * ramps together cover v*Ta. Longer moves coast: T = Ta + d/v. Shorter ones peak at v' with v'^2/a + v'*a/j = d, or,
 * below d = 2*a^3/j^2, never reach a: each of four equal jerk phases lasts cbrt(d/(2j)).
 */
export function moveDurationMs(distanceMm: number, limits: CurveLimits): number {
  const d = Math.abs(distanceMm);
  const { velocityMmPerS: v, accelerationMmPerS2: a, jerkMmPerS3: j } = limits;
  if (d === 0) return 0;
  const reachesA = v >= (a * a) / j;
  const rampS = reachesA ? v / a + a / j : 2 * Math.sqrt(v / j);
  if (d >= v * rampS) return (rampS + d / v) * 1000;
  if (d >= (2 * a ** 3) / j ** 2) {
    const peak = (a / 2) * (-a / j + Math.sqrt((a / j) ** 2 + (4 * d) / a));
    return 2 * (peak / a + a / j) * 1000;
  }
  return 4 * Math.cbrt(d / (2 * j)) * 1000;
}
