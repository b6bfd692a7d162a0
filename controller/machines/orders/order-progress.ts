import { isBack, type OrderPhase, type OrderRecord } from '../../journal/order-record.ts';
import type { Facts } from '../../sensing/fact.ts';
import type { Act, PhasePlan, Recipe } from './recipe.ts';

/** How far an order is. */
export interface Progress {
  readonly record: OrderRecord;
  readonly facts: Facts;
  readonly at: number;
  readonly recipe: (record: OrderRecord) => Recipe;
  readonly isNeeded: (act: Act, facts: Facts) => boolean;
}

/** The phases on its present way. */
function wayOf({ record, recipe }: Progress): readonly PhasePlan[] {
  return isBack(record) ? recipe(record).back : recipe(record).on;
}

/** The present phase; undefined when the record is in none of its recipe. */
export function planOf(progress: Progress): PhasePlan | undefined {
  return wayOf(progress).find(({ phase }) => phase === progress.record.phase);
}

/** The act that is to be done now; undefined when the phase is through. */
export function actNow(progress: Progress): Act | undefined {
  return planOf(progress)?.acts[progress.at];
}

/** Number of the next act, from the present one on, of which anything is left to be done. */
export function skipUnneeded(progress: Progress): number {
  const acts = planOf(progress)?.acts ?? [];
  const next = acts.findIndex((act, index) => index >= progress.at && progress.isNeeded(act, progress.facts));
  return next < 0 ? acts.length : next;
}

/** The phase after the present one; undefined after the last. */
export function nextPhase(progress: Progress): OrderPhase | undefined {
  const way = wayOf(progress);
  return way[way.findIndex(({ phase }) => phase === progress.record.phase) + 1]?.phase;
}

/**
 * The phase that shut the bay out of which a pallet is to be taken, where the pallet still stands in it and its door was opened for people since;
 * undefined where nothing is to be shut anew.
 */
export function shutsAnew(progress: Progress): OrderPhase | undefined {
  const act = planOf(progress)?.acts[0];
  if (act?.do !== 'carry' || act.from.kind !== 'bay') return undefined;
  const fact = (name: 'palletSeated' | 'outerClosedLocked') => progress.facts.get(`${act.from.name}.${name}`).value;
  if (fact('palletSeated') !== true || fact('outerClosedLocked') !== false) return undefined;
  const way = wayOf(progress);
  const before = way.slice(0, way.findIndex(({ phase }) => phase === progress.record.phase));
  return before.findLast(({ acts }) => acts.some(({ do: does }) => does === 'shut'))?.phase;
}

/** Whether the bay of the present act holds what it is to be proven to hold, and nobody. Unknown is no. */
export function isProven(progress: Progress): boolean {
  const act = actNow(progress);
  if (act === undefined || (act.do !== 'prove' && act.do !== 'proveShut')) return false;
  const contents = act.contents === 'empty' ? 'emptyProven' : 'carProven';
  // Behind the shut door a car must have been measured after everybody had gone; the inner door does not open before.
  if (act.do === 'proveShut' && act.contents === 'laden' && progress.facts.get(`${act.bay}.loadAdmitted`).value !== true) return false;
  // Whoever sits in the car is seen by the radar alone: the door does not shut over them.
  if (act.contents === 'laden' && progress.facts.get(`${act.bay}.radarClear`).value !== true) return false;
  return progress.facts.get(`${act.bay}.${contents}`).value === true && progress.facts.get(`${act.bay}.personClear`).value === true;
}
