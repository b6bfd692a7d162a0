import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { alarmTags } from '../../alarms/definitions.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { NO_RUNS, mustProve, neverCame, rarePremises, together, type CampaignReport } from '../simulation/campaign/campaign-report.ts';
import { playSeeds } from '../simulation/campaign/play-seeds.ts';
import { startSeedProcess } from '../simulation/campaign/seed-processes.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim campaign` is asked for. */
export interface SimCampaignOptions {
  readonly runs: number;
  /** The first seed. */
  readonly seed: number;
  /** Processes side by side. */
  readonly jobs: number;
  /** One preset only; without it the seeds choose. */
  readonly site?: string;
  /** What has been played is written down here, range by range; a campaign that was broken off goes on from it. */
  readonly results?: string;
}

interface Range {
  readonly from: number;
  readonly runs: number;
}

type Done = (played: Range & { readonly report: CampaignReport }) => void;

/** A range of seeds that was played, one line of the results file. */
interface Played extends Range {
  readonly site: string | null;
  /** The same seeds are other runs under another one. */
  readonly generator: number;
  readonly report: CampaignReport;
}

/** Seeds of one range: what is lost when a campaign is broken off. */
const RANGE = 20;
const SHOWN = 20;

/** `carillon sim campaign`: random faults, and the way back to *ready*. */
export async function simCampaign(options: SimCampaignOptions): Promise<VerbOutcome> {
  const { GENERATOR } = await import('../../../sim/campaign/plan.ts');
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const before = readResults(options, GENERATOR);
  const ranges = rangesOf(options).filter(({ from, runs }) => !before.some((one) => one.from === from && one.runs === runs));
  const fresh: Played[] = [];
  const done: Done = (range) => {
    const played = { ...range, site: options.site ?? null, generator: GENERATOR };
    fresh.push(played);
    if (options.results !== undefined) appendFileSync(options.results, `${JSON.stringify(played)}\n`);
    process.stderr.write(`seeds ${String(played.from)} to ${String(played.from + played.runs - 1)}: ${String(played.report.faultsInjected)} faults, ${String(played.report.violations.length)} violations, ${String(played.report.void)} void\n`);
  };
  const failed = options.jobs > 1 ? await playInProcesses(options, ranges, done) : await playHere(options, ranges, done);
  if (failed !== undefined) return refused(failed);
  const wallMs = clock.nowMs() - beganMs;
  return outcomeOf(options, [...before, ...fresh].map(({ report }) => report).reduce(together, NO_RUNS), speedOf(fresh, wallMs));
}

/** How fast the runs of this process and its children went; those that were read from a file do not count. */
interface Speed {
  readonly runsPerSecond: number;
  /** Simulated hours in an hour of the clock. */
  readonly simulatedHoursPerHour: number;
}

function speedOf(fresh: readonly Played[], wallMs: number): Speed {
  const per = (amount: (report: CampaignReport) => number): number => fresh.reduce((sum, { report }) => sum + amount(report), 0) / Math.max(1, wallMs);
  return { runsPerSecond: Number((1000 * per(({ runs }) => runs)).toFixed(3)), simulatedHoursPerHour: Math.round(per(({ simulatedMs }) => simulatedMs)) };
}

