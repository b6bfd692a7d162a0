import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import type { Sequence } from '../../../sim/scenarios/sequences.ts';
import { INTERRUPTIONS, playBoundary, recordSequence, type BoundaryRun, type BoundaryTower, type Interruption } from '../simulation/boundaries/play-boundary.ts';
import { refused, type VerbOutcome } from './outcome.ts';

export interface SimBoundariesOptions {
  readonly site: string;
  /** Every so many boundaries; 1 visits all. */
  readonly every: number;
  /** One interruption only; all of them without it. */
  readonly how?: string;
  /** Names of sequences with commas between them; all of them without it. */
  readonly sequence?: string;
  /** One way on only: complete, reverse or cancel; each that a sequence has without it. */
  readonly way?: string;
}

/** `carillon sim boundaries`: an interruption at every step boundary of every sequence, and the way back from each. */
export async function simBoundaries(options: SimBoundariesOptions): Promise<VerbOutcome> {
  const site = loadSite(options.site);
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));
  const ways = INTERRUPTIONS.filter((how) => options.how === undefined || how === options.how);
  if (ways.length === 0) return refused(`A sequence can be interrupted by ${INTERRUPTIONS.join(', ')}, not by "${options.how ?? ''}".`);
  const { sequences } = await import('../../../sim/scenarios/sequences.ts');
  const chosen = sequences.filter(({ name }) => options.sequence === undefined || options.sequence.split(',').includes(name));
  if (chosen.length === 0) return refused(`There is no sequence "${options.sequence ?? ''}". There are ${sequences.map(({ name }) => name).join(', ')}.`);
  const tower = { site: site.value, stock: stock.value };
  const reports: Report[] = [];
  for (const sequence of chosen) reports.push(await campaign(tower, sequence, ways, Math.max(1, options.every), options.way));
  return {
    ok: reports.every(({ golden, boundaries, bad }) => golden.length === 0 && boundaries > 0 && bad.length === 0),
    json: { site: site.value.id, sequences: reports.map(({ name, boundaries, visited, interruptions, taken, golden, bad }) => ({ name, boundaries, visited, interruptions, taken, golden, failures: bad })) },
    lines: reports.flatMap(linesOf),
  };
}

interface Report {
  readonly name: string;
  readonly boundaries: number;
  readonly visited: number;
  readonly interruptions: number;
  /** How often each way on was offered and taken. */
  readonly taken: Readonly<Record<string, number>>;
  readonly golden: readonly string[];
  readonly bad: readonly BoundaryRun[];
}

async function campaign(tower: BoundaryTower, sequence: Sequence, hows: readonly Interruption[], every: number, wished: string | undefined): Promise<Report> {
  const golden = await recordSequence(tower, sequence);
  const runs: BoundaryRun[] = [];
  const ways = sequence.ways.filter((way) => wished === undefined || way === wished);
  for (const way of ways) {
    for (const how of hows) {
      for (let boundary = 1; boundary <= golden.boundaries; boundary += every) runs.push(await playBoundary(tower, sequence, { boundary, how, way }));
    }
  }
  return {
    name: sequence.name, boundaries: golden.boundaries, visited: new Set(runs.map(({ boundary }) => boundary)).size, interruptions: runs.length, golden: golden.failures,
    taken: Object.fromEntries(ways.map((way) => [way, runs.filter((run) => run.way === way && run.taken).length])),
    bad: runs.filter(({ failures, reached }) => failures.length > 0 || !reached),
  };
}

function linesOf({ name, boundaries, visited, interruptions, taken, golden, bad }: Report): readonly string[] {
  return [
    `${name}: ${String(visited)} of ${String(boundaries)} step boundaries, ${String(interruptions)} interruptions (taken: ${Object.entries(taken).map(([way, times]) => `${way} ${String(times)}`).join(', ')}), ${String(bad.length)} did not end idle with the journal equal to the plant`,
    ...golden.map((failure) => `  golden run: ${failure}`),
    ...bad.map((run) => `  ${run.how}, ${run.way} at ${String(run.boundary)} (${run.at}): ${run.reached ? run.failures.join('; ') : 'never reached'}`),
  ];
}
