import { wasHad } from './rule-facts.ts';
import type { Had, RuleFacts } from './rule-facts.ts';
import { monthsLater } from './site-calendar.ts';
import type { Verdict } from './verdict.ts';

/** A car that counts from the beginning of its window until `untilUtcMs`, whose instant does not belong to it. */
interface Counted {
  readonly carId: string;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

const countsAt = ({ fromUtcMs, untilUtcMs }: Counted, utcMs: number): boolean => fromUtcMs <= utcMs && utcMs < untilUtcMs;

/** Until when each different car counts that counts at an instant, the earliest first. */
function endsAt(counted: readonly Counted[], utcMs: number): readonly number[] {
  const ends = new Map<string, number>();
  for (const one of counted.filter((each) => countsAt(each, utcMs))) ends.set(one.carId, Math.max(one.untilUtcMs, ends.get(one.carId) ?? 0));
  return [...ends.values()].sort((a, b) => a - b);
}

/**
 * At most so many different cars within so many months: at the beginning of this drive, and at that of each later one of the member while this
 * one counts. Those are the only instants at which the number can rise.
 */
export function judgeMostCars({ own, wish, rules: { rules: { mostCars: most, withinMonths: months } }, timezone }: RuleFacts): Verdict {
  const count = ({ carId, fromUtcMs }: Pick<Had, 'carId' | 'fromUtcMs'>): Counted => ({ carId, fromUtcMs, untilUtcMs: monthsLater(fromUtcMs, months, timezone) });
  const others = own.filter((had) => had.bookingId !== wish.bookingId && wasHad(had)).map(count);
  const wished = count(wish);
  const differentOnes = others.filter(({ carId }) => carId !== wish.carId);
  const had = endsAt(differentOnes, wish.fromUtcMs);
  const instants = [wish.fromUtcMs, ...others.map(({ fromUtcMs }) => fromUtcMs).filter((utcMs) => utcMs > wish.fromUtcMs && countsAt(wished, utcMs))];
  const isBroken = instants.some((utcMs) => endsAt(differentOnes, utcMs).length + 1 > most);
  const freeFromUtcMs = had[had.length - most];
  return { params: { had: had.length, most, months, ...(isBroken && freeFromUtcMs !== undefined && { freeFromUtcMs }) }, ...(isBroken && { code: 'carsExhausted' as const }) };
}
