import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChaosAnswer, ChaosOptions, ChaosReport, Spread } from '../chaos/chaos.port.ts';
import { runDevProgram } from './dev-process.ts';
import { refused, type VerbOutcome } from './outcome.ts';

const SHOWN = 20;
const ENTRY = join(fileURLToPath(new URL('../chaos/', import.meta.url)), 'testing', 'chaos.entry.ts');

/** `carillon sim chaos`: the processes of towers at work are killed, stopped and cut off, and brought back by their own supervisor. */
export async function simChaos({ cycles, seed, jobs, site, speed, results }: ChaosOptions): Promise<VerbOutcome> {
  const answer = await runDevProgram(ENTRY, { cycles, seed, jobs, site, speed, results });
  if (!answer.ok) return refused(answer.message);
  const { towers, report, wrong } = answer.value as ChaosAnswer;
  return {
    ok: wrong.length === 0,
    json: { seed, towers, ...report, wrong },
    lines: [...linesOf(report, towers), ...(wrong.length === 0 ? ['nothing is wrong'] : wrong.slice(0, SHOWN).map((each) => `  ${each}`))],
  };
}

const words = (spread: Spread | undefined): string =>
  spread === undefined ? 'never' : `p50 ${String(spread.p50)} · p99 ${String(spread.p99)} · p99.9 ${String(spread.p999)} · max ${String(spread.max)} ms (${String(spread.count)})`;

function linesOf(report: ChaosReport, towers: number): readonly string[] {
  const { safeMs, brakesMs, afterKillMs, frozen, screenMs, readyMs, cycleMs } = report;
  return [
    `${String(report.cycles)} cycles on ${String(towers)} towers, ${String(report.inMotion)} in motion: ${counts(report.byDeed)}`,
    ...(Object.keys(report.skipped).length === 0 ? [] : [`not done: ${counts(report.skipped)}`]),
    `last edge of the watchdog to no torque: ${words(safeMs)}`,
    `to all brakes on: ${words(brakesMs)}`,
    `from a kill to no torque: ${words(afterKillMs)}`,
    `where this machine stood still meanwhile, for up to ${String(frozen.longestMs)} ms: ${words(frozen.safeMs)}`,
    ...Object.entries(screenMs).map(([deed, spread]) => `truthful screen, ${deed}: ${words(spread)}`),
    `from there to ready, by a person: ${words(readyMs)}`,
    `stops on the way back, by this machine: ${String(report.otherStops)} · journals that opened whole: ${String(report.journalsWhole)} of ${String(report.cycles)} · a cycle: ${words(cycleMs)}`,
  ];
}

const counts = (of: Readonly<Record<string, number>>): string => Object.entries(of).map(([what, count]) => `${what} ${String(count)}`).join(', ');
