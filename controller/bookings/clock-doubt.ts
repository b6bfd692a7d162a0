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
 * Doubtful: it stands before the newest row of the journal, or it has jumped against the monotonic clock since the controller started. A jump
 * is forgiven when the clock jumps back, and by a restart, which only believes a clock that is not behind the journal.
 */
export function createClockDoubt({ store, clock, wall }: { readonly store: Store; readonly clock: Pick<Clock, 'nowMs'>; readonly wall: WallClock }): IsClockDoubtful {
  const aheadAtStartMs = wall.utcMs() - clock.nowMs();
  return async () => {
    const utcMs = wall.utcMs();
    if (Math.abs(utcMs - clock.nowMs() - aheadAtStartMs) > TOLERANCE_MS) return ok(true);
    const newest = await store.read(statement('audit.newest'));
    return newest.ok ? ok(utcMs < Number(newest.value[0]?.['utcMs'] ?? 0) - TOLERANCE_MS) : storeRefused(newest.error);
  };
}
