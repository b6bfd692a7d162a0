import { limitsOf } from '../../config/axes.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { axisPhysics, ratedLoadKg } from '../plant/axis-physics.ts';
import type { AxisId } from '../plant/plant.port.ts';

/** Torque must be gone this soon after run-enable or the chain: relay, and one cycle of relay, drive and plant each. */
export const TORQUE_OFF_MS = 40;
/** Model steps and sensor rounding. */
const SLACK_MM = 10;
const SLACK_MS = 60;

/** How an axis of this site stops at worst, from any speed. */
export interface StopLimits {
  /** Farthest way in mm from `velocityMmPerS` when torque is cut. */
  readonly distanceMm: (velocityMmPerS: number) => number;
  /** Latest standstill in ms. */
  readonly timeMs: (velocityMmPerS: number) => number;
  /** Latest end of torque in ms. */
  readonly torqueMs: number;
  /** Latest closed brake in ms. */
  readonly brakeMs: number;
  /** Bound of the speed, mm/s. */
  readonly topMmPerS: number;
}

/**
 * Derivation: up to TORQUE_OFF_MS the drive may still accelerate at its limit a; then for brakeCloseMs nothing holds and gravity
 * pulls with g (the larger of the fully loaded and the empty lift, 0 for level axes); then the brake decelerates with b.
 * v1 = v + a t1, v2 = v1 + g t2, way = (v + v1)/2 t1 + (v1 + v2)/2 t2 + v2²/2b.
 */
export function stopLimits(site: Site, axis: AxisId): StopLimits {
  const limits = limitsOf(site, axis);
  const physics = axisPhysics(site, axis);
  const gravity = Math.max(Math.abs(physics.gravityMmPerS2(ratedLoadKg(site))), Math.abs(physics.gravityMmPerS2(0)));
  const [driveS, freeS] = [TORQUE_OFF_MS / 1000, limits.brakeCloseMs / 1000];
  const afterDrive = (speed: number): number => speed + limits.accelerationMmPerS2 * driveS;
  const afterFree = (speed: number): number => afterDrive(speed) + gravity * freeS;
  return {
    distanceMm: (velocityMmPerS) => {
      const v = Math.abs(velocityMmPerS);
      const [v1, v2] = [afterDrive(v), afterFree(v)];
      return ((v + v1) / 2) * driveS + ((v1 + v2) / 2) * freeS + (v2 * v2) / (2 * physics.brakeMmPerS2) + SLACK_MM;
    },
    timeMs: (velocityMmPerS) =>
      TORQUE_OFF_MS + limits.brakeCloseMs + (afterFree(Math.abs(velocityMmPerS)) / physics.brakeMmPerS2) * 1000 + SLACK_MS,
    torqueMs: TORQUE_OFF_MS,
    brakeMs: TORQUE_OFF_MS + limits.brakeCloseMs,
    topMmPerS: physics.topMmPerS,
  };
}

/** A drive waits for its brake to close, and a little longer, before it lets go. */
const BRAKE_GRACE_MS = 60;

/**
 * How an axis stops when only software stops it (stop category 1): until the controller believes an old reading no longer (the
 * longest age limit of the site, and two scans) it may accelerate at a, at most to its top speed; then it runs out the drive's own
 * ramp b, and torque ends when the brake has closed. v1 = min(v + a t1, top), way = (v + v1)/2 t1 + v1²/2b.
 */
export function rampLimits(site: Site, axis: AxisId): StopLimits {
  const limits = limitsOf(site, axis);
  const { topMmPerS } = axisPhysics(site, axis);
  const reactionMs = Math.max(...Object.values(site.control.maxAgeMs)) + 2 * site.control.scanMs;
  const reactionS = reactionMs / 1000;
  const afterReaction = (speed: number): number => Math.max(speed, Math.min(topMmPerS, speed + limits.accelerationMmPerS2 * reactionS));
  const timeMs = (velocityMmPerS: number): number =>
    reactionMs + (afterReaction(Math.abs(velocityMmPerS)) / limits.stopDecelerationMmPerS2) * 1000 + limits.brakeCloseMs + BRAKE_GRACE_MS + SLACK_MS;
  return {
    distanceMm: (velocityMmPerS) => {
      const v = Math.abs(velocityMmPerS);
      const v1 = afterReaction(v);
      return ((v + v1) / 2) * reactionS + (v1 * v1) / (2 * limits.stopDecelerationMmPerS2) + SLACK_MM;
    },
    timeMs,
    torqueMs: timeMs(topMmPerS),
    brakeMs: timeMs(topMmPerS),
    topMmPerS,
  };
}
