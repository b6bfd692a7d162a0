import { explainProblems, loadSite, loadStock } from '../../../../config/load-site.ts';
import type { Variant, CutTarget } from './cutter.ts';
import { playCut, targetOf, type CutTower } from './play-cut.ts';

/** One boundary that is to be visited. */
export interface CutOrder {
  readonly site: string;
  readonly sequence: string;
  readonly at: CutTarget;
  /** How many boundaries lie in the same instant, this one included. */
  readonly covers: number;
  readonly variant: Variant;
  readonly offMs: number;
  /** Cut once more, inside the recovery. */
  readonly inside: boolean;
}

/** What its runs have shown. */
export interface CutDone extends CutOrder {
  /** How often the power was cut. */
  readonly cuts: number;
  /** Runs that went on from the recovered tower to the end, and runs whose situation somebody had gone on from before. */
  readonly wentOn: number;
  readonly known: number;
  /** The boundary of the recovery at which the second cut fell. */
  readonly second?: string;
  readonly failures: readonly string[];
}

/** A step through the boundaries of a recovery that has no factor in common with any length of it that occurs. */
const STRIDE = 7919;

const towers = new Map<string, CutTower>();

/** A site with its stock. Throws when one of them does not load. */
export function cutTower(preset: string): CutTower {
  const known = towers.get(preset);
  if (known !== undefined) return known;
  const site = loadSite(preset);
  if (!site.ok) throw new Error(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) throw new Error(explainProblems(stock.problems));
  const tower = { site: site.value, stock: stock.value };
  towers.set(preset, tower);
  return tower;
}

/** Plays visits one after the other, and remembers from which situations somebody has gone on. */
export function createCutPlayer(): (order: CutOrder) => Promise<CutDone> {
  const situations = new Set<string>();
  return async (order) => {
    const { sequencesWithStops } = await import('../../../../sim/scenarios/sequences-stopped.ts');
    const sequence = sequencesWithStops.find(({ name }) => name === order.sequence);
    if (sequence === undefined) throw new Error(`there is no sequence ${order.sequence}`);
    const { at, variant, offMs } = order;
    const tower = cutTower(order.site);
    const keyOf = (situation: string): string => [order.site, order.sequence, variant, situation].join(' ');
    // A controller that has lived through it knows more than what the tower and the journal show.
    const isKnown = (situation: string): boolean => variant !== 'drives' && situations.has(keyOf(situation));
    const first = await playCut(tower, sequence, { at, variant, offMs, isKnown });
    if (first.wentOn && first.failures.length === 0) situations.add(keyOf(first.situation));
    if (!order.inside || first.recovery.length === 0) return { ...order, cuts: 1, wentOn: Number(first.wentOn), known: Number(!first.wentOn), failures: first.failures };
    const inside = targetOf(first.recovery, (at.nth * STRIDE) % first.recovery.length);
    const second = await playCut(tower, sequence, { at, variant, offMs, isKnown, inside });
    if (second.wentOn && second.failures.length === 0) situations.add(keyOf(second.situation));
    const wentOn = Number(first.wentOn) + Number(second.wentOn);
    return {
      ...order, cuts: 3, wentOn, known: 2 - wentOn, second: inside.name,
      failures: [...first.failures, ...second.failures.map((failure) => `with a second cut at "${inside.name}": ${failure}`)],
    };
  };
}
