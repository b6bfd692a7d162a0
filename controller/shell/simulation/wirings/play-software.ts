import type { Plan } from '../../../../sim/campaign/plan.ts';
import type { CampaignRun } from '../campaign/run-seed.ts';
import { runPlan } from '../campaign/run-seed.ts';
import { towerOf } from '../campaign/play-seeds.ts';

/** The plan of a seed with its first fault alone: software without its relay owes its invariants under any single one. */
export function singleFault(plan: Plan): Plan {
  return { ...plan, faults: plan.faults.slice(0, 1), staffed: false, hasty: 0, retrieval: false };
}

/** One run of the campaign on a tower whose run-enable is bridged. */
export async function playSoftware(seed: number, site?: string): Promise<CampaignRun> {
  const { planRun } = await import('../../../../sim/campaign/plan.ts');
  const plan = singleFault(planRun(seed, site));
  return runPlan(plan, { ...towerOf(plan), relay: 'absent' });
}
