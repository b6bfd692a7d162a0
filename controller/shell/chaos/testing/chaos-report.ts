import type { ChaosReport, Spread } from '../chaos.port.ts';
import type { Cycle } from './cycle.ts';

/** Nearest rank: the least value that so large a share does not exceed. Undefined of nothing. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return sorted.length === 0 ? undefined : { count: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

/** Longer than the lateness of a timer. */
const FROZEN_MS = 10;
export const SCREEN_WITHIN_MS = 10_000;

/** Adds up. */
export function reportOf(cycles: readonly Cycle[]): ChaosReport {
  const done = cycles.filter(({ skipped }) => skipped === undefined);
  // A simulator that is stopped itself measures nothing meanwhile.
  const tripped = done.flatMap(({ deed, stop }) => (stop?.cause === 'watchdog' && deed.kind !== 'stopSimulator' ? [stop] : []));
  const [frozen, clear] = [tripped.filter(({ stalledMs }) => stalledMs > FROZEN_MS), tripped.filter(({ stalledMs }) => stalledMs <= FROZEN_MS)];
  const spread = (of: readonly Cycle[], value: (cycle: Cycle) => number | null): Spread | undefined => spreadOf(of.flatMap((cycle) => value(cycle) ?? []));
  const kinds = [...new Set(done.map(({ deed }) => deed.kind))].sort();
  const screen = (kind: string): readonly Cycle[] => done.filter(({ deed, stop }) => (kind === 'all' || deed.kind === kind) && (deed.kind !== 'stop' || stop !== undefined));
  const journalsBroken = done.filter(({ findings }) => findings.some((finding) => finding.startsWith('journal'))).length;
  return {
    cycles: done.length,
    kills: done.filter(({ deed }) => deed.kind === 'kill').length,
    stops: done.filter(({ deed }) => deed.kind === 'stop').length,
    inMotion: done.filter(({ moving }) => moving).length,
    byDeed: countBy(done, ({ deed }) => deed.kind),
    skipped: countBy(cycles.filter(({ skipped }) => skipped !== undefined), ({ deed, skipped }) => `${deed.kind}: ${skipped ?? ''}`),
    safeMs: spreadOf(clear.flatMap(({ safeMs }) => safeMs ?? [])),
    brakesMs: spreadOf(clear.flatMap(({ brakesMs }) => brakesMs ?? [])),
    frozen: { count: frozen.length, safeMs: spreadOf(frozen.flatMap(({ safeMs }) => safeMs ?? [])), longestMs: Math.max(0, ...frozen.map(({ stalledMs }) => stalledMs)) },
    afterKillMs: spread(screen('kill'), ({ stop }) => stop?.afterMs ?? null),
    screenMs: Object.fromEntries(['all', ...kinds].map((kind) => [kind, spread(screen(kind), ({ screenMs }) => screenMs)])),
    readyMs: spread(done, ({ readyMs }) => readyMs),
    otherStops: done.reduce((sum, { otherStops }) => sum + otherStops, 0),
    journalsWhole: done.length - journalsBroken,
    cycleMs: spread(done, ({ wallMs }) => wallMs),
    findings: cycles.flatMap(({ cycle, deed, findings }) => findings.map((finding) => ({ cycle, deed: JSON.stringify(deed), finding }))),
  };
}

function countBy(cycles: readonly Cycle[], key: (cycle: Cycle) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const cycle of cycles) counts[key(cycle)] = (counts[key(cycle)] ?? 0) + 1;
  return counts;
}

/** What does not hold that must, in sentences; empty when everything does. */
export function wrongWith({ cycles, findings, screenMs, safeMs }: ChaosReport, asked: number): readonly string[] {
  const late = screenMs['all']?.p999 ?? 0;
  return [
    ...findings.map(({ cycle, deed, finding }) => `cycle ${String(cycle)} ${deed}: ${finding}`),
    ...(late <= SCREEN_WITHIN_MS ? [] : [`the truthful screen comes after ${String(late)} ms (p99.9): more than ${String(SCREEN_WITHIN_MS)}`]),
    ...(safeMs === undefined && cycles > 0 ? ['no stop was measured'] : []),
    ...(cycles >= asked ? [] : [`${String(cycles)} of ${String(asked)} cycles were played`]),
  ];
}
