import type { Rng } from '../ports.ts';
import type { Fact, FactName, Facts, Truth } from '../sensing/fact.ts';
import { INTERLOCKS } from './interlocks.ts';
import type { Motion } from './motion.ts';
import { motionsOf } from './motions-of.ts';
import { createInterlockBook } from './permit.ts';
import { allowedByStatement } from './statement.ts';

/** A combination on which table and statement differ. */
export interface Disagreement {
  readonly motion: Motion;
  readonly table: boolean;
  readonly statement: boolean;
  /** Facts that are not true in it. */
  readonly notTrue: Readonly<Record<string, boolean | null>>;
}

export interface Verification {
  readonly motions: number;
  readonly rows: number;
  readonly facts: number;
  readonly combinations: number;
  readonly disagreements: readonly Disagreement[];
  /** Numbers of the hazard list that no row guards against. */
  readonly untracedHazards: readonly number[];
}

const HAZARDS = 64;
const OTHERS: readonly Truth[] = [false, undefined];
const VALUES: readonly Truth[] = [true, false, undefined];
const KEPT_DISAGREEMENTS = 20;

/**
 * Holds the table against the independent statement: all true; each fact and each pair of facts lost in every way (false or unknown),
 * including facts that the motion does not read; and `randomRuns` random combinations a motion.
 */
export function verifyInterlocks(bays: readonly string[], allFacts: readonly FactName[], rng: Pick<Rng, 'next'>, randomRuns: number): Verification {
  const book = createInterlockBook(bays);
  const values = new Map<FactName, Truth>();
  const fact: { -readonly [K in keyof Fact]: Fact[K] } = { value: undefined, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] };
  const facts: Facts = { revision: 0, updatedAtMs: 0, get: (name) => { fact.value = values.get(name); return fact; } };
  const disagreements: Disagreement[] = [];
  let combinations = 0;

  function compare(motion: Motion): void {
    combinations += 1;
    const table = book.permit(motion, facts).granted;
    const statement = allowedByStatement(motion, bays, (name) => values.get(name));
    if (table === statement || disagreements.length >= KEPT_DISAGREEMENTS) return;
    const notTrue = Object.fromEntries([...values].filter(([, value]) => value !== true).map(([name, value]) => [name, value ?? null]));
    disagreements.push({ motion, table, statement, notTrue });
  }

  const motions = motionsOf(bays);
  for (const motion of motions) {
    for (const name of allFacts) values.set(name, true);
    compare(motion);
    lostFacts(allFacts, values, () => { compare(motion); });
    for (let run = 0; run < randomRuns; run += 1) {
      // Few facts are lost at a time: with many lost everything is refused and nothing is learned.
      for (const name of allFacts) values.set(name, rng.next() < 0.94 ? true : VALUES[Math.floor(rng.next() * 3)]);
      compare(motion);
    }
  }
  const traced = new Set(INTERLOCKS.flatMap((row) => row.hazards));
  const untracedHazards = Array.from({ length: HAZARDS }, (_, i) => i + 1).filter((hazard) => !traced.has(hazard));
  return { motions: motions.length, rows: INTERLOCKS.length, facts: allFacts.length, combinations, disagreements, untracedHazards };
}

/** Each fact alone and each pair of facts, in each way of not being true. */
function lostFacts(allFacts: readonly FactName[], values: Map<FactName, Truth>, visit: () => void): void {
  for (const [i, first] of allFacts.entries()) {
    for (const lost of OTHERS) {
      values.set(first, lost);
      visit();
      for (const second of allFacts.slice(i + 1)) {
        for (const alsoLost of OTHERS) {
          values.set(second, alsoLost);
          visit();
        }
        values.set(second, true);
      }
    }
    values.set(first, true);
  }
}
