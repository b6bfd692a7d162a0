import type { Rng } from '../../ports.ts';
import type { FactName } from '../../sensing/fact.ts';
import type { Interlock } from '../interlock.ts';
import { INTERLOCKS } from '../interlocks.ts';
import type { Motion } from '../motion.ts';
import { motionsOf } from '../motions-of.ts';
import { createInterlockBook, type InterlockBook } from '../permit.ts';
import { allowedByStatement } from '../statement.ts';
import { createCombination } from './combination.ts';
import { readByStatementOnly, undeclaredReads } from './declared-reads.ts';
import { traceHazards, type TracedHazard } from './trace-hazards.ts';
import { visitAll, visitAtRandom, visitPairs, visitSingles } from './visits.ts';

/** A combination on which table and statement differ. */
export interface Disagreement {
  readonly motion: Motion;
  readonly table: boolean;
  readonly statement: boolean;
  /** Facts that are not true in it. */
  readonly notTrue: Readonly<Record<string, boolean | null>>;
}

/** What is verified, and how deeply. */
export interface Scope {
  readonly bays: readonly string[];
  /** Every fact of the site. */
  readonly facts: readonly FactName[];
  readonly rng: Pick<Rng, 'next'>;
  /** Random combinations over all motions together. */
  readonly randomRuns: number;
  /** How deeply motions with more facts than `exhaustiveUpTo` are compared: each row alone, or each pair of rows as well. */
  readonly depth: 'rows' | 'pairs';
  /** Motions with at most this many facts are gone through completely. */
  readonly exhaustiveUpTo: number;
  /** Instead of the table of the house; for tests of this verification. */
  readonly table?: readonly Interlock[];
  /** Only these motions. */
  readonly motions?: readonly Motion[];
}

export interface Verification extends Comparison {
  readonly motions: number;
  readonly rows: number;
  readonly facts: number;
  /** Rows that read other facts than they declare, and facts that only the statement reads. */
  readonly undeclaredReads: readonly string[];
  readonly hazards: readonly TracedHazard[];
  /** Numbers of the hazard list that nothing answers. */
  readonly untracedHazards: readonly number[];
}

const KEPT_DISAGREEMENTS = 20;

/** What a comparison has found. */
export interface Comparison {
  readonly combinations: number;
  /** Motions of which every combination of every fact that they read was compared, and how many combinations that were. */
  readonly exhaustive: { readonly motions: number; readonly combinations: number };
  readonly random: number;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Compares the table with the independent statement. A motion with few facts: every combination, three values each. Any other motion:
 * each row alone and each pair of rows. And random combinations over everything, facts included that no row of the motion reads.
 */
export function compareTable({ bays, facts, rng, randomRuns, depth, exhaustiveUpTo, table = INTERLOCKS, motions = motionsOf(bays) }: Scope): Comparison {
  const book = createInterlockBook(bays, table);
  const combination = createCombination();
  const disagreements: Disagreement[] = [];
  const exhaustive = { motions: 0, combinations: 0 };
  const runs = Math.ceil(randomRuns / motions.length);
  let combinations = 0;

  function compare(motion: Motion): void {
    combinations += 1;
    const granted = book.grants(motion, combination.facts);
    const stated = allowedByStatement(motion, bays, combination.read);
    if (granted === stated || disagreements.length >= KEPT_DISAGREEMENTS) return;
    disagreements.push({ motion, table: granted, statement: stated, notTrue: combination.notTrue() });
  }

  for (const motion of motions) {
    const read = factsReadBy(book, motion);
    const visit = (): void => { compare(motion); };
    visitSingles(facts, combination, visit);
    if (read.length <= exhaustiveUpTo) {
      const before = combinations;
      visitAll(read, combination, visit);
      exhaustive.motions += 1;
      exhaustive.combinations += combinations - before;
    } else if (depth === 'pairs') visitPairs(read, combination, visit);
    visitAtRandom(facts, runs, rng, combination, visit);
  }
  return { combinations, exhaustive, random: runs * motions.length, disagreements };
}

/** The comparison, with the proof that rows read nothing but the facts that they declare, and the hazards with what answers them. */
export function verifyInterlocks(scope: Scope): Verification {
  const { bays, facts, table = INTERLOCKS, motions = motionsOf(bays) } = scope;
  const book = createInterlockBook(bays, table);
  const combination = createCombination();
  const hazards = traceHazards(table);
  return {
    motions: motions.length, rows: table.length, facts: facts.length,
    ...compareTable(scope),
    undeclaredReads: [
      ...undeclaredReads(table, motions, bays, combination),
      ...motions.flatMap((motion) => readByStatementOnly(motion, bays, factsReadBy(book, motion), combination)),
    ],
    hazards,
    untracedHazards: hazards.filter(({ answered }) => !answered).map(({ number }) => number),
  };
}

function factsReadBy(book: Pick<InterlockBook, 'rowsOf'>, motion: Motion): readonly FactName[] {
  return [...new Set(book.rowsOf(motion).map(({ fact }) => fact))];
}
