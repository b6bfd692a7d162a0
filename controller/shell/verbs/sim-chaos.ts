import { existsSync } from 'node:fs';
import type { ChaosReport, Spread } from '../chaos/chaos-report.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim chaos` is asked for. */
export interface SimChaosOptions {
  readonly cycles: number;
  readonly seed: number;
  /** Towers side by side. */
  readonly jobs: number;
  readonly site: string;
  /** Of the towers against the clock. */
  readonly speed: number;
  /** What has been played is written down here, cycle by cycle; a run that was broken off goes on from it. */
  readonly results?: string;
}

const SHOWN = 20;
/** What starts towers for tests. */
const TESTING = new URL('../up/testing/', import.meta.url);

/** `carillon sim chaos`: the processes of a tower at work are killed, stopped and cut off, and brought back by their own supervisor. */
export async function simChaos(options: SimChaosOptions): Promise<VerbOutcome> {
  if (!existsSync(TESTING)) return refused('This is a program for development and not part of the installed package. Run it from a clone.');
  const [{ playChaos }, { reportOf, wrongWith }] = await Promise.all([import('../chaos/run-chaos.ts'), import('../chaos/chaos-report.ts')]);
  let isOver = false;
  const enough = (): void => { isOver = true; };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, enough);
  try {
    const { cycles, towers } = await playChaos({ ...options, isOver: () => isOver, tell: (line) => { process.stderr.write(`${line}\n`); } });
    const report = reportOf(cycles);
    const wrong = wrongWith(report, options.cycles - Object.values(report.skipped).reduce((sum, count) => sum + count, 0));
    return { ok: wrong.length === 0, json: { seed: options.seed, towers, ...report, wrong }, lines: [...linesOf(report, towers), ...(wrong.length === 0 ? ['nothing is wrong'] : wrong.slice(0, SHOWN).map((each) => `  ${each}`))] };
  } finally {
    for (const signal of signals) process.off(signal, enough);
  }
}

const words = (spread: Spread | undefined): string =>
  spread === undefined ? 'never' : `p50 ${String(spread.p50)} · p99 ${String(spread.p99)} · p99.9 ${String(spread.p999)} · max ${String(spread.max)} ms (${String(spread.count)})`;

function linesOf(report: ChaosReport, towers: number): readonly string[] {
  const { safeMs, brakesMs, frozen, screenMs, readyMs, cycleMs } = report;
  return [
    `${String(report.cycles)} cycles on ${String(towers)} towers, ${String(report.inMotion)} in motion: ${counts(report.byDeed)}`,
    ...(Object.keys(report.skipped).length === 0 ? [] : [`not done: ${counts(report.skipped)}`]),
    `last edge of the watchdog to no torque: ${words(safeMs)}`,
    `to all brakes on: ${words(brakesMs)}`,
    `the same where this machine stood still meanwhile, for up to ${String(frozen.longestMs)} ms: ${words(frozen.safeMs)}`,
    `from a kill to no torque: ${words(report.afterKillMs)}`,
    ...Object.entries(screenMs).map(([deed, spread]) => `truthful screen, ${deed}: ${words(spread)}`),
    `from there to ready, by a person: ${words(readyMs)}`,
    `stops that nobody here caused: ${String(report.otherStops)} · journals that opened whole: ${String(report.journalsWhole)} of ${String(report.cycles)} · a cycle: ${words(cycleMs)}`,
  ];
}

const counts = (of: Readonly<Record<string, number>>): string => Object.entries(of).map(([what, count]) => `${what} ${String(count)}`).join(', ');
