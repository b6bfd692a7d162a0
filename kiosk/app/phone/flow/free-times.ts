import type { SiteView } from '../../../../controller/api/contract/index.ts';
import { daysOf, startsOn, usualLength } from './collection-window.ts';
import type { CollectionWindow } from './phone-context.ts';

const DAY_MS = 86_400_000;
type Rules = Pick<SiteView, 'booking' | 'timezone'>;

/** Whether a drive that begins then meets nobody else's: the car is away from the beginning of its window for the days of a drive. UTC ms. */
export function isFree({ booking }: Pick<Rules, 'booking'>, taken: readonly CollectionWindow[] | undefined, fromUtcMs: number): boolean {
  const untilUtcMs = fromUtcMs + booking.driveDays * DAY_MS;
  return !(taken ?? []).some((other) => other.fromUtcMs < untilUtcMs && fromUtcMs < other.untilUtcMs);
}

/** Beginnings of a day that nobody has taken. What the tower knows better, it says when it is asked. */
export const freeStartsOn = (rules: Rules, taken: readonly CollectionWindow[] | undefined, nowUtcMs: number, day: number, lengthMinutes: number): readonly number[] =>
  startsOn(rules, nowUtcMs, day, lengthMinutes).filter((at) => isFree(rules, taken, at));

/** Days with a free beginning, and the first of it; for windows of the usual length. */
export function freeDays(rules: Rules, taken: readonly CollectionWindow[] | undefined, nowUtcMs: number): readonly { readonly day: number; readonly firstUtcMs: number }[] {
  return daysOf(rules).flatMap((day) => {
    const [firstUtcMs] = freeStartsOn(rules, taken, nowUtcMs, day, usualLength(rules));
    return firstUtcMs === undefined ? [] : [{ day, firstUtcMs }];
  });
}
