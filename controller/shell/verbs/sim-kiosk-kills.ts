import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDevProgram } from './dev-process.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim kiosk-kills` is asked for. */
export interface SimKioskKillsOptions {
  readonly kills: number;
  readonly seed: number;
  /** Of the simulated tower against the clock. */
  readonly speed: number;
  /** Makes the page hang, instead of ending its process. */
  readonly hang?: boolean;
}

/** What the program found; declared with it in `up/testing/kiosk-kills.ts`. */
interface Report {
  readonly kills: readonly { readonly phase: string; readonly screen: string | null; readonly backAfterMs: number | null }[];
  readonly deliveries: number;
  readonly findings: readonly string[];
}

const ENTRY = join(fileURLToPath(new URL('../up/', import.meta.url)), 'testing', 'kiosk-kills.entry.ts');

/** `carillon sim kiosk-kills`: the page of a running tower is killed in mid-delivery, and `up` brings it back. */
export async function simKioskKills({ kills, seed, speed, hang }: SimKioskKillsOptions): Promise<VerbOutcome> {
  const answer = await runDevProgram(ENTRY, { kills, seed, speed, signal: hang === true ? 'SIGSTOP' : 'SIGKILL' });
  if (!answer.ok) return refused(answer.message);
  const report = answer.value as Report;
  const times = report.kills.flatMap(({ backAfterMs }) => (backAfterMs === null ? [] : [backAfterMs])).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  const backMs = { fastest: at(0), median: at(0.5), p95: at(0.95), slowest: at(1) };
  const screens: Record<string, number> = {};
  for (const { phase, screen } of report.kills) screens[`${phase} ${screen ?? 'none'}`] = (screens[`${phase} ${screen ?? 'none'}`] ?? 0) + 1;
  const ok = report.kills.length === kills && report.findings.length === 0;
  return {
    ok,
    json: { kills: report.kills.length, deliveries: report.deliveries, seed, speed, how: hang === true ? 'hang' : 'kill', backMs, screens, findings: report.findings, each: report.kills },
    lines: [
      `${String(report.kills.length)} of ${String(kills)} ${hang === true ? 'hangs' : 'kills'} in ${String(report.deliveries)} deliveries, brought back by up: fastest ${String(backMs.fastest)} ms, median ${String(backMs.median)}, p95 ${String(backMs.p95)}, slowest ${String(backMs.slowest)}`,
      ...Object.entries(screens).sort().map(([where, count]) => `  ${where}: ${String(count)}`),
      ...(ok ? ['the tower noticed nothing'] : report.findings.map((finding) => `  ${finding}`)),
    ],
  };
}
