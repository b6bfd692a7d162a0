import type { CollectionView } from '../../../controller/api/contract/index.ts';
import type { Say } from '../words/words.tsx';

const HALF_MINUTE_S = 30;

/** Minutes in halves, as people say them. */
function halves(count: number): string {
  const whole = Math.floor(count / 2);
  if (count % 2 === 0) return String(whole);
  return whole === 0 ? '½' : `${String(whole)}½`;
}

/** The estimate as a range in half minutes, rounded outwards; a range, because a single number would be a promise. */
export function estimateWords(say: Say, estimate: CollectionView['estimate']): string {
  if (estimate === undefined) return say('time.unknown');
  const low = Math.floor(estimate.lowS / HALF_MINUTE_S);
  const high = Math.ceil(estimate.highS / HALF_MINUTE_S);
  if (high <= 2) return say('time.underMinute');
  return low <= 0 || low >= high ? say('time.single', { high: halves(high) }) : say('time.range', { low: halves(low), high: halves(high) });
}
