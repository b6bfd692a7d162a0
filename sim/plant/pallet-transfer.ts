import type { Site } from '../../config/schema/site.schema.ts';
import { RAIL_TOLERANCE_MM, SEAT_TOLERANCE_MM, STILL_MM_PER_S, placeAt } from './geometry.ts';
import type { Geometry } from './geometry.ts';
import type { PlantState } from './plant.port.ts';

/** Tyres on a steel pallet hold this much, in mm/s²; above it the car slides. */
export const CAR_GRIP_MM_PER_S2 = 600;
/** Without its brake only the trough and the friction of its bearings hold a car. */
const LOOSE_GRIP_MM_PER_S2 = 120;

/** The fork that takes pallets along, and the cars that ride on them. */
export interface PalletTransfer {
  /** Couples or lets go, and moves what is coupled. `shuttleMmPerS2`: acceleration of the shuttle in this step. */
  readonly step: (dtMs: number, shuttleMmPerS2: number) => void;
  /** A pallet stands over the fork but not where its pocket is, so the fork cannot go in. */
  readonly forkMisses: () => boolean;
  /** Mass of pallets and cars on the carriage, and of the pallet that the shuttle moves, in kg. */
  readonly carriageLoadKg: () => number;
  readonly shuttleLoadKg: () => number;
  /** How far a pallet that nobody holds stands off the carriage centre, mm; 0 when there is none. */
  readonly strandedMm: () => number;
  /** Nothing slides. */
  readonly settled: () => boolean;
}

/** Finds the pallet whose centre is within `toleranceMm` of the shuttle, on the carriage or at the place it reaches to. */
function createFinder(state: PlantState, geometry: Geometry, ids: readonly string[]) {
  return (toleranceMm: number): string | undefined => {
    const { shuttle } = state.axes;
    const place = placeAt(geometry, state.axes, RAIL_TOLERANCE_MM);
    for (const id of ids) {
      const pallet = state.pallets[id];
      if (pallet === undefined || Math.abs(pallet.yMm - shuttle.positionMm) > toleranceMm) continue;
      if (pallet.place === 'lift' || pallet.place === 'shuttle' || pallet.place === place?.id) return id;
    }
    return undefined;
  };
}

/** Car against pallet under acceleration: it follows as far as its tyres grip. Returns the new relative velocity. */
function slide(relativeMmPerS: number, palletMmPerS2: number, gripMmPerS2: number, dtS: number): number {
  if (relativeMmPerS === 0 && Math.abs(palletMmPerS2) <= gripMmPerS2) return 0;
  const grip = relativeMmPerS === 0 ? Math.sign(palletMmPerS2) : -Math.sign(relativeMmPerS);
  const next = relativeMmPerS + (grip * gripMmPerS2 - palletMmPerS2) * dtS;
  const passedZero = relativeMmPerS !== 0 && Math.sign(next) !== Math.sign(relativeMmPerS);
  return passedZero && Math.abs(palletMmPerS2) <= gripMmPerS2 ? 0 : next;
}

/** What the carriage and the shuttle carry, read from where the pallets are. */
function createLoads(site: Site, state: PlantState): Pick<PalletTransfer, 'carriageLoadKg' | 'shuttleLoadKg' | 'strandedMm'> {
  const massOf = (pallet: PlantState['pallets'][string]): number =>
    site.tower.pallet.massKg + (pallet.car === undefined ? 0 : (state.cars[pallet.car]?.massKg ?? 0));
  // Pallets stay the same objects for ever; asked for in every step, a look-up by id would cost more than the sum.
  const pallets = Object.values(state.pallets);
  return {
    carriageLoadKg: () => {
      let sumKg = 0;
      for (const pallet of pallets) if (pallet.place === 'lift' || pallet.place === 'shuttle') sumKg += massOf(pallet);
      return sumKg;
    },
    shuttleLoadKg: () => {
      const pallet = state.coupledPallet === undefined ? undefined : state.pallets[state.coupledPallet];
      return pallet === undefined ? 0 : massOf(pallet);
    },
    strandedMm: () => {
      const coupled = state.coupledPallet === undefined ? undefined : state.pallets[state.coupledPallet];
      for (const pallet of pallets) if (pallet.place === 'shuttle' && pallet !== coupled) return pallet.yMm;
      return 0;
    },
  };
}

/** Builds the transfer around the plant's state. */
export function createPalletTransfer(site: Site, geometry: Geometry, state: PlantState): PalletTransfer {
  const ids = Object.keys(state.pallets);
  const find = createFinder(state, geometry, ids);
  let slidingMmPerS = 0;

  const takeAlong = (id: string, dtMs: number, shuttleMmPerS2: number): void => {
    const pallet = state.pallets[id];
    if (pallet === undefined) return;
    const yMm = state.axes.shuttle.positionMm;
    pallet.yMm = yMm;
    pallet.place = Math.abs(yMm) <= SEAT_TOLERANCE_MM ? 'lift' : 'shuttle';
    const car = pallet.car === undefined ? undefined : state.cars[pallet.car];
    if (car === undefined) return;
    slidingMmPerS = slide(slidingMmPerS, shuttleMmPerS2, car.braked ? CAR_GRIP_MM_PER_S2 : LOOSE_GRIP_MM_PER_S2, dtMs / 1000);
    if (slidingMmPerS !== 0) car.offsetMm += (slidingMmPerS * dtMs) / 1000;
  };

  const letGo = (id: string): void => {
    const pallet = state.pallets[id];
    state.coupledPallet = undefined;
    slidingMmPerS = 0;
    if (pallet === undefined || pallet.place === 'lift') return;
    const place = placeAt(geometry, state.axes, RAIL_TOLERANCE_MM);
    if (place !== undefined && Math.abs(place.reachMm - pallet.yMm) <= SEAT_TOLERANCE_MM) pallet.place = place.id;
  };

  const step = (dtMs: number, shuttleMmPerS2: number): void => {
    const fork = state.fork.position;
    if (state.coupledPallet === undefined && fork === 1 && Math.abs(state.axes.shuttle.velocityMmPerS) <= STILL_MM_PER_S) {
      state.coupledPallet = find(SEAT_TOLERANCE_MM);
    } else if (state.coupledPallet !== undefined && fork === 0) letGo(state.coupledPallet);
    if (state.coupledPallet !== undefined) takeAlong(state.coupledPallet, dtMs, shuttleMmPerS2);
  };

  return {
    step,
    forkMisses: () =>
      state.coupledPallet === undefined && find(SEAT_TOLERANCE_MM) === undefined && find(geometry.palletLengthMm / 2) !== undefined,
    ...createLoads(site, state),
    settled: () => {
      if (slidingMmPerS !== 0) return false;
      if (state.coupledPallet !== undefined) return state.fork.position > 0;
      return state.fork.position < 1 || find(SEAT_TOLERANCE_MM) === undefined;
    },
  };
}
