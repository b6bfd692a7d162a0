import type { FactName } from '../../sensing/fact.ts';
import type { Interlock } from '../interlock.ts';
import { kindOf, type Motion } from '../motion.ts';
import { createInterlockBook } from '../permit.ts';
import { allowedByStatement } from '../statement.ts';
import type { Combination } from './combination.ts';

/** The facts that a row declares for a motion, by their full names; none where the row does not speak of the motion. */
export function declaredBy(row: Interlock, motion: Motion, bays: readonly string[]): readonly FactName[] {
  const { kind, bay } = kindOf(motion);
  if (!row.motions.includes(kind)) return [];
  const { fact } = row;
  if (fact.of === 'tower') return [fact.name];
  return fact.of === 'everyBay' ? bays.map((id): FactName => `${id}.${fact.name}`) : [`${bay ?? 'none'}.${fact.name}`];
}

/**
 * Facts that a row reads without declaring them, or declares without reading. Each row is asked alone, by an instrumented reader, with what it
 * declares true, false and unknown: what is read then is all that the row can ever depend on, and combinations of other facts cannot matter.
 */
export function undeclaredReads(table: readonly Interlock[], motions: readonly Motion[], bays: readonly string[], combination: Combination): readonly string[] {
  return table.flatMap((row) => {
    const alone = createInterlockBook(bays, [row]);
    return motions.flatMap((motion) => {
      const declared = declaredBy(row, motion, bays);
      const found = new Set<FactName>();
      combination.clear();
      combination.record(found);
      for (const value of [true, false, undefined]) {
        for (const name of declared) combination.set(name, value);
        alone.permit(motion, combination.facts);
      }
      combination.record(undefined);
      combination.clear();
      const wrong = [...found].filter((name) => !declared.includes(name)).map((name) => `reads ${name}`);
      const unread = declared.filter((name) => !found.has(name)).map((name) => `does not read ${name}`);
      return [...wrong, ...unread].map((what) => `${row.id} ${motion} ${what}`);
    });
  });
}

/** Facts that the statement reads for a motion and no row does: on those the table could differ without being found. */
export function readByStatementOnly(motion: Motion, bays: readonly string[], read: readonly FactName[], combination: Combination): readonly string[] {
  const found = new Set<FactName>();
  combination.clear();
  combination.record(found);
  // Everything true takes no short cut: every fact that the statement can ask for is asked for.
  allowedByStatement(motion, bays, combination.read);
  combination.record(undefined);
  return [...found].filter((name) => !read.includes(name)).map((name) => `statement ${motion} reads ${name}`);
}
