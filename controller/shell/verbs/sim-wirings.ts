import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { playWiring, type WiringReport } from '../simulation/wirings/play-wirings.ts';
import type { VerbOutcome } from './outcome.ts';

/** What `carillon sim wirings` is asked for. */
export interface SimWiringsOptions {
  /** Runs of each wiring. */
  readonly runs: number;
  /** The first seed. */
  readonly seed: number;
  readonly site: string;
  /** One of them only. */
  readonly wiring?: WiringReport['wiring'];
}

const SHOWN = 20;

/** `carillon sim wirings`: the software without the relay under every single fault, and the relay alone under random commands. */
export async function simWirings({ runs, seed, site, wiring }: SimWiringsOptions): Promise<VerbOutcome> {
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const reports: WiringReport[] = [];
  for (const one of wiring === undefined ? (['software', 'relay'] as const) : [wiring]) reports.push(await playWiring(one, { from: seed, runs, site }));
  const runsPerSecond = Number(((runs * reports.length) / Math.max(0.001, (clock.nowMs() - beganMs) / 1000)).toFixed(3));
  return {
    ok: reports.every(({ violations, unasked }) => violations.length === 0 && unasked.length === 0),
    json: { site, seed, nextSeed: seed + runs, runsPerSecond, wirings: reports },
    lines: reports.flatMap(({ wiring: name, judged, violations, unasked, premises }) => [
      `${name} alone: ${String(runs)} runs, judged by ${judged.map((id) => `${id} (${String(premises[id])})`).join(', ')}: ${String(violations.length)} violations${unasked.length > 0 ? `, never asked: ${unasked.join(', ')}` : ''}`,
      ...violations.slice(0, SHOWN).map((v) => `  seed ${String(v.seed)} ${v.invariant} at ${(v.atMs / 1000).toFixed(2)} s: ${v.detail}`),
    ]),
  };
}
