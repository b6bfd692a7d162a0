import { bayFactNames, towerFactNames, type FactName, type Facts } from '../../../sensing/fact.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import { kindOf } from '../../../interlocks/motion.ts';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { allowedByStatement } from '../../../interlocks/statement.ts';
import { createCombination } from '../../../interlocks/verify/combination.ts';
import { visitPairs, visitSingles } from '../../../interlocks/verify/visits.ts';
import { proofOf } from './equivalent.ts';
import { judgeByPlays } from './judge-plays.ts';
import type { Mutant } from './mutant.ts';
import { mutatedBook } from './mutated-book.ts';
import { REASONS, reasonFor } from './reasons.ts';
import { mayFollow, seek, type Sought } from './seek.ts';

/**
 * What became of a mutant. plant: an invariant over the truth has not held, and holds in the same play with the right row; the row stood alone · covered:
 * the same, but others refused as well (`besides`), and were spoilt with it in both plays · ready: what is in order does not go, and does with the right
 * row · table: no physics could tell, for a reason that is written down; the comparison with the statement notices · equivalent: over every state the gate
 * answers the same, by a written proof · survived: none of these.
 */
export interface Fate {
  readonly mutant: string;
  readonly by: 'plant' | 'covered' | 'ready' | 'table' | 'equivalent' | 'survived';
  readonly invariant?: string;
  readonly motion?: string;
  readonly atMs?: number;
  /** Rows that refused as well, and what latched: `latch:uncommandedMotion`. */
  readonly besides?: readonly string[];
  /** Of the hand at random, where the plays did not kill. */
  readonly seed?: number;
  readonly detail: string;
}

/** How long a hand at random seeks what the plays did not show. */
export interface Effort {
  readonly seeds: number;
  readonly forMs: number;
}

const BAYS = ['A', 'B'];
/** Long enough for a row that sees the value of a second ago, and far too short. */
const [LONG_MS, SHORT_MS] = [2000, 100];

function factsOf({ row, next }: Mutant): readonly FactName[] {
  const ends = [row.fact.name, ...(next === undefined ? [] : [next.fact.name])];
  const all: readonly FactName[] = [...towerFactNames, ...BAYS.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];
  return all.filter((name) => ends.some((end) => name === end || name.endsWith(`.${end}`)));
}

/** Whether what has just become untrue is permitted, or goes on though an interlock needs it all the time. */
function isLateAtTable(mutant: Mutant): boolean {
  const book = mutatedBook(mutant, BAYS, INTERLOCKS);
  const names = factsOf(mutant);
  const at = (atMs: number, holds: boolean): Facts => ({ revision: atMs, updatedAtMs: atMs, get: (name) => ({ value: names.includes(name) ? holds === mutant.row.expects : true, cause: 'confirmed', confirmedAtMs: atMs, sinceMs: 0, sources: [] }) });
  book.safetyMirrors(at(0, true));
  book.safetyMirrors(at(LONG_MS, true));
  const untrue = at(LONG_MS + SHORT_MS, false);
  const needed = mutant.row.kind !== 'permissive';
  return motionsOf(BAYS).some((motion) => mutant.row.motions.includes(kindOf(motion).kind) && (mutant.mutation === 'stale' ? book.grants(motion, untrue) : needed && book.permitRunning(motion, untrue).granted));
}

/** Whether the comparison with the independent statement notices the mutant: over states, and over time where that is what is spoilt. */
export function atTable(mutant: Mutant): 'differs' | 'same' {
  if (mutant.mutation === 'stale' || mutant.mutation === 'notWatched') return isLateAtTable(mutant) ? 'differs' : 'same';
  const [book, combination, facts] = [mutatedBook(mutant, BAYS, INTERLOCKS), createCombination(), factsOf(mutant)];
  let differs = 0;
  for (const motion of motionsOf(BAYS)) {
    if (!mutant.row.motions.includes(kindOf(motion).kind)) continue;
    const visit = (): void => { if (book.grants(motion, combination.facts) !== allowedByStatement(motion, BAYS, combination.read)) differs += 1; };
    visitSingles(facts, combination, visit);
    visitPairs(facts, combination, visit);
  }
  return differs > 0 ? 'differs' : 'same';
}

/** What a hand at random has violated after the row had made a difference, and does not in the same run with the right table. */
async function soughtKill(mutant: Mutant, { seeds, forMs }: Effort): Promise<Fate | undefined> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const sought: Sought = await seek({ mutant, seed, forMs });
    const found = sought.violations.filter((violation) => mayFollow(violation, sought));
    if (found.length === 0) continue;
    const control = await seek({ mutant, seed, forMs: Math.max(...found.map(({ atMs }) => atMs)), asItShouldBe: true });
    const killer = found.find(({ invariant }) => !control.violations.some((one) => one.invariant === invariant));
    if (killer !== undefined) return { mutant: mutant.id, by: 'plant', invariant: killer.invariant, atMs: killer.atMs, seed, detail: killer.detail, ...(sought.lastMotion !== undefined && { motion: sought.lastMotion }) };
  }
  return undefined;
}

/** Proves it no mutant, or plays it until something kills it, and says what. */
export async function judgeMutant(mutant: Mutant, effort: Effort = { seeds: 0, forMs: 0 }): Promise<Fate> {
  const proof = proofOf(mutant);
  if (proof !== undefined) return { mutant: mutant.id, by: 'equivalent', detail: proof };
  const verdict = await judgeByPlays(mutant);
  if (verdict.ready === true) return { mutant: mutant.id, by: 'ready', invariant: 'I47', detail: verdict.why };
  if (verdict.killed !== undefined) {
    const { invariant, motion, atMs, detail, besides } = verdict.killed;
    return { mutant: mutant.id, by: besides.length === 0 ? 'plant' : 'covered', invariant, motion, atMs, detail, ...(besides.length > 0 && { besides }) };
  }
  const sought = await soughtKill(mutant, effort);
  if (sought !== undefined) return sought;
  const reason = verdict.nowhere === true ? 'nowhere' : reasonFor(mutant);
  if (reason !== undefined && (mutant.mutation === 'thresholdMoved' || atTable(mutant) === 'differs')) return { mutant: mutant.id, by: 'table', detail: REASONS[reason] };
  return { mutant: mutant.id, by: 'survived', detail: verdict.why };
}
