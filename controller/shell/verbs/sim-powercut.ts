import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import type { Sequence } from '../../../sim/scenarios/sequence.ts';
import { droppedFrom, keepBaseline, readBaseline } from '../simulation/powercut/baseline.ts';
import { countsOf, type BoundaryCounts } from '../simulation/powercut/boundary.ts';
import { createCutPlayer, cutTower, type CutDone, type CutOrder } from '../simulation/powercut/cut-player.ts';
import { startCutProcess, type CutWorker } from '../simulation/powercut/cut-processes.ts';
import { VARIANTS } from '../simulation/powercut/cutter.ts';
import { recordBoundaries } from '../simulation/powercut/play-cut.ts';
import { commandOf, keyOf, visitsOf, type Choice } from '../simulation/powercut/visits.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim powercut` is asked for. */
export interface SimPowercutOptions {
  readonly site: string;
  /** Names with commas between them; all sequences of the site without it. */
  readonly sequence?: string;
  readonly every: number;
  /** What loses its power, with commas between them. */
  readonly variants: string;
  readonly offMs: number;
  readonly from: number;
  readonly to: number;
  readonly inside: number;
  /** Each visit is written down here; a campaign that was broken off goes on from it. */
  readonly resume?: string;
  readonly jobs: number;
  /** The counts of this run are those that later runs must reach. */
  readonly keep?: boolean;
}

/** What one sequence has shown. */
interface Report {
  readonly name: string;
  readonly boundaries: number;
  readonly counts: BoundaryCounts;
  readonly golden: readonly string[];
  readonly visits: readonly CutOrder[];
}

/** `carillon sim powercut`: the power is cut at every boundary of every sequence, and inside the recovery. */
export async function simPowercut(options: SimPowercutOptions): Promise<VerbOutcome> {
  const site = loadSite(options.site);
  if (!site.ok) return refused(explainProblems(site.problems));
  const variants = VARIANTS.filter((variant) => options.variants.split(',').includes(variant));
  if (variants.length !== options.variants.split(',').length) return refused(`The power can be cut from ${VARIANTS.join(', ')}, not from "${options.variants}".`);
  const { sequencesWithStops } = await import('../../../sim/scenarios/sequences-stopped.ts');
  const known = sequencesWithStops.filter(({ isOn }) => isOn?.(site.value) ?? true);
  const wanted = options.sequence?.split(',') ?? known.map(({ name }) => name);
  const unknown = wanted.find((name) => !known.some((sequence) => sequence.name === name));
  if (unknown !== undefined) return refused(`${site.value.id} has no sequence "${unknown}". There are ${known.map(({ name }) => name).join(', ')}.`);
  const choice: Choice = { ...options, every: Math.max(1, options.every), variants };
  const reports: Report[] = [];
  for (const sequence of known.filter(({ name }) => wanted.includes(name))) reports.push(await record(options.site, sequence, choice));
  if (options.keep === true) keepBaseline(site.value.id, Object.fromEntries(reports.map(({ name, counts }) => [name, counts])));
  const before = readDone(options.resume);
  const visits = reports.flatMap((report) => report.visits);
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const fresh = await playAll(visits.filter((visit) => !before.has(keyOf(visit))), options);
  if (fresh === undefined) return refused('A process broke off. What was played before is kept with --resume; play the next visit alone to see why.');
  const cutsPerSecond = fresh.reduce((sum, { cuts }) => sum + cuts, 0) / Math.max(0.001, (clock.nowMs() - beganMs) / 1000);
  const done = [...visits.flatMap((visit) => before.get(keyOf(visit)) ?? []), ...fresh];
  const isWhole = choice.every === 1 && choice.from <= 1 && choice.to === Number.MAX_SAFE_INTEGER;
  return outcomeOf(site.value.id, reports, done, { isWhole, cutsPerSecond: Number(cutsPerSecond.toFixed(3)) });
}

async function record(site: string, sequence: Sequence, choice: Choice): Promise<Report> {
  const { boundaries, failures } = await recordBoundaries(cutTower(site), sequence);
  return { name: sequence.name, boundaries: boundaries.length, counts: countsOf(boundaries), golden: failures, visits: visitsOf(site, sequence.name, boundaries, choice) };
}

