import { createSimulation } from '../../simulation/simulation.ts';
import { openTower } from '../../simulation/stage.ts';
import type { Motion } from '../../../interlocks/motion.ts';
import type { AppliedInterlock } from '../../../interlocks/permit.ts';
import { combinationsOf, lossesOf } from './losses.ts';
import { defaultTower } from './tower-scene.ts';

/** The rows of the motions of the carriage as a composed tower applies them, the sources of their facts, and everything that can fail. */
export async function readTheTable() {
  const { site, stock } = defaultTower();
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle: true });
  try {
    if (!(await openTower(simulation))) throw new Error('the tower did not become idle');
    const { book, facts } = simulation.core;
    const rowsOf = (motion: Motion): readonly AppliedInterlock[] => book.rowsOf(motion);
    const sources = new Map(facts.names.map((name) => [name, facts.get(name).sources]));
    const combinations = combinationsOf(rowsOf('lift.move'), (fact) => sources.get(fact) ?? []);
    return { site, rowsOf, sources, combinations, targets: simulation.sim.faults.targets(), ...lossesOf(combinations, site) };
  } finally {
    await simulation.close();
  }
}
