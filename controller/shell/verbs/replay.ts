import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from '../../../sim/campaign/plan.ts';
import { firstOfEach } from '../simulation/campaign/campaign-report.ts';
import { towerOf } from '../simulation/campaign/play-seeds.ts';
import { runPlan } from '../simulation/campaign/run-seed.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon replay` is asked for. */
export interface ReplayOptions {
  /** A plan as JSON, or the seed of a run of the campaign. */
  readonly what: string;
  /** Where the plant truth goes, as JSON lines. */
  readonly trace?: string;
  /** Make the failure as small as it gets, and write it here. */
  readonly shrink?: string;
}

/** `carillon replay`: one run of the campaign again, from its seed or from a file with its plan. */
export async function replay({ what, trace, shrink: into }: ReplayOptions): Promise<VerbOutcome> {
  const plan = await readPlan(what);
  if (typeof plan === 'string') return refused(plan);
  const stream = trace === undefined ? undefined : createWriteStream(trace);
  const run = await runPlan(plan, { ...towerOf(plan), hashed: true, ...(stream && { onTraceLine: (line: string) => { stream.write(`${line}\n`); } }) });
  stream?.end();
  const small = into === undefined || run.broken.length === 0 ? plan : await shrunk(plan, new Set(run.broken.map(({ invariant }) => invariant)));
  if (into !== undefined) writeFileSync(into, `${JSON.stringify(small, undefined, 2)}\n`);
  const broken = firstOfEach(run.broken);
  const ok = broken.length === 0;
  return {
    ok,
    json: { plan: small, simulatedMs: run.simulatedMs, fates: run.fates, violations: broken, deeds: run.deeds, readyAfterMs: run.readyAfterMs ?? null, traceSha256: run.traceSha256 ?? null },
    lines: [
      `${ok ? 'held' : 'did not hold'} · seed ${String(plan.seed)} on ${plan.site} · ${(run.simulatedMs / 1000).toFixed(1)} s · trace ${(run.traceSha256 ?? '').slice(0, 16)}`,
      ...run.fates.map(({ fault, fate }) => `  ${fault} ${fate}`),
      ...broken.map(({ invariant, atMs, detail }) => `  ${invariant} at ${(atMs / 1000).toFixed(2)} s: ${detail}`),
      ...(small === plan ? [] : [`smallest: ${small.faults.map(({ fault }) => fault).join(', ') || 'no fault'} with ${small.work.map(({ kind }) => kind).join(', ') || 'no work'}`]),
    ],
  };
}

async function readPlan(what: string): Promise<Plan | string> {
  if (/^\d+$/u.test(what)) {
    const { planRun } = await import('../../../sim/campaign/plan.ts');
    return planRun(Number(what));
  }
  try {
    return JSON.parse(readFileSync(what, 'utf8')) as Plan;
  } catch (error) {
    return `${what} cannot be read as the plan of a run (${error instanceof Error ? error.message : String(error)}). Give the seed of a run, or a file that "carillon replay --shrink" has written.`;
  }
}

/** Still fails means: breaks at least one of the same sentences. */
async function shrunk(plan: Plan, broken: ReadonlySet<string>): Promise<Plan> {
  const { shrink } = await import('../../../sim/campaign/shrink.ts');
  return shrink(plan, async (smaller) => (await runPlan(smaller, towerOf(smaller))).broken.some(({ invariant }) => broken.has(invariant)));
}
