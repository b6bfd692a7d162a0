import type { CollectionView } from '../../../../controller/api/contract/index.ts';

/** What is said about the time that is left. `isLonger`: it has just become longer, and the screen says so. */
export type ShownTime =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'range'; readonly lowS: number; readonly highS: number }
  | { readonly kind: 'single'; readonly seconds: number; readonly isLonger: boolean };

/** The planner's two ends lie closer than this before one number is said (kiosk reference F.6.4). */
export const SINGLE_BELOW_S = 10;
/** One number is taken back for a range only when they lie this far apart again: it does not change to and fro. */
const RANGE_ABOVE_S = 15;
/** The number stands still while the planner says more; so much more, and it is told anew with a line that says so. */
export const LONGER_BY_S = 10;
/** How long that line stays. */
const LONGER_SHOWN_MS = 8000;

interface Counting {
  readonly seconds: number;
  readonly atMs: number;
  readonly longerSinceMs: number | undefined;
}

const isClose = ({ lowS, highS }: NonNullable<CollectionView['estimate']>, before: Counting | undefined): boolean =>
  highS - lowS < (before === undefined ? SINGLE_BELOW_S : RANGE_ABOVE_S);

function countOn(before: Counting, highS: number, nowMs: number): Counting {
  if (highS - before.seconds >= LONGER_BY_S) return { seconds: highS, atMs: nowMs, longerSinceMs: nowMs };
  const passedS = Math.floor((nowMs - before.atMs) / 1000);
  const longerSinceMs = before.longerSinceMs !== undefined && nowMs - before.longerSinceMs < LONGER_SHOWN_MS ? before.longerSinceMs : undefined;
  if (passedS <= 0) return { ...before, longerSinceMs };
  // It may stand still while the planner has more, it never goes faster than time twice over, and never below what the planner says.
  const seconds = Math.min(before.seconds, Math.max(highS, before.seconds - 2 * passedS));
  return { seconds: Math.max(0, seconds), atMs: before.atMs + passedS * 1000, longerSinceMs };
}

/**
 * Tells the time left as people can bear it: a range first; one number, the planner's later end, once both ends are close. That number
 * may slow down; it becomes larger only together with `isLonger`. Without an estimate (a pause, no connection) it begins anew.
 */
export function createWaitClock(): (estimate: CollectionView['estimate'], nowMs: number) => ShownTime {
  let counting: Counting | undefined;
  return (estimate, nowMs) => {
    if (estimate === undefined || !isClose(estimate, counting)) {
      counting = undefined;
      return estimate === undefined ? { kind: 'unknown' } : { kind: 'range', ...estimate };
    }
    counting = counting === undefined ? { seconds: estimate.highS, atMs: nowMs, longerSinceMs: undefined } : countOn(counting, estimate.highS, nowMs);
    return { kind: 'single', seconds: counting.seconds, isLonger: counting.longerSinceMs !== undefined };
  };
}
