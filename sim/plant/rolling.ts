import { placesOf } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantState } from './plant.port.ts';

/** Floors of bays fall towards the street, so that water runs off: by 0.3 percent. */
const SLOPE_MM_PER_S2 = 30;
/** The wheels come to rest against the edge of the wheel trough. */
const TROUGH_MM = 260;

/** Cars whose brake does not hold them. */
export interface Rolling {
  readonly step: (dtMs: number) => void;
  readonly settled: () => boolean;
}

/** A car without a brake, with nobody at its wheel, rolls towards the street as soon as its pallet stands in a bay. */
export function createRolling(site: Site, state: PlantState): Rolling {
  const cars = Object.values(state.cars);
  const streetwards = new Map<string, number>(placesOf(site).flatMap((place) => (place.kind === 'bay' ? [[place.id, Math.sign(place.reachMm)]] : [])));
  const mayRoll = (car: PlantState['cars'][string]): boolean => !car.braked && car.occupants === 0;
  const wayOf = (car: PlantState['cars'][string]): number => {
    const pallet = state.pallets[car.place];
    return pallet === undefined ? 0 : (streetwards.get(pallet.place) ?? 0);
  };
  return {
    step: (dtMs) => {
      for (const car of cars) {
        if (!mayRoll(car)) {
          if (car.rollMmPerS !== 0) car.rollMmPerS = 0;
          continue;
        }
        const way = wayOf(car);
        if (way === 0 || car.offsetMm * way >= TROUGH_MM) {
          car.rollMmPerS = 0;
          continue;
        }
        car.rollMmPerS += (way * SLOPE_MM_PER_S2 * dtMs) / 1000;
        car.offsetMm += (car.rollMmPerS * dtMs) / 1000;
      }
    },
    settled: () => {
      for (const car of cars) {
        if (!mayRoll(car)) continue;
        const way = wayOf(car);
        if (way !== 0 && car.offsetMm * way < TROUGH_MM) return false;
      }
      return true;
    },
  };
}
