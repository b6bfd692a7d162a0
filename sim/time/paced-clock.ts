import type { Host } from './host.ts';
import { nodeHost } from './host.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A virtual clock that keeps pace with wall time. */
export interface PacedClock {
  /** Runs until `stop`; resolves then. Rejects with what an event threw. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
  /** Virtual milliseconds that the last round ran behind its pace. */
  readonly lagMs: () => number;
  /** Virtual milliseconds given up so far because the machine could not keep the pace. */
  readonly droppedMs: () => number;
}

/** Wall time between two rounds: short against the 10 ms of a scan. */
const ROUND_MS = 2;
/** Beyond this lag (wall ms) the pace is given up rather than caught up: a burst of old time helps nobody. */
const MAX_LAG_MS = 250;

/** Runs `virtual` at `speed` times wall time (1 is real time). Lag beyond a quarter of a second is dropped and counted. */
export function createPacedClock(virtual: VirtualClock, speed: number, host: Host = nodeHost): PacedClock {
  let stopped = false;
  let lagMs = 0;
  let droppedMs = 0;

  const start = async (): Promise<void> => {
    stopped = false;
    let wallStartMs = host.wallMs();
    const virtualStartMs = virtual.nowMs();
    for (;;) {
      // `stop` may be called while this loop waits.
      if (stopped as boolean) return;
      const dueMs = virtualStartMs + (host.wallMs() - wallStartMs) * speed;
      lagMs = Math.max(0, dueMs - virtual.nowMs());
      const excessMs = lagMs - MAX_LAG_MS * speed;
      if (excessMs > 0) {
        droppedMs += excessMs;
        wallStartMs += excessMs / speed;
      }
      await virtual.runUntil(Math.max(virtual.nowMs(), Math.min(dueMs, virtual.nowMs() + MAX_LAG_MS * speed)));
      await host.pause(ROUND_MS);
    }
  };

  return {
    start,
    stop: () => {
      stopped = true;
      virtual.stop();
    },
    lagMs: () => lagMs,
    droppedMs: () => droppedMs,
  };
}
