import { explainProblems, loadSite, loadStock } from '../../../../config/load-site.ts';
import { playRelay } from './play-relay.ts';
import { playSoftware } from './play-software.ts';
import { WIRING_RULES, type WiringRule } from './wirings.ts';

/** What a wiring has shown. */
export interface WiringReport extends WiringRule {
  readonly wiring: keyof typeof WIRING_RULES;
  readonly runs: number;
  readonly violations: readonly { readonly seed: number; readonly invariant: string; readonly atMs: number; readonly detail: string }[];
  /** Of the invariants that it is judged by. */
  readonly premises: Readonly<Record<string, number>>;
  /** Of these, those that were never asked: nothing is proven about them. */
  readonly unasked: readonly string[];
}

/** A run of either kind. */
interface Played {
  readonly violations: readonly { readonly invariant: string; readonly atMs: number; readonly detail: string }[];
  readonly premises: Readonly<Record<string, number>>;
}

/** Long enough for people, keys and a trip or two. */
const RELAY_MINUTES = 3;

async function play(wiring: WiringReport['wiring'], seed: number, preset: string): Promise<Played> {
  if (wiring === 'software') {
    const { broken, premises } = await playSoftware(seed, preset);
    return { violations: broken, premises };
  }
  const [site, stock] = [loadSite(preset), loadStock(preset)];
  if (!site.ok) throw new Error(explainProblems(site.problems));
  if (!stock.ok) throw new Error(explainProblems(stock.problems));
  return playRelay({ site: site.value, stock: stock.value, seed, minutes: RELAY_MINUTES });
}

/** Plays one wiring over a range of seeds, and keeps what it is judged by. */
export async function playWiring(wiring: WiringReport['wiring'], { from, runs, site }: { readonly from: number; readonly runs: number; readonly site: string }): Promise<WiringReport> {
  const rule = WIRING_RULES[wiring];
  const judged = new Set(rule.judged);
  const violations: WiringReport['violations'][number][] = [];
  const premises: Record<string, number> = Object.fromEntries(rule.judged.map((id) => [id, 0]));
  for (let seed = from; seed < from + runs; seed += 1) {
    const played = await play(wiring, seed, site);
    for (const { invariant, atMs, detail } of played.violations) if (judged.has(invariant)) violations.push({ seed, invariant, atMs, detail });
    for (const id of rule.judged) premises[id] = (premises[id] ?? 0) + (played.premises[id] ?? 0);
  }
  return { wiring, runs, ...rule, violations, premises, unasked: rule.judged.filter((id) => premises[id] === 0) };
}
