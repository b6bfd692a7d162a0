import type { Fate } from './judge-mutant.ts';

/** How many came to which end. */
export function countFates(fates: readonly Fate[]): Readonly<Record<Fate['by'], number>> {
  const counts: Record<Fate['by'], number> = { plant: 0, ready: 0, covered: 0, table: 0, equivalent: 0, survived: 0 };
  for (const { by } of fates) counts[by] += 1;
  return counts;
}

/** One fate as a line for people. */
export function linesOf({ mutant, by, invariant, seed, atMs, motion, detail, alone, ranOn }: Fate): string {
  const where = seed === undefined ? '' : ` (seed ${String(seed)}${atMs === undefined ? '' : `, ${(atMs / 1000).toFixed(1)} s`}${motion === undefined ? '' : `, ${motion}`})`;
  return `${mutant}: ${by}${invariant === undefined ? '' : ` ${invariant}`}${where}: ${detail}${by === 'survived' ? ` [alone ${String(alone)}, ran on ${String(ranOn)}]` : ''}`;
}
