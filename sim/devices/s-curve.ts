/** Limits of a motion, in mm and seconds, all positive. */
export interface MotionLimits {
  readonly velocityMmPerS: number;
  readonly accelerationMmPerS2: number;
  readonly jerkMmPerS3: number;
}

/** A motion from rest to rest along a distance, as a function of time. */
export interface SCurve {
  readonly durationS: number;
  readonly positionAt: (s: number) => number;
  readonly velocityAt: (s: number) => number;
}

/** Times of a double-S profile: of one jerk phase, of the whole acceleration, of the constant velocity. */
interface Phases {
  readonly jerkS: number;
  readonly accelerationS: number;
  readonly cruiseS: number;
}

/**
 * Phases of the fastest profile that keeps the limits (Biagiotti and Melchiorri, Trajectory Planning for Automatic Machines
 * and Robots, 3.4.1, from rest to rest): first whether full acceleration is reached at all, then whether full velocity is.
 */
function phasesOf(distanceMm: number, limits: MotionLimits): Phases {
  const { velocityMmPerS: v, accelerationMmPerS2: a, jerkMmPerS3: j } = limits;
  const reachesA = v * j >= a * a;
  const jerkS = reachesA ? a / j : Math.sqrt(v / j);
  const accelerationS = reachesA ? jerkS + v / a : 2 * jerkS;
  const cruiseS = distanceMm / v - accelerationS;
  if (cruiseS >= 0) return { jerkS, accelerationS, cruiseS };
  if (distanceMm >= (2 * a ** 3) / j ** 2) {
    return { jerkS: a / j, accelerationS: a / (2 * j) + Math.sqrt((a / (2 * j)) ** 2 + distanceMm / a), cruiseS: 0 };
  }
  const shortS = Math.cbrt(distanceMm / (2 * j));
  return { jerkS: shortS, accelerationS: 2 * shortS, cruiseS: 0 };
}

/** The jerk-limited motion along `distanceMm` (signed) within `limits`. */
export function createSCurve(distanceMm: number, limits: MotionLimits): SCurve {
  const length = Math.abs(distanceMm);
  const sign = Math.sign(distanceMm);
  const { jerkS, accelerationS, cruiseS } = length > 0 ? phasesOf(length, limits) : { jerkS: 0, accelerationS: 0, cruiseS: 0 };
  const j = limits.jerkMmPerS3;
  const peakA = j * jerkS;
  const peakV = peakA * (accelerationS - jerkS);
  const durationS = 2 * accelerationS + cruiseS;

  /** Velocity and way of the acceleration phase, `s` after its start. */
  const risingV = (s: number): number => {
    if (s < jerkS) return (j * s * s) / 2;
    if (s < accelerationS - jerkS) return peakA * (s - jerkS / 2);
    const left = accelerationS - s;
    return peakV - (j * left * left) / 2;
  };
  const risingMm = (s: number): number => {
    if (s < jerkS) return (j * s ** 3) / 6;
    if (s < accelerationS - jerkS) return (peakA / 6) * (3 * s * s - 3 * jerkS * s + jerkS * jerkS);
    const left = accelerationS - s;
    return (peakV * accelerationS) / 2 - peakV * left + (j * left ** 3) / 6;
  };

  const way = (s: number): number => {
    if (s <= 0) return 0;
    if (s >= durationS) return length;
    if (s < accelerationS) return risingMm(s);
    if (s > accelerationS + cruiseS) return length - risingMm(durationS - s);
    return (peakV * accelerationS) / 2 + peakV * (s - accelerationS);
  };
  const speed = (s: number): number => {
    if (s <= 0 || s >= durationS) return 0;
    if (s < accelerationS) return risingV(s);
    return s > accelerationS + cruiseS ? risingV(durationS - s) : peakV;
  };
  return { durationS, positionAt: (s) => sign * way(s), velocityAt: (s) => sign * speed(s) };
}
