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
  const limits = site.axes[axis];
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
    brakeMs: TORQUE_OFF_MS + limits.brakeCloseMs,
    topMmPerS: physics.topMmPerS,
  };
}
