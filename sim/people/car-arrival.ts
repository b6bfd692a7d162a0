import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantState } from '../plant/plant.port.ts';
import { OPEN_DOOR } from './car-drive.ts';

/** How somebody drives in. Lengths from the middle of the pallet: along, towards the street positive; aside, left as seen from the street. */
export interface Approach {
  readonly aimMm: number;
  readonly sideMm: number;
  readonly speedMmPerS: number;
  /** Everybody in the car, the driver included. */
  readonly occupants: number;
}

/** A driver brakes like this. */
const BRAKE_MM_PER_S2 = 900;
/** In front of the plane, where the driver waits. */
const WAITS_MM = 800;
/** How fast a car is straightened on its pallet. */
const STRAIGHTEN_MM_PER_S = 250;

/** A car on its way from the street onto the pallet of a bay. */
export interface CarArrival {
  /** Drives on; true when the car stands. */
  readonly step: (dtMs: number) => boolean;
  /** Still outside, in front of a door that is not open or of a bay without an empty pallet. */
  readonly waits: () => boolean;
}

/** Begins a drive into `bay`, or undefined where there is no such bay or car. Writes where the car is and what the outer plane sees. */
export function createCarArrival(site: Site, state: PlantState, bay: string, carId: string, { aimMm, sideMm, speedMmPerS, occupants }: Approach): CarArrival | undefined {
  const side = site.tower.bays.find((candidate) => candidate.id === bay)?.side;
  const [car, bayState, doorway, door] = [state.cars[carId], state.bays[bay], state.doorways[`${bay}.outer`], state.doors[`${bay}.outer`]];
  if (side === undefined || !car || !bayState || !doorway || !door) return undefined;
  const outwards = side === 'left' ? -1 : 1;
  const planeMm = site.axes.shuttle.strokeMm / 2;
  let wayMm = planeMm + car.lengthMm / 2 + WAITS_MM;

  const enter = (): boolean => {
    const entry = Object.entries(state.pallets).find(([, pallet]) => pallet.place === `bay:${bay}` && pallet.car === undefined);
    if (entry === undefined || door.position < OPEN_DOOR) return false;
    entry[1].car = carId;
    Object.assign(car, { place: entry[0], sideMm, occupants, braked: true });
    bayState.persons += occupants;
    bayState.passagesIn += 1;
    return true;
  };

  return {
    waits: () => car.place === 'outside' && (door.position < OPEN_DOOR || !Object.values(state.pallets).some((pallet) => pallet.place === `bay:${bay}` && pallet.car === undefined)),
    step: (dtMs) => {
      const speed = Math.min(speedMmPerS, Math.sqrt(2 * BRAKE_MM_PER_S2 * Math.max(1, wayMm - aimMm)));
      const nextMm = Math.max(aimMm, wayMm - (speed * dtMs) / 1000);
      if (car.place === 'outside' && nextMm - car.lengthMm / 2 <= planeMm && !enter()) return false;
      wayMm = nextMm;
      if (car.place === 'outside') return false;
      car.offsetMm = wayMm * outwards;
      bayState.carPartlyOut = wayMm + car.lengthMm / 2 > planeMm;
      doorway.car = bayState.carPartlyOut;
      return wayMm <= aimMm;
    },
  };
}

/** Moves a car on its pallet towards the middle; true when it stands there. */
export function straighten(car: PlantState['cars'][string], dtMs: number): boolean {
  const step = (STRAIGHTEN_MM_PER_S * dtMs) / 1000;
  const nearer = (mm: number): number => (Math.abs(mm) <= step ? 0 : mm - Math.sign(mm) * step);
  car.offsetMm = nearer(car.offsetMm);
  car.sideMm = nearer(car.sideMm);
  return car.offsetMm === 0 && car.sideMm === 0;
}
