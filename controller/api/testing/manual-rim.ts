import { createHash } from 'node:crypto';
import type { Clock, Rng, TimerId } from '../../ports.ts';

/** A clock that stands until it is moved. */
export interface ManualClock extends Clock {
  readonly advance: (ms: number) => void;
}

/** Timers in the order of their deadlines. */
export function manualClock(): ManualClock {
  let nowMs = 0;
  let lastId = 0;
  const timers = new Map<TimerId, { readonly atMs: number; readonly fn: () => void }>();
  const setTimer = (fn: () => void, delayMs: number): TimerId => {
    lastId += 1;
    timers.set(lastId, { atMs: nowMs + delayMs, fn });
    return lastId;
  };
  return {
    nowMs: () => nowMs,
    setTimeout: setTimer,
    clearTimeout: (id) => timers.delete(id),
    every: (periodMs, fn) => {
      let id: TimerId;
      const again = (): void => {
        id = setTimer(() => {
          again();
          fn();
        }, periodMs);
      };
      again();
      return () => timers.delete(id);
    },
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(([, timer]) => timer.atMs <= untilMs).sort((a, b) => a[1].atMs - b[1].atMs);
        if (next === undefined) break;
        timers.delete(next[0]);
        nowMs = next[1].atMs;
        next[1].fn();
      }
      nowMs = untilMs;
    },
  };
}

/** Random numbers that are the same in every run: SHA-256 of a counter. */
export function countingRng(seed = 'seed'): Rng {
  let count = 0;
  const block = (): Buffer => {
    count += 1;
    return createHash('sha256').update(`${seed}/${String(count)}`).digest();
  };
  return {
    next: () => block().readUInt32BE(0) / 0x1_0000_0000,
    bytes: (length) => new Uint8Array(Buffer.concat(Array.from({ length: Math.ceil(length / 32) }, block)).subarray(0, length)),
  };
}
