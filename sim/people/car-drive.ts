import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantState } from '../plant/plant.port.ts';

/** A careful driver in a glass box. */
const DRIVE_MM_PER_S2 = 500;
const DRIVE_MM_PER_S = 1400;
/** A door that is open this far is open. */
export const OPEN_DOOR = 0.99;

/** A car on its way from its pallet through the outer plane of a bay. */
export interface CarDrive {
  /** Drives on; true when the car is outside. */
  readonly step: (dtMs: number) => boolean;
}

/** Begins a drive out of `bay`. Writes the car's offset, what the outer plane sees, and at the end where car and people are. */
export function createCarDrive(site: Site, state: PlantState, bay: string, carId: string): CarDrive | undefined {
  const side = site.tower.bays.find((candidate) => candidate.id === bay)?.side;
  const [car, bayState, doorway, door] = [state.cars[carId], state.bays[bay], state.doorways[`${bay}.outer`], state.doors[`${bay}.outer`]];
  if (side === undefined || !car || !bayState || !doorway || !door) return undefined;
  const outwards = side === 'left' ? -1 : 1;
  const planeMm = site.axes.shuttle.strokeMm / 2;
  let speedMmPerS = 0;

  const leave = (): void => {
    const pallet = state.pallets[car.place];
    if (pallet !== undefined) pallet.car = undefined;
    car.place = 'outside';
    car.offsetMm = 0;
    bayState.persons -= car.occupants;
    car.occupants = 0;
    bayState.passagesOut += 1;
    bayState.carPartlyOut = false;
    doorway.car = false;
  };

  return {
    step: (dtMs) => {
      const noseMm = car.offsetMm * outwards + car.lengthMm / 2;
      // In front of a door that is not open the driver brakes; with the nose outside there is only one way.
      if (noseMm < planeMm && door.position < OPEN_DOOR) {
        speedMmPerS = 0;
        return false;
      }
      speedMmPerS = Math.min(DRIVE_MM_PER_S, speedMmPerS + (DRIVE_MM_PER_S2 * dtMs) / 1000);
      car.offsetMm += (outwards * speedMmPerS * dtMs) / 1000;
      const wayMm = car.offsetMm * outwards;
      bayState.carPartlyOut = wayMm + car.lengthMm / 2 > planeMm;
      doorway.car = bayState.carPartlyOut;
      if (wayMm - car.lengthMm / 2 <= planeMm) return false;
      leave();
      return true;
    },
  };
}
