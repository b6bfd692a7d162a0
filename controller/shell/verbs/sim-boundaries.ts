import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { INTERRUPTIONS, playBoundary, recordDelivery, type BoundaryRun, type Interruption } from '../simulation/boundaries/play-boundary.ts';
import { refused, type VerbOutcome } from './outcome.ts';

export interface SimBoundariesOptions {
  readonly site: string;
  /** Every so many boundaries; 1 visits all. */
  readonly every: number;
  /** One interruption only; all of them without it. */
  readonly how?: string;
}

/** `carillon sim boundaries`: an interruption at every step boundary of a delivery, and the way back from each. */
export async function simBoundaries(options: SimBoundariesOptions): Promise<VerbOutcome> {
  const site = loadSite(options.site);
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));
  const ways = INTERRUPTIONS.filter((how) => options.how === undefined || how === options.how);
  if (ways.length === 0) return refused(`A sequence can be interrupted by ${INTERRUPTIONS.join(', ')}, not by "${options.how ?? ''}".`);
  const tower = { site: site.value, stock: stock.value };
  const golden = await recordDelivery(tower);
  const runs: BoundaryRun[] = [];
  for (const how of ways) {
    for (let boundary = 1; boundary <= golden.boundaries; boundary += Math.max(1, options.every)) runs.push(await playBoundary(tower, boundary, how satisfies Interruption));
  }
  const bad = runs.filter(({ failures, reached }) => failures.length > 0 || !reached);
  const ok = golden.failures.length === 0 && golden.boundaries > 0 && bad.length === 0;
  return {
    ok,
    json: { site: site.value.id, sequences: [{ name: 'deliver', boundaries: golden.boundaries, visited: new Set(runs.map(({ boundary }) => boundary)).size, interruptions: runs.length }], failures: [...bad], golden: golden.failures },
    lines: [
      `deliver: ${String(golden.boundaries)} step boundaries, ${String(runs.length)} interruptions (${ways.join(', ')}), ${String(bad.length)} did not end idle with the journal equal to the plant`,
      ...golden.failures.map((failure) => `  golden run: ${failure}`),
      ...bad.map((run) => `  ${run.how} at ${String(run.boundary)} (${run.at}): ${run.reached ? run.failures.join('; ') : 'never reached'}`),
    ],
  };
}
