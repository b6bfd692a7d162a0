import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Clock, Result, Store, WallClock } from '../ports.ts';
import { storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Whether the wall clock can be believed. Nothing new is promised on a doubtful one; whatever was promised before is kept. */
export type IsClockDoubtful = () => Promise<Result<boolean, Refusal>>;

/** Clocks are set by less than this every day; beyond, somebody or something has moved them. */
const TOLERANCE_MS = 120_000;

/**
 * Doubtful: it stands before the newest row of the journal, or it has jumped against the monotonic clock since it was first believed. A jump is
 * forgiven when the clock jumps back, and by a restart. A clock that was behind the journal from the start, as after an empty battery, is
 * believed once it has been set: it was never believed before.
 */
export function createClockDoubt({ store, clock, wall }: { readonly store: Store; readonly clock: Pick<Clock, 'nowMs'>; readonly wall: WallClock }): IsClockDoubtful {
  const aheadMs = (): number => wall.utcMs() - clock.nowMs();
  const atStartMs = aheadMs();
  const believed: { aheadMs?: number; isBehindSinceStart: boolean } = { isBehindSinceStart: false };
  return async () => {
    const newest = await store.read(statement('audit.newest'));
    if (!newest.ok) return storeRefused(newest.error);
    const isBehind = wall.utcMs() < Number(newest.value[0]?.['utcMs'] ?? 0) - TOLERANCE_MS;
    if (believed.aheadMs === undefined) {
      believed.isBehindSinceStart ||= isBehind;
      if (isBehind) return ok(true);
      believed.aheadMs = believed.isBehindSinceStart ? aheadMs() : atStartMs;
    }
    return ok(isBehind || Math.abs(aheadMs() - believed.aheadMs) > TOLERANCE_MS);
  };
}
