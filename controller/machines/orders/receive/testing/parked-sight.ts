import type { LaserFrameStatus, ScaleStatus } from '../../../../ports.ts';
import type { BaySight } from '../sight.ts';

/** A usual car in the middle of its pallet, with `profile` different. */
export function parkedSight(profile: Partial<LaserFrameStatus> = {}, load: Partial<ScaleStatus> = {}, others: Partial<BaySight> = {}): BaySight & { readonly profile: LaserFrameStatus; readonly load: ScaleStatus } {
  return {
    left: false, right: false, presenceClear: true, radarClear: true, planeClear: true, carStands: true, carProven: true, floorDry: true, loadAdmitted: true, outerShut: false,
    ...others,
    profile: { envelopeClear: false, lengthMm: 4500, widthMm: 1850, heightMm: 1480, overhangInnerMm: 0, overhangOuterMm: 0, passagesIn: 1, passagesOut: 1, clearanceMm: 140, offCentreMm: 0, sideMm: 0, noisy: false, ...profile },
    load: { massKg: 2350, settled: true, overload: false, innerKg: 1175, leftKg: 1175, ...load },
  };
}

/** The bay before the car comes: a pallet, and nobody. */
export function emptySight(others: Partial<BaySight> = {}): BaySight {
  return parkedSight({ envelopeClear: true, lengthMm: 0, widthMm: 0, heightMm: 0, clearanceMm: 0, passagesIn: 0, passagesOut: 0 }, { massKg: 750, innerKg: 375, leftKg: 375 }, { carProven: false, ...others });
}
