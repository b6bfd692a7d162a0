import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import type { Sequence, SequenceWay } from '../../../sim/scenarios/sequence.ts';
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
  const known = sequences.filter(({ isOn }) => isOn?.(site.value) ?? true);
  const wanted = options.sequence?.split(',') ?? known.map(({ name }) => name);
  const unknown = wanted.find((name) => !known.some((sequence) => sequence.name === name));
  if (unknown !== undefined) return refused(`${site.value.id} has no sequence "${unknown}". There are ${known.map(({ name }) => name).join(', ')}.`);
  const chosen = known.filter(({ name }) => wanted.includes(name));
  const tower = { site: site.value, stock: stock.value };
  const reports: Report[] = [];
  for (const sequence of chosen) reports.push(await campaign(tower, sequence, ways, Math.max(1, options.every), options.way));
  return {
    ok: reports.every(({ golden, boundaries, bad }) => golden.length === 0 && boundaries > 0 && bad.length === 0),
    json: { site: site.value.id, sequences: reports.map(({ bad, ...report }) => ({ ...report, failures: bad })) },
    lines: reports.flatMap(linesOf),
  };
}

interface Report {
  readonly name: string;
  readonly boundaries: number;
  readonly visited: number;
  readonly interruptions: number;
  /** Visits that were not played: the way is not offered there, so they would repeat the completion step by step. */
  readonly notOffered: number;
  /** How often each way on was offered and taken. */
  readonly taken: Readonly<Record<string, number>>;
  readonly golden: readonly string[];
  readonly bad: readonly BoundaryRun[];
}

async function campaign(tower: BoundaryTower, sequence: Sequence, hows: readonly Interruption[], every: number, wished: string | undefined): Promise<Report> {
  const { boundaries, failures: golden } = await recordSequence(tower, sequence);
  const ways = sequence.ways.filter((way) => wished === undefined || way === wished);
  const visits = hows.flatMap((how) => boundaries.flatMap((_, index) => (index % every === 0 ? [{ how, boundary: index + 1 }] : [])));
  const runs: BoundaryRun[] = [];
  let notOffered = 0;
  for (const [done, visit] of visits.entries()) {
    let completed: BoundaryRun | undefined;
    for (const way of ways) {
      // The same seed, and no choice that differs: it would be the same run once more.
      if (completed !== undefined && !completed.offered.includes(way)) {
        notOffered += 1;
        continue;
      }
      const run = await playBoundary(tower, sequence, { ...visit, way });
      if (way === 'complete') completed = run;
      runs.push(run);
    }
    process.stderr.write(`${sequence.name}: ${visit.how} at ${String(visit.boundary)} of ${String(boundaries.length)}, ${String(done + 1)} of ${String(visits.length)}, ${String(runs.filter(isBad).length)} failed\n`);
  }
  return {
    name: sequence.name, boundaries: boundaries.length, visited: new Set(runs.map(({ boundary }) => boundary)).size, interruptions: runs.length, notOffered, golden,
    taken: Object.fromEntries(ways.map((way: SequenceWay) => [way, runs.filter((run) => run.way === way && run.taken).length])),
    bad: runs.filter(isBad),
  };
}

const isBad = ({ failures, reached }: BoundaryRun): boolean => failures.length > 0 || !reached;

function linesOf({ name, boundaries, visited, interruptions, notOffered, taken, golden, bad }: Report): readonly string[] {
  return [
    `${name}: ${String(visited)} of ${String(boundaries)} step boundaries, ${String(interruptions)} interruptions (taken: ${Object.entries(taken).map(([way, times]) => `${way} ${String(times)}`).join(', ')}; not offered ${String(notOffered)}), ${String(bad.length)} did not end idle with the journal equal to the plant`,
    ...golden.map((failure) => `  golden run: ${failure}`),
    ...bad.map((run) => `  ${run.how}, ${run.way} at ${String(run.boundary)} (${run.at}): ${run.reached ? run.failures.join('; ') : 'never reached'}`),
  ];
}