/** What an earlier campaign has written down; a last line that is not whole was lost with its process. */
function readDone(file: string | undefined): ReadonlyMap<string, CutDone> {
  if (file === undefined || !existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return new Map(lines.map((line) => JSON.parse(line) as CutDone).map((done) => [keyOf(done), done]));
}

/** Each worker takes the next visit; visits do not depend on each other. Undefined when a process broke off. */
async function playAll(visits: readonly CutOrder[], { jobs, resume }: SimPowercutOptions): Promise<readonly CutDone[] | undefined> {
  const waiting = [...visits];
  const all: CutDone[] = [];
  const here = (): CutWorker => ({ play: createCutPlayer(), end: () => undefined });
  const work = async (): Promise<boolean> => {
    const worker = jobs > 1 ? startCutProcess() : here();
    for (let visit = waiting.shift(); visit !== undefined; visit = waiting.shift()) {
      const done = await worker.play(visit);
      if (done === undefined) return false;
      all.push(done);
      if (resume !== undefined) appendFileSync(resume, `${JSON.stringify(done)}\n`);
      process.stderr.write(`${visit.sequence} ${visit.variant} ${String(visit.at.nth)} ${visit.at.name}: ${String(all.length)} of ${String(visits.length)}, ${String(all.filter(({ failures }) => failures.length > 0).length)} failed\n`);
    }
    worker.end();
    return true;
  };
  const worked = await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, visits.length)) }, work));
  return worked.every((whole) => whole) ? all : undefined;
}

const sum = (done: readonly CutDone[], of: 'covers' | 'cuts' | 'wentOn' | 'known'): number => done.reduce((total, each) => total + each[of], 0);

function outcomeOf(site: string, reports: readonly Report[], all: readonly CutDone[], { isWhole, cutsPerSecond }: { readonly isWhole: boolean; readonly cutsPerSecond: number }): VerbOutcome {
  const baseline = readBaseline()[site];
  const dropped = reports.flatMap(({ name, counts }) => droppedFrom(baseline, name, counts));
  const golden = reports.flatMap((report) => report.golden.map((failure) => `${report.name}, undisturbed: ${failure}`));
  const violations = all.filter(({ failures }) => failures.length > 0).map((done) => ({
    sequence: done.sequence, nth: done.at.nth, boundary: done.at.name, variant: done.variant, ...(done.second !== undefined && { second: done.second }), failures: done.failures, command: commandOf(done),
  }));
  const sequences = reports.map(({ name, boundaries, counts }) => {
    const done = all.filter(({ sequence }) => sequence === name);
    const visited = new Map(done.map(({ at, covers }) => [at.nth, covers]));
    return {
      name, boundaries, counts, visited: [...visited.values()].reduce((total, covers) => total + covers, 0), instants: visited.size, cuts: sum(done, 'cuts'),
      insideRecovery: done.filter(({ second }) => second !== undefined).length, wentOn: sum(done, 'wentOn'), knownSituation: sum(done, 'known'),
    };
  });
  return {
    ok: violations.length === 0 && dropped.length === 0 && golden.length === 0 && sequences.every(({ boundaries, visited }) => boundaries > 0 && (!isWhole || visited === boundaries)),
    json: { site, sequences, dropped, golden, violations, baseline: baseline === undefined ? 'none' : 'kept', cutsPerSecond },
    lines: [
      ...sequences.map((one) => `${one.name}: ${String(one.visited)} of ${String(one.boundaries)} boundaries in ${String(one.instants)} instants, ${String(one.cuts)} cuts, ${String(one.insideRecovery)} of them inside the recovery; gone on to the end ${String(one.wentOn)}, situation known ${String(one.knownSituation)}`),
      ...(baseline === undefined ? [`No boundaries of ${site} are kept to compare with; --keep does that.`] : []),
      ...dropped, ...golden,
      `${String(violations.length)} violations, ${String(cutsPerSecond)} cuts per second`,
      ...violations.flatMap((one) => [`  ${one.sequence}, ${one.variant} at ${String(one.nth)} (${one.boundary}): ${one.failures.join('; ')}`, `    ${one.command}`]),
    ],
  };
}
