import type { Rng } from '../../ports.ts';
import type { FactName, Truth } from '../../sensing/fact.ts';
import type { Combination } from './combination.ts';

const VALUES: readonly Truth[] = [true, false, undefined];
const LOST: readonly Truth[] = [false, undefined];
/** With many facts lost everything is refused and nothing is learned. */
const MOST_LOST = 4;

/** Every combination of these facts, each true, false and unknown: three to their number. Leaves everything true. */
export function visitAll(names: readonly FactName[], combination: Combination, visit: () => void): void {
  const [first, ...rest] = names;
  if (first === undefined) {
    visit();
    return;
  }
  for (const value of VALUES) {
    combination.set(first, value);
    visitAll(rest, combination, visit);
  }
  combination.set(first, true);
}

/** Everything true, and each fact lost alone in each way. */
export function visitSingles(names: readonly FactName[], combination: Combination, visit: () => void): void {
  visit();
  for (const name of names) {
    for (const value of LOST) {
      combination.set(name, value);
      visit();
    }
    combination.set(name, true);
  }
}

/** Each pair of facts, lost together in each way. */
export function visitPairs(names: readonly FactName[], combination: Combination, visit: () => void): void {
  for (const [i, first] of names.entries()) {
    for (const value of LOST) {
      combination.set(first, value);
      for (const second of names.slice(i + 1)) visitLost(second, combination, visit);
    }
    combination.set(first, true);
  }
}

function visitLost(name: FactName, combination: Combination, visit: () => void): void {
  for (const value of LOST) {
    combination.set(name, value);
    visit();
  }
  combination.set(name, true);
}

/** `runs` combinations with one to four facts lost, drawn at random from all of them. */
export function visitAtRandom(names: readonly FactName[], runs: number, rng: Pick<Rng, 'next'>, combination: Combination, visit: () => void): void {
  for (let run = 0; run < runs; run += 1) {
    const many = 1 + Math.floor(rng.next() * MOST_LOST);
    for (let n = 0; n < many; n += 1) {
      // One draw says both which fact is lost and how.
      const drawn = Math.floor(rng.next() * names.length * 2);
      const name = names[drawn >> 1];
      if (name !== undefined) combination.set(name, (drawn & 1) === 0 ? false : undefined);
    }
    visit();
    combination.clear();
  }
}
