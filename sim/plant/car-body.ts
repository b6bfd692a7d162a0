import type { PlantState } from './plant.port.ts';

type Car = PlantState['cars'][string];

/** How far an open tailgate of an estate car reaches out behind it, and how high. */
const TAILGATE_MM = 650;
const TAILGATE_HEIGHT_MM = 1900;

/** What the open tailgate adds to a car behind it; 0 when it is shut. */
export function tailMm(car: Car): number {
  return car.tailgateOpen ? TAILGATE_MM : 0;
}

/** Height of a car as it stands there. */
export function heightOf(car: Car): number {
  return car.tailgateOpen ? Math.max(car.heightMm, TAILGATE_HEIGHT_MM) : car.heightMm;
}
