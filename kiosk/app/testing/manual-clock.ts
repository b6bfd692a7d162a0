import type { PageClock } from '../rim/rim.port.ts';

/** A clock that moves only when a test says so; timers that fall due run in the order of their times. */
export interface ManualClock extends PageClock {
  readonly advance: (ms: number) => void;
}

export function createManualClock(startMs = 0): ManualClock {
  let nowMs = startMs;
  let lastId = 0;
  const timers = new Map<number, { readonly atMs: number; readonly fn: () => void }>();
  const nextDue = (untilMs: number): [number, { readonly atMs: number; readonly fn: () => void }] | undefined =>
    [...timers].filter(([, { atMs }]) => atMs <= untilMs).toSorted(([a, x], [b, y]) => x.atMs - y.atMs || a - b)[0];
  return {
    nowMs: () => nowMs,
    utcMs: () => Date.UTC(2026, 2, 14, 4) + nowMs,
    setTimeout: (fn, delayMs) => {
      lastId += 1;
      timers.set(lastId, { atMs: nowMs + Math.max(0, delayMs), fn });
      return lastId;
    },
    clearTimeout: (id) => {
      timers.delete(id as number);
    },
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        timers.delete(due[0]);
        nowMs = Math.max(nowMs, due[1].atMs);
        due[1].fn();
      }
      nowMs = untilMs;
    },
  };
}
