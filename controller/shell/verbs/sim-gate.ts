import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { NOTHING_RUN, reportOf, together, type MonkeyReport } from '../simulation/gate-monkey/monkey-report.ts';
import { RUN_MINUTES, runSeed } from '../simulation/gate-monkey/run-seed.ts';
import { refused, type VerbOutcome } from './outcome.ts';

export interface SimGateOptions {
  readonly site: string;
  /** Simulated minutes in all; each seed plays ten of them. */
  readonly minutes: number;
  /** The first seed. A longer campaign goes on from where this one ended: `nextSeed`. */
  readonly seed: number;
  /** Processes side by side. */
  readonly jobs: number;
}

const ENTRY = fileURLToPath(new URL('../carillon.mjs', import.meta.url));
/** Reports are small; this many bytes are never reached. */
const MAX_BUFFER = 64 * 1024 * 1024;

/** `carillon sim gate`: random commands straight into the output gate of a tower without its safety relay. */
export async function simGate(options: SimGateOptions): Promise<VerbOutcome> {
  const seeds = Math.max(1, Math.ceil(options.minutes / RUN_MINUTES));
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const played = options.jobs > 1 ? await playInProcesses(options, seeds) : await play(options, seeds);
  if (!played.ok) return played.outcome;
  const { report } = played;
  const wallMs = Math.round(clock.nowMs() - beganMs);
  const speed = Math.round((report.simulatedMinutes * 60_000) / Math.max(1, wallMs));
  const ok = report.violations.length === 0 && report.bugs.length === 0 && report.runs === seeds;
  const stock = Object.entries(report.stockViolations).map(([id, count]) => `${id} ${String(count)}`).join(', ');
  return {
    ok,
    json: { site: options.site, seed: options.seed, nextSeed: options.seed + seeds, wallMs, speed, ...report },
    lines: [
      `${String(report.simulatedMinutes)} simulated minutes in ${String(report.runs)} runs: ${String(report.commandsAsked)} commands at random, ${String(report.commandsPassed)} let through; ${String(report.peopleSent)} people, ${String(report.faultsInjected)} faults, ${String(report.panelTouched)} hands at the panel, ${String(report.resets)} resets`,
      `${ok ? 'no invariant' : `${String(report.violations.length)} times an invariant`} of motion or people broken · ${(wallMs / 1000).toFixed(0)} s (${String(speed)} times the clock) · goes on with --seed ${String(options.seed + seeds)}`,
      `property, not judged here: ${stock || 'nothing'}`,
      ...report.violations.slice(0, 20).map((v) => `  seed ${String(v.seed)} violated ${v.invariant} at ${(v.atMs / 1000).toFixed(2)} s: ${v.detail}`),
      ...report.bugs.slice(0, 3).map((bug) => `  bug: ${bug}`),
    ],
  };
}

type Played = { readonly ok: true; readonly report: MonkeyReport } | { readonly ok: false; readonly outcome: VerbOutcome };

async function play({ site: name, seed: first }: SimGateOptions, seeds: number): Promise<Played> {
  const site = loadSite(name);
  if (!site.ok) return { ok: false, outcome: refused(explainProblems(site.problems)) };
  const stock = loadStock(site.value.id);
  if (!stock.ok) return { ok: false, outcome: refused(explainProblems(stock.problems)) };
  let report = NOTHING_RUN;
  for (let seed = first; seed < first + seeds; seed += 1) {
    report = together(report, reportOf(await runSeed({ site: site.value, stock: stock.value, seed, minutes: RUN_MINUTES })));
  }
  return { ok: true, report };
}

/** Each process takes a range of seeds; the seeds alone decide what happens, so that the split changes nothing. */
async function playInProcesses(options: SimGateOptions, seeds: number): Promise<Played> {
  const share = Math.ceil(seeds / options.jobs);
  const ranges = Array.from({ length: options.jobs }, (_, n) => ({ seed: options.seed + n * share, seeds: Math.min(share, seeds - n * share) })).filter((range) => range.seeds > 0);
  const answers = await Promise.all(ranges.map(async ({ seed, seeds: count }) => {
    const args = [ENTRY, 'sim', 'gate', '--site', options.site, '--seed', String(seed), '--minutes', String(count * RUN_MINUTES), '--json'];
    // A run that found something ends with status 1 and still says what.
    const said = await promisify(execFile)(process.execPath, args, { maxBuffer: MAX_BUFFER }).catch((error: unknown) => error as { readonly stdout?: string });
    return said.stdout ?? '';
  }));
  const silent = answers.findIndex((answer) => !answer.startsWith('{'));
  if (silent >= 0) return { ok: false, outcome: refused(`The process with seed ${String(ranges[silent]?.seed)} broke off. Run its seeds alone to see why.`) };
  return { ok: true, report: answers.map((answer) => JSON.parse(answer) as MonkeyReport).reduce(together, NOTHING_RUN) };
}
