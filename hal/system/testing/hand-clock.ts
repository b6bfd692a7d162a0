import type { Clock } from '../../ports/clock.port.ts';

/** A clock for tests that stands still until it is wound. */
export interface HandClock extends Clock {
  /** Fires everything due up to `untilMs`, in order, letting promises settle after each; the clock then stands at `untilMs`. */
  readonly windTo: (untilMs: number) => Promise<void>;
  readonly wind: (byMs: number) => Promise<void>;
  /** One-shot timers that are pending. */
  readonly pending: () => number;
  /** Moves the clock and everything recurring, one-shots excepted, as the skipping of idle time does. */
  readonly skip: (byMs: number) => void;
}

interface Entry {
  atMs: number;
  readonly order: number;
  readonly periodMs: number;
  readonly fn: () => void;
}

const settle = (): Promise<void> => new Promise((resolve) => process.nextTick(() => process.nextTick(resolve)));

/** A clock at 0. */
export function createHandClock(): HandClock {
  const entries = new Set<Entry>();
  let nowMs = 0;
  let orders = 0;
  const add = (delayMs: number, periodMs: number, fn: () => void): Entry => {
    const entry = { atMs: nowMs + delayMs, order: orders++, periodMs, fn };
    entries.add(entry);
    return entry;
  };
  const first = (untilMs: number): Entry | undefined =>
    [...entries].filter((entry) => entry.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
  const windTo = async (untilMs: number): Promise<void> => {
    await settle();
    for (let next = first(untilMs); next !== undefined; next = first(untilMs)) {
      nowMs = next.atMs;
      if (next.periodMs > 0) next.atMs += next.periodMs;
      else entries.delete(next);
      next.fn();
      await settle();
    }
    nowMs = untilMs;
  };
  return {
    nowMs: () => nowMs,
    setTimeout: (fn, delayMs) => add(delayMs, 0, fn),
    clearTimeout: (id) => void entries.delete(id as Entry),
    every: (periodMs, fn) => {
      const entry = add(periodMs, periodMs, fn);
      return () => void entries.delete(entry);
    },
    windTo,
    wind: (byMs) => windTo(nowMs + byMs),
    pending: () => [...entries].filter((entry) => entry.periodMs === 0).length,
    skip: (byMs) => {
      nowMs += byMs;
      for (const entry of entries) if (entry.periodMs > 0) entry.atMs += byMs;
    },
  };
}
