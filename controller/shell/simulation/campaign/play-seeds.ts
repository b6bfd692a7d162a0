import { explainProblems, loadSite, loadStock } from '../../../../config/load-site.ts';
import type { Plan } from '../../../../sim/campaign/plan.ts';
import { NO_RUNS, reportOf, together, type CampaignReport } from './campaign-report.ts';
import { runPlan, type CampaignRun, type CampaignTower } from './run-seed.ts';

/** One run in so many that hold is played again, hashed; every run that fails is. */
const AUDITED_OF = 100;

/** Presets that have been read; a campaign plays each of them by the thousand. */
const read = new Map<string, CampaignTower>();

/** The tower of a plan. Throws when its preset does not load. */
export function towerOf({ site }: Pick<Plan, 'site'>): CampaignTower {
  const known = read.get(site) ?? readTower(site);
  read.set(site, known);
  return known;
}

function readTower(preset: string): CampaignTower {
  const site = loadSite(preset);
  if (!site.ok) throw new Error(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) throw new Error(explainProblems(stock.problems));
  return { site: site.value, stock: stock.value };
}

/**
 * Plays the same plan twice more, hashed over plant truth, everything that became durable, and the result. Answers with what differs
 * between the runs, or undefined: same seed, same trace.
 */
export async function auditDeterminism(plan: Plan, first: CampaignRun): Promise<string | undefined> {
  const tower = { ...towerOf(plan), hashed: true };
  const [one, other] = [await runPlan(plan, tower), await runPlan(plan, tower)];
  if (one.traceSha256 !== other.traceSha256) return `two runs left two traces, ${one.traceSha256 ?? ''} and ${other.traceSha256 ?? ''}`;
  const seen = (run: CampaignRun): string => JSON.stringify([run.simulatedMs, run.fates, run.broken, run.deeds]);
  return seen(one) === seen(first) ? undefined : 'looking on has changed the run';
}

/** Plays one seed, and audits it where it failed or where it is its turn. */
export async function playSeed(seed: number, site?: string): Promise<{ readonly run: CampaignRun; readonly report: CampaignReport }> {
  const { planRun } = await import('../../../../sim/campaign/plan.ts');
  const plan = planRun(seed, site);
  const run = await runPlan(plan, towerOf(plan));
  const audits = run.broken.length > 0 || seed % AUDITED_OF === 0;
  const differs = audits ? await auditDeterminism(plan, run) : undefined;
  const audited = differs === undefined ? run : { ...run, broken: [...run.broken, { invariant: 'determinism', atMs: 0, detail: differs }] };
  return { run: audited, report: reportOf(audited, audits && differs === undefined) };
}

/** Plays a range of seeds, one after the other. */
export async function playSeeds(from: number, runs: number, site: string | undefined, onRun: (run: CampaignRun) => void): Promise<CampaignReport> {
  let total = NO_RUNS;
  for (let seed = from; seed < from + runs; seed += 1) {
    const { run, report } = await playSeed(seed, site);
    total = together(total, report);
    onRun(run);
  }
  return total;
}
