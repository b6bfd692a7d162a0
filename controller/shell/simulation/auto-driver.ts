import type { Simulation } from './simulation.ts';

const LOOK_EVERY_MS = 500;

/** Holds the screen in front of the customers of a simulated tower, so that whatever is handed over or awaited is met. Returns what ends it. */
export function startAutoDriver(simulation: Simulation): () => void {
  const { clock, sim } = simulation;
  return clock.every(LOOK_EVERY_MS, () => { sim.customers.meet(simulation.core.tower.snapshot().tower); });
}
