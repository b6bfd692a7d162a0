import type { PlantState } from './plant.port.ts';

/** Persons in a bay that do not sit in its car. Allocates nothing while nobody is there. */
export function onFoot(state: PlantState, bay: string): number {
  const persons = state.bays[bay]?.persons ?? 0;
  if (persons === 0) return 0;
  let seated = 0;
  for (const id in state.pallets) {
    const pallet = state.pallets[id];
    if (pallet?.car === undefined || pallet.place !== `bay:${bay}`) continue;
    seated += state.cars[pallet.car]?.occupants ?? 0;
  }
  return Math.max(0, persons - seated);
}
