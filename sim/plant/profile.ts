/** Limits of a motion. The unit of length is the caller's, as long as all three share it. */
export interface ProfileLimits {
  readonly velocity: number;
  readonly acceleration: number;
  readonly jerk: number;
}

/** A jerk-limited motion from standstill to standstill. Times in s, lengths in the unit of its limits. */
export interface Profile {
  readonly fromPosition: number;
  readonly toPosition: number;
  readonly durationS: number;
  /** Highest speed reached; below the limit when the way is short. */
  readonly peakVelocity: number;
  readonly peakAcceleration: number;
  readonly jerk: number;
  /** Length of one jerk phase, of the whole acceleration, and of the cruise. */
  readonly jerkS: number;
  readonly accelerationS: number;
  readonly cruiseS: number;
}

/** Position, velocity and acceleration at one instant. Filled by `sampleProfile`, so that a control loop need not allocate. */
export interface ProfileSample {
  position: number;
  velocity: number;
  acceleration: number;
}

/**
 * Highest speed from which a way of `distance` can still be accelerated and braked. Accelerating to v takes v/a + a/j with
 * constant acceleration in the middle (v j >= a²), else 2 sqrt(v/j), and covers half of v times that; both halves together
 * are the distance, solved for v.
 */
function peakVelocityFor(distance: number, { velocity, acceleration, jerk }: ProfileLimits): number {
  const rampS = acceleration / jerk;
  const withPlateau = (acceleration / 2) * (Math.sqrt(rampS * rampS + (4 * distance) / acceleration) - rampS);
  const peak = withPlateau * jerk >= acceleration * acceleration ? withPlateau : Math.cbrt((distance * distance * jerk) / 4);
  return Math.min(velocity, peak);
}

/** Plans the time-optimal seven-phase motion between two points. All limits must be positive. */
export function planProfile(fromPosition: number, toPosition: number, limits: ProfileLimits): Profile {
  const distance = Math.abs(toPosition - fromPosition);
  const { acceleration, jerk } = limits;
  const peakVelocity = peakVelocityFor(distance, limits);
  const reachesPlateau = peakVelocity * jerk >= acceleration * acceleration;
  const jerkS = reachesPlateau ? acceleration / jerk : Math.sqrt(peakVelocity / jerk);
  const accelerationS = reachesPlateau ? peakVelocity / acceleration + jerkS : 2 * jerkS;
  // Both ramps together cover peakVelocity * accelerationS; rounding must not make the cruise negative.
  const cruiseS = peakVelocity === 0 ? 0 : Math.max(0, distance / peakVelocity - accelerationS);
  return {
    fromPosition, toPosition, peakVelocity, jerk, jerkS, accelerationS, cruiseS,
    peakAcceleration: jerk * jerkS,
    durationS: 2 * accelerationS + cruiseS,
  };
}

/** The acceleration half, `tS` after its start; lengths from 0. */
function rampUp({ peakVelocity, peakAcceleration, jerk, jerkS, accelerationS }: Profile, tS: number, sample: ProfileSample): void {
  if (tS < jerkS) {
    sample.acceleration = jerk * tS;
    sample.velocity = (jerk * tS * tS) / 2;
    sample.position = (jerk * tS * tS * tS) / 6;
    return;
  }
  const leftS = accelerationS - tS;
  if (leftS >= jerkS) {
    const plateauS = tS - jerkS;
    sample.acceleration = peakAcceleration;
    sample.velocity = (jerk * jerkS * jerkS) / 2 + peakAcceleration * plateauS;
    sample.position = (jerk * jerkS ** 3) / 6 + ((jerk * jerkS * jerkS) / 2) * plateauS + (peakAcceleration * plateauS * plateauS) / 2;
    return;
  }
  // The end of the ramp, seen backwards from the moment at which the peak speed is reached.
  sample.acceleration = jerk * leftS;
  sample.velocity = peakVelocity - (jerk * leftS * leftS) / 2;
  sample.position = (peakVelocity * accelerationS) / 2 - peakVelocity * leftS + (jerk * leftS ** 3) / 6;
}

/** Writes where the motion is `tS` seconds after its start into `sample`. Before the start and after the end it stands. */
export function sampleProfile(profile: Profile, tS: number, sample: ProfileSample): void {
  const { fromPosition, toPosition, durationS, peakVelocity, accelerationS, cruiseS } = profile;
  if (tS <= 0 || tS >= durationS) {
    sample.position = tS <= 0 ? fromPosition : toPosition;
    sample.velocity = 0;
    sample.acceleration = 0;
    return;
  }
  const sign = Math.sign(toPosition - fromPosition);
  const slowing = tS > accelerationS + cruiseS;
  if (tS < accelerationS || slowing) rampUp(profile, slowing ? durationS - tS : tS, sample);
  else {
    sample.acceleration = 0;
    sample.velocity = peakVelocity;
    sample.position = (peakVelocity * accelerationS) / 2 + peakVelocity * (tS - accelerationS);
  }
  // Slowing down is speeding up seen backwards from the target.
  sample.position = slowing ? toPosition - sign * sample.position : fromPosition + sign * sample.position;
  sample.velocity *= sign;
  sample.acceleration *= slowing ? -sign : sign;
}

/** What a stop needs to know of an axis. */
export interface StopLimits {
  readonly stopDecelerationMmPerS2: number;
  readonly brakeCloseMs: number;
}

/**
 * Way in mm until standstill from `velocityMmPerS` when torque is lost: unbraked while the brake closes, then at the stop
 * deceleration (v t + v²/2a). A quick stop on the drive's ramp is shorter by the first part.
 */
export function stopDistanceMm({ stopDecelerationMmPerS2, brakeCloseMs }: StopLimits, velocityMmPerS: number): number {
  const speed = Math.abs(velocityMmPerS);
  return (speed * brakeCloseMs) / 1000 + (speed * speed) / (2 * stopDecelerationMmPerS2);
}
