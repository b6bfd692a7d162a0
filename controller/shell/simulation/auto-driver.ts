import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { TowerSim } from '../../../sim/tower-sim.ts';

const LOOK_EVERY_MS = 500;

/**
 * Sends a driver to every car that is handed out, so that a demonstration runs by itself: as soon as an outer door begins to open
 * on a pallet with a car. Looks at plant truth, as somebody who stands in front of the tower does.
 */
export function startAutoDriver(sim: TowerSim, clock: Clock): () => void {
  const sent = new Set<string>();
  return clock.every(LOOK_EVERY_MS, () => {
    for (const [id, door] of Object.entries(sim.plant.doors)) {
      const [bay, which] = id.split('.');
      if (bay === undefined || which !== 'outer' || door.position < 0.02) continue;
      const pallet = Object.values(sim.plant.pallets).find((candidate) => candidate.place === `bay:${bay}`);
      if (pallet?.car === undefined || sent.has(pallet.car)) continue;
      sent.add(pallet.car);
      sim.people.assign({ kind: 'driver', bay, carId: pallet.car });
    }
  });
}
