import type { Clock } from '../../ports.ts';

/** How many requests at once, and how fast the right to another one comes back. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** Asks for one request; answers the wait in ms, 0 when it may go on. */
export type RateLimit = (who: string) => number;

/** Askers remembered at a time; beyond it those who have their full right again are forgotten. */
const MOST_ASKERS = 1000;

/** A token bucket for each asker. */
export function createRateLimit(clock: Pick<Clock, 'nowMs'>, { burst, perMinute }: Rate): RateLimit {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const perMs = perMinute / 60_000;
  const forgetFull = (nowMs: number): void => {
    if (buckets.size < MOST_ASKERS) return;
    for (const [who, bucket] of buckets) if (bucket.tokens + (nowMs - bucket.atMs) * perMs >= burst) buckets.delete(who);
  };
  return (who) => {
    const nowMs = clock.nowMs();
    forgetFull(nowMs);
    const bucket = buckets.get(who) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) * perMs);
    buckets.set(who, { tokens: Math.max(0, tokens - (tokens >= 1 ? 1 : 0)), atMs: nowMs });
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs);
  };
}
