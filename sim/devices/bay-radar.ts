import type { PlantState } from '../plant/plant.port.ts';

/** Breath and heartbeat are told from noise only when nothing else has moved for this long. */
const LISTENS_MS = 400;
/** Below this a car or the shuttle stands, mm/s. */
const STILL = 0.5;

/**
 * The motion radar of a bay: sees whatever lives there, also in a car, and whatever moves: doors, the shuttle, a car. Its contact is
 * closed while it has seen nothing of all that for a while.
 */
export function createRadar(plant: PlantState, bay: string): () => boolean {
  const [inner, outer, state] = [plant.doors[`${bay}.inner`], plant.doors[`${bay}.outer`], plant.bays[bay]];
  if (inner === undefined || outer === undefined || state === undefined) throw new Error(`the plant has no bay ${bay}`);
  const place = `bay:${bay}`;
  let movedAtMs = -LISTENS_MS;
  const moves = (): boolean => {
    if (state.persons > 0 || state.carPartlyOut || inner.velocityPerS !== 0 || outer.velocityPerS !== 0) return true;
    if (inner.position > 0 && Math.abs(plant.axes.shuttle.velocityMmPerS) > STILL) return true;
    for (const id in plant.pallets) {
      const pallet = plant.pallets[id];
      if (pallet?.car === undefined || pallet.place !== place) continue;
      if (Math.abs(plant.cars[pallet.car]?.rollMmPerS ?? 0) > STILL) return true;
    }
    return false;
  };
  return () => {
    if (moves()) movedAtMs = plant.timeMs;
    return plant.timeMs - movedAtMs >= LISTENS_MS;
  };
}
