import { limitsOf } from '../../config/axes.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { AxisId } from './plant.port.ts';

/** Standard gravity in mm/s². */
const GRAVITY_MM_PER_S2 = 9810;
/** A counterweight balances the carriage and this share of the rated load (usual: 40 to 50 %). */
const BALANCED_SHARE = 0.45;
/** Counterweight and, through the gear, the rotor add inertia: the whole train weighs about four times the payload. */
const LIFT_INERTIA_FACTOR = 4;
/** A drive is sized to follow its own quick stop at full load with a quarter to spare. */
const DRIVE_RESERVE = 1.25;
/** Motor current limits how much faster a light load may be moved. */
const LIGHT_LOAD_GAIN = 1.5;
/** Rolling and gear friction of an axis that coasts with neither torque nor brake, in mm/s². */
const COASTING_MM_PER_S2: Record<AxisId, number> = { lift: 0, travel: 80, turn: 100, shuttle: 150 };
/**
 * Mechanical brake against quick-stop ramp. The lift brake must match the ramp; wheels of travel and turntable would skid, and a
 * car on the shuttle would slide above 0.6 m/s², so their brakes are set softer. Set for full load: what is lighter stops no later.
 */
const BRAKE_SHARE: Record<AxisId, number> = { lift: 1, travel: 0.8, turn: 0.8, shuttle: 0.65 };

/** What mass, motor and brake allow an axis to do. */
export interface AxisPhysics {
  /** Deceleration by the closed brake, mm/s². */
  readonly brakeMmPerS2: number;
  /** Deceleration while coasting, mm/s². */
  readonly coastingMmPerS2: number;
  /** Fastest that the axis can turn, mm/s: 15 % above rated. */
  readonly topMmPerS: number;
  /** Acceleration that the motor reaches with this load on pallets, mm/s². */
  readonly driveMmPerS2: (loadKg: number) => number;
  /** Acceleration by gravity of an axis that nothing holds, mm/s², positive upwards; 0 for level axes. */
  readonly gravityMmPerS2: (loadKg: number) => number;
}

/** Rated load: the heaviest car of the site on its pallet, kg. */
export function ratedLoadKg(site: Site): number {
  return site.tower.pallet.massKg + site.tower.carLimits.massKg;
}

/** Derives the physics of one axis from the site; those of a turntable at its rim. Throws a RangeError for an axis that the site lacks. */
export function axisPhysics(site: Site, axis: AxisId): AxisPhysics {
  const limits = limitsOf(site, axis);
  const ratedKg = ratedLoadKg(site);
  // What moves even without a pallet: carriage or shuttle frame.
  const frameKg = Math.max(limits.payloadKg - ratedKg, limits.payloadKg * 0.15);
  const strongest = Math.max(limits.accelerationMmPerS2, limits.stopDecelerationMmPerS2) * DRIVE_RESERVE;
  return {
    brakeMmPerS2: limits.stopDecelerationMmPerS2 * BRAKE_SHARE[axis],
    coastingMmPerS2: COASTING_MM_PER_S2[axis],
    topMmPerS: limits.velocityMmPerS * 1.15,
    driveMmPerS2: (loadKg) => strongest * Math.min(LIGHT_LOAD_GAIN, Math.max(1, limits.payloadKg / (frameKg + loadKg))),
    gravityMmPerS2: (loadKg) =>
      axis === 'lift' ? (-GRAVITY_MM_PER_S2 * (loadKg - BALANCED_SHARE * ratedKg)) / (LIFT_INERTIA_FACTOR * limits.payloadKg) : 0,
  };
}
