import type { Fate } from './judge-mutant.ts';

/** How many came to which end. */
export function countFates(fates: readonly Fate[]): Readonly<Record<Fate['by'], number>> {
  const counts: Record<Fate['by'], number> = { plant: 0, covered: 0, ready: 0, table: 0, equivalent: 0, survived: 0 };
  for (const { by } of fates) counts[by] += 1;
  return counts;
}

/** One fate as a line for people. */
export function linesOf({ mutant, by, invariant, seed, atMs, motion, besides = [], detail }: Fate): string {
  const where = [motion, ...(seed === undefined ? [] : [`seed ${String(seed)}`]), ...(atMs === undefined ? [] : [`${(atMs / 1000).toFixed(1)} s`])].filter((part) => part !== undefined);
  return `${mutant}: ${by}${invariant === undefined ? '' : ` ${invariant}`}${where.length === 0 ? '' : ` (${where.join(', ')})`}${besides.length === 0 ? '' : ` beside ${besides.join(', ')}`}: ${detail}`;
}
