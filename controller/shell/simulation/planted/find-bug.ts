import { towerOf } from '../campaign/play-seeds.ts';
import { runPlan } from '../campaign/run-seed.ts';
import type { PlantedBug } from './bug.ts';

/** How a bug was found, or how long it was looked for. */
export interface Hunt {
  readonly bug: string;
  readonly found: boolean;
  /** Seeds of the campaign that were played with the bug, up to the one that found it. */
  readonly seeds: number;
  readonly seed?: number;
  /** What did not hold: an invariant, a required outcome, the way back to ready. */
  readonly by?: string;
  readonly detail?: string;
}

/**
 * Plays the campaign's seeds with a bug, one after the other, until one fails that does not fail without it. `from`: the first seed. Seeds
 * without any fault that the bug needs are passed over.
 */
export async function findBug({ name, needs, plant }: PlantedBug, budget: number, from = 1): Promise<Hunt> {
  const { planRun } = await import('../../../../sim/campaign/plan.ts');
  let seeds = 0;
  for (let seed = from; seed < from + budget; seed += 1) {
    const plan = planRun(seed);
    if (needs !== undefined && !plan.faults.some(({ fault }) => needs.includes(fault))) continue;
    seeds += 1;
    const spoilt = await runPlan(plan, { ...towerOf(plan), spoilt: plant() });
    if (spoilt.broken.length === 0) continue;
    const known = new Set((await runPlan(plan, towerOf(plan))).broken.map(({ invariant }) => invariant));
    const first = spoilt.broken.find(({ invariant }) => !known.has(invariant));
    if (first !== undefined) return { bug: name, found: true, seeds, seed, by: first.invariant, detail: first.detail };
  }
  return { bug: name, found: false, seeds };
}
