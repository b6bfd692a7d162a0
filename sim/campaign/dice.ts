/** Random numbers of one purpose. */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform whole number from 0 to `below` - 1. */
  readonly int: (below: number) => number;
}

/** Any item; undefined of an empty list. */
export function anyOf<T>(items: readonly T[], dice: Dice): T | undefined {
  return items[dice.int(items.length)];
}

/** Uniform between two bounds. */
export function between([least, most]: readonly [number, number], dice: Dice): number {
  return least + dice.next() * (most - least);
}

/** True so often out of a hundred. */
export function comes(percent: number, dice: Dice): boolean {
  return dice.next() * 100 < percent;
}
