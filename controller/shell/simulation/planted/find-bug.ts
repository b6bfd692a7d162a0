import type { Plan } from '../../../../sim/campaign/plan.ts';
import { towerOf } from '../campaign/play-seeds.ts';
import { runPlan } from '../campaign/run-seed.ts';
import type { PlantedBug } from './bug.ts';

/** Seeds of forced faults lie so far apart from run to run. */
const FORCED_SEEDS = 100;

/** How a bug was found, or how long it was looked for. */
export interface Hunt {
  readonly bug: string;
  readonly found: boolean;
  /** The fault that was struck in the place of each seed's own. */
  readonly forced?: string;
  /** Seeds of the campaign that were played with the bug, up to the one that found it. */
  readonly seeds: number;
  readonly seed?: number;
  /** What did not hold: an invariant, a required outcome, the way back to ready. */
  readonly by?: string;
  readonly detail?: string;
}

/** The same day, with a fault that is forced in the place of its own. */
function struck(plan: Plan, forced: PlantedBug['forced']): Plan {
  if (forced === undefined) return plan;
  const { fault, times, everyMs } = forced;
  return { ...plan, faults: Array.from({ length: times }, (_, n) => ({ fault, atMs: n * everyMs, seed: plan.seed * FORCED_SEEDS + n })) };
}

/**
 * Plays the campaign's seeds with a bug, one after the other, until one fails that does not fail without it. `from`: the first seed. Seeds
 * without any fault that the bug needs are passed over.
 */
export async function findBug({ name, needs, forced, plant }: PlantedBug, budget: number, from = 1): Promise<Hunt> {
  const { planRun } = await import('../../../../sim/campaign/plan.ts');
  const hunt = { bug: name, ...(forced !== undefined && { forced: forced.fault }) };
  let seeds = 0;
  for (let seed = from; seed < from + budget; seed += 1) {
    const plan = struck(planRun(seed), forced);
    if (needs !== undefined && !plan.faults.some(({ fault }) => needs.includes(fault))) continue;
    seeds += 1;
    const spoilt = await runPlan(plan, { ...towerOf(plan), spoilt: plant() });
    if (spoilt.broken.length === 0) continue;
    const known = new Set((await runPlan(plan, towerOf(plan))).broken.map(({ invariant }) => invariant));
    const first = spoilt.broken.find(({ invariant }) => !known.has(invariant));
    if (first !== undefined) return { ...hunt, found: true, seeds, seed, by: first.invariant, detail: first.detail };
  }
  return { ...hunt, found: false, seeds };
}