async function outcomeOf(options: SimCampaignOptions, report: CampaignReport, speed: Speed): Promise<VerbOutcome> {
  const [{ CATALOGUE, PLAYED }, { isPlayed }, { GOALS }, { GENERATOR }] = await Promise.all([
    import('../../../sim/campaign/catalogue/catalogue.ts'), import('../../../sim/campaign/catalogue/fault-row.ts'), import('../../../sim/campaign/judges/goals.ts'), import('../../../sim/campaign/plan.ts'),
  ]);
  const rare = rarePremises(report);
  const byFault = Object.values(report.faults);
  const faultsNeverInjected = neverCame(PLAYED.map(({ id }) => id), Object.fromEntries(Object.entries(report.faults).map(([id, { done }]) => [id, done])));
  const goalsNeverReached = neverCame(Object.keys(GOALS), report.goals);
  const shown = rare.length === 0 && faultsNeverInjected.length === 0 && goalsNeverReached.length === 0;
  const ok = report.violations.length === 0 && report.void === 0 && report.runs >= options.runs && (shown || !mustProve(report));
  return {
    ok,
    json: {
      seed: options.seed, generator: GENERATOR, ...report, rarePremises: rare, faultsImplemented: PLAYED.length, faultsNeverInjected, goalsNeverReached, ...speed,
      faultsMissing: Object.fromEntries(CATALOGUE.flatMap((row) => (isPlayed(row) ? [] : [[row.id, row.missing]]))), alarmsNeverRaised: neverCame(alarmTags(), report.alarms),
    },
    lines: [
      `${String(report.runs)} runs from seed ${String(options.seed)}: ${String(report.faultsInjected)} faults of ${String(byFault.filter(({ done }) => done > 0).length)} kinds injected, ${String(report.missed)} without occasion, ${String(report.void)} void`,
      `${(report.simulatedMs / 3_600_000).toFixed(1)} simulated hours · ${String(speed.runsPerSecond)} runs per second, ${String(speed.simulatedHoursPerHour)} simulated hours an hour · slowest way back to ready ${(report.slowestReadyMs / 60_000).toFixed(1)} min · ${String(report.audited)} runs played again with the same trace`,
      `${String(report.violations.length)} violations; rare premises: ${rare.join(', ') || 'none'}; faults never injected: ${faultsNeverInjected.join(', ') || 'none'}; goals never reached: ${goalsNeverReached.join(', ') || 'none'}${mustProve(report) ? '' : ' (red in longer campaigns)'}`,
      ...report.violations.slice(0, SHOWN).map((v) => `  seed ${String(v.seed)} ${v.invariant} at ${(v.atMs / 1000).toFixed(2)} s: ${v.detail}`),
    ],
  };
}

/** Ranges begin at multiples of their length from the first seed, so that a campaign that goes on finds them again. */
function rangesOf({ seed, runs }: SimCampaignOptions): readonly Range[] {
  return Array.from({ length: Math.ceil(runs / RANGE) }, (_, n) => ({ from: seed + n * RANGE, runs: Math.min(RANGE, runs - n * RANGE) }));
}

/** What an earlier campaign over these seeds has written down; a last line that is not whole was lost with its process. */
function readResults({ results, seed, runs, site }: SimCampaignOptions, generator: number): readonly Played[] {
  if (results === undefined || !existsSync(results)) return [];
  const lines = readFileSync(results, 'utf8').split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Played).filter((one) => one.generator === generator && one.site === (site ?? null) && one.from >= seed && one.from + one.runs <= seed + runs);
}

async function playHere({ site }: SimCampaignOptions, ranges: readonly Range[], done: Done): Promise<string | undefined> {
  for (const { from, runs } of ranges) done({ from, runs, report: await playSeeds(from, runs, site, () => undefined) });
  return undefined;
}

/** Each process takes the next range; the seeds alone decide what happens, so that the split changes nothing. */
async function playInProcesses({ site, jobs }: SimCampaignOptions, ranges: readonly Range[], done: Done): Promise<string | undefined> {
  const waiting = [...ranges];
  let failed: string | undefined;
  const work = async (): Promise<void> => {
    const player = startSeedProcess();
    for (let range = waiting.shift(); range !== undefined && failed === undefined; range = waiting.shift()) {
      const said = await player.play({ ...range, ...(site !== undefined && { site }) });
      if (said === undefined) failed = `The process with the seeds from ${String(range.from)} broke off. Run them alone to see why; what was played before is kept with --results.`;
      else done({ ...range, report: said });
    }
    player.end();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, ranges.length) }, work));
  return failed;
}
