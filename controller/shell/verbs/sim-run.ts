import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { createSimulation } from '../simulation/simulation.ts';
import { createStage, openTower } from '../simulation/stage.ts';
import { refused, type VerbOutcome } from './outcome.ts';

export interface SimRunOptions {
  readonly scenario: string;
  /** Without it the scenario's own, or the default one. */
  readonly site?: string;
  readonly seed: number;
  readonly trace?: string;
  /** False with `--no-skip`. */
  readonly skip: boolean;
}

const DEFAULT_SITE = 'tmall-shanghai';
/** The same bug may repeat at every scan. */
const SHOWN_BUGS = 3;

/** `carillon sim run`: one scenario on virtual time, held against its expectations and the oracle. */
export async function simRun(options: SimRunOptions): Promise<VerbOutcome> {
  const { scenarios } = await import('../../../sim/scenarios/registry.ts');
  // Loaded now, so that the time of the run is the time of the run.
  await import('../../../sim/tower-sim.ts');
  const scenario = scenarios.find((candidate) => candidate.name === options.scenario);
  if (!scenario) return refused(`There is no scenario "${options.scenario}". "carillon sim list" shows all of them.`);

  const site = loadSite(options.site ?? scenario.site ?? DEFAULT_SITE);
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));

  const trace = await openTrace(options.trace);
  if (!trace.ok) return refused(trace.message);
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const simulation = await createSimulation({ site: site.value, stock: stock.value, seed: options.seed, skipIdle: options.skip, onTraceLine: trace.write });
  const { stage, failures } = createStage(simulation, site.value, stock.value);
  stage.expect('the tower comes up and is idle after the reset at the panel', await openTower(simulation));
  if (failures.length === 0) await scenario.play(stage);
  const violations = simulation.sim.violations();
  const simulatedMs = Math.round(simulation.clock.nowMs());
  const bugs = simulation.bugs;
  await simulation.close();
  const wallMs = Math.round(clock.nowMs() - beganMs);
  const { sha256: traceSha256, lost } = await trace.close();
  const speed = Math.round(simulatedMs / Math.max(1, wallMs));
  const ok = failures.length === 0 && violations.length === 0 && bugs.length === 0 && lost === undefined;
  return {
    ok,
    json: { scenario: scenario.name, site: site.value.id, seed: options.seed, simulatedMs, wallMs, speed, violations, failures, bugs, traceSha256, ...(lost === undefined ? {} : { error: lost }) },
    lines: [
      `${scenario.name}: ${scenario.sentence}`,
      `${ok ? 'held' : 'did not hold'} · seed ${String(options.seed)} · ${(simulatedMs / 1000).toFixed(1)} simulated s in ${(wallMs / 1000).toFixed(1)} s (${String(speed)} times the clock) · trace ${traceSha256.slice(0, 16)}`,
      ...failures.map((f) => `  expected at ${(f.atMs / 1000).toFixed(2)} s: ${f.sentence}${f.detail === undefined ? '' : ` (${f.detail})`}`),
      ...violations.map((v) => `  violated ${v.invariant} at ${(v.atMs / 1000).toFixed(2)} s: ${v.detail}`),
      ...[...new Set(bugs)].slice(0, SHOWN_BUGS).map((bug) => `  bug: ${bug}`),
      ...(lost === undefined ? [] : [lost]),
    ],
  };
}

interface Trace {
  readonly ok: true;
  readonly write: (line: string) => void;
  /** Ends the file and tells the SHA-256 of all lines, and why the file does not hold them all, if it does not. */
  readonly close: () => Promise<{ readonly sha256: string; readonly lost: string | undefined }>;
}

async function openTrace(file: string | undefined): Promise<Trace | { readonly ok: false; readonly message: string }> {
  const hash = createHash('sha256');
  const stream = file === undefined ? undefined : createWriteStream(file);
  try {
    if (stream) await once(stream, 'open');
  } catch (error) {
    return { ok: false, message: `The trace cannot be written (${String(error)}). Nothing was run. Choose another file.` };
  }
  // Listened to from the beginning: an error that nobody hears ends the process.
  const written = stream === undefined ? Promise.resolve(undefined) : finished(stream).then(() => undefined, (error: unknown) => `The trace is not whole: ${String(error)}.`);
  return {
    ok: true,
    write: (line) => {
      const ended = `${line}\n`;
      hash.update(ended);
      stream?.write(ended);
    },
    close: async () => {
      stream?.end();
      const lost = await written;
      return { sha256: hash.digest('hex'), lost };
    },
  };
}
