import { bayFactNames, towerFactNames, type FactName } from '../../../sensing/fact.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import { kindOf } from '../../../interlocks/motion.ts';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { allowedByStatement } from '../../../interlocks/statement.ts';
import { createCombination } from '../../../interlocks/verify/combination.ts';
import { visitPairs, visitSingles } from '../../../interlocks/verify/visits.ts';
import { createInterlockBook } from '../../../interlocks/permit.ts';
import type { Mutant } from './mutant.ts';
import { mutatedBook } from './mutated-book.ts';
import { REASONS, WITHOUT_PHYSICS } from './reasons.ts';
import { mayFollow, presetOf, seek, type Sought } from './seek.ts';

/**
 * What became of a mutant. plant: an invariant over the truth has not held, and holds in the same run with the right table · ready: the
 * tower never opens or never hands over, and does with the right table · covered: whatever happened, another row or the gate itself refused as well; the
 * comparison with the statement notices · table: no physics could tell, for a reason that is written down; the comparison notices · equivalent: over every
 * combination the table says the same · survived: none of these.
 */
export interface Fate {
  readonly mutant: string;
  readonly by: 'plant' | 'ready' | 'covered' | 'table' | 'equivalent' | 'survived';
  readonly invariant?: string;
  readonly seed?: number;
  readonly atMs?: number;
  readonly motion?: string;
  readonly detail: string;
  /** Over all runs: commands let through, and scans run on, that the right table would not have allowed. */
  readonly alone: number;
  readonly ranOn: number;
}

/** How long is looked for. */
export interface Effort {
  readonly seeds: number;
  readonly forMs: number;
}

interface Killer {
  readonly invariant: string;
  readonly atMs: number;
  readonly detail: string;
}

/** What was violated after the row had made a difference, and is not in the same run with the right table. */
async function killedBy(mutant: Mutant, seed: number, sought: Sought): Promise<Killer | undefined> {
  const found = sought.violations.filter((violation) => mayFollow(violation, sought));
  if (found.length === 0) return undefined;
  const control = await seek({ mutant, seed, forMs: Math.max(...found.map(({ atMs }) => atMs)), asItShouldBe: true });
  return found.find(({ invariant }) => !control.violations.some((one) => one.invariant === invariant));
}

/** Whether the comparison with the independent statement notices the mutant, and whether there is anything to notice. */
export function atTable(mutant: Mutant): 'differs' | 'same' {
  const bays = ['A', 'B'];
  const facts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))].filter((name) => name.endsWith(mutant.row.fact.name) || name === mutant.next?.fact.name || name.endsWith(`.${mutant.next?.fact.name ?? ''}`));
  const [book, combination] = [mutatedBook(mutant, bays, INTERLOCKS), createCombination()];
  let differs = 0;
  for (const motion of motionsOf(bays)) {
    if (!mutant.row.motions.includes(kindOf(motion).kind)) continue;
    const visit = (): void => { if (book.grants(motion, combination.facts) !== allowedByStatement(motion, bays, combination.read)) differs += 1; };
    visitSingles(facts, combination, visit);
    visitPairs(facts, combination, visit);
  }
  return differs > 0 ? 'differs' : 'same';
}

/** Whether two rows that make the mutant's difference can never differ, over all values of all facts that its motions read. */
export function isEquivalent({ row, mutation, next }: Mutant): boolean {
  if (mutation !== 'removed' && mutation !== 'operandDropped' && mutation !== 'orNext') return false;
  const book = createInterlockBook(['A', 'B'], INTERLOCKS.filter(({ id }) => id !== row.id && id !== next?.id));
  // A conjunction loses nothing by a part that another part repeats: the same fact, with the same value, for the same motion.
  return motionsOf(['A', 'B']).filter((motion) => row.motions.includes(kindOf(motion).kind))
    .every((motion) => createInterlockBook(['A', 'B'], [row]).rowsOf(motion).every(({ fact }) => book.rowsOf(motion).some((other) => other.fact === fact && other.interlock.expects === row.expects)));
}

/** Plays a mutant until something kills it, and says what. */
export async function judgeMutant(mutant: Mutant, { seeds, forMs }: Effort): Promise<Fate> {
  let [alone, ranOn, looks, lonely] = [0, 0, 0, 0];
  const besides: Record<string, number> = {};
  const fate = (by: Fate['by'], detail: string, more: Partial<Fate> = {}): Fate => ({ mutant: mutant.id, by, detail, alone, ranOn, ...more });
  if (isEquivalent(mutant)) return fate('equivalent', 'another row asks the same of the same motions');
  const reason = WITHOUT_PHYSICS[mutant.row.id];
  const isAtSite = presetOf(mutant).table.some(({ id }) => id === mutant.row.id);
  if (!isAtSite && atTable(mutant) === 'differs') return fate('table', 'no tower has both of its axes: nothing asks for the row there');
  for (let seed = 1; seed <= seeds; seed += 1) {
    const sought = await seek({ mutant, seed, forMs });
    alone += sought.alone;
    ranOn += sought.ranOn;
    looks += sought.looks;
    lonely += sought.lonely;
    for (const [id, count] of Object.entries(sought.besides)) besides[id] = (besides[id] ?? 0) + count;
    if (!sought.ready) {
      const control = await seek({ mutant, seed, forMs: 0, asItShouldBe: true });
      if (control.ready) return fate('ready', 'the tower never opens, or never hands over', { seed, invariant: 'I47' });
    }
    const killer = await killedBy(mutant, seed, sought);
    if (killer !== undefined) return fate('plant', killer.detail, { seed, invariant: killer.invariant, atMs: killer.atMs, ...(sought.lastMotion !== undefined && { motion: sought.lastMotion }) });
  }
  const noticed = atTable(mutant) === 'differs';
  if ((noticed || !isOfTable(mutant)) && alone + ranOn === 0 && looks > 0) return fate('covered', `${String(looks)} looks, ${lonely === 0 ? 'never alone' : `in ${String(lonely)} the gate alone (latch, leases, what goes together)`}: ${companions(besides, looks)}`);
  if (reason !== undefined && (noticed || !isOfTable(mutant))) return fate('table', REASONS[reason]);
  return fate('survived', looks === 0 ? 'its fact was never untrue' : alone + ranOn === 0 ? 'never alone, and not seen at the table' : 'it stood alone, and nothing came of it');
}

/** Time and reaction are no matter of the comparison, which asks at the start and with facts that stand. */
const isOfTable = ({ mutation }: Mutant): boolean => mutation !== 'stale' && mutation !== 'notWatched';
const COMPANIONS = 3;

function companions(besides: Readonly<Record<string, number>>, looks: number): string {
  const most = Object.entries(besides).sort(([, a], [, b]) => b - a).slice(0, COMPANIONS);
  return most.map(([id, count]) => `${id} ${String(Math.floor((count * 100) / looks))} %`).join(', ');
}
