import type { Clock, TimerId } from '../../hal/ports/clock.port.ts';
import { nodeHost } from './host.ts';
import type { Host } from './host.ts';
import { createIdleSkip } from './idle-skip.ts';
import type { IdleSkip, Skipping } from './idle-skip.ts';
import { createTimerHeap } from './timer-heap.ts';
import type { Timer } from './timer-heap.ts';

/** Time that passes only while it is run. One such clock carries controller, wire and plant of a simulation. */
export interface VirtualClock extends Clock {
  /** Runs every event up to and including `ms`; the clock then stands at `ms`. Rejects with what an event threw. */
  readonly runUntil: (ms: number) => Promise<void>;
  readonly runFor: (ms: number) => Promise<void>;
  /** Lets quiet time be skipped, or (undefined) no longer. */
  readonly setSkipping: (skipping: Skipping | undefined) => void;
  /** Ends the present run after its present event. */
  readonly stop: () => void;
  /** The sum of all time skipped so far, in ms. */
  readonly skippedMs: () => number;
}

/** Instants lie on a grid of 1/1024 ms (about a microsecond), so that sums of them are exact and a skip changes no bit. */
const TICKS_PER_MS = 1024;
/** Wall time between two rounds of the real event loop. */
const BREATHE_EVERY_MS = 20;

/** The first instant of the grid at or after `ms`. */
export function onGrid(ms: number): number {
  return Math.ceil(ms * TICKS_PER_MS) / TICKS_PER_MS;
}

/** A clock at 0 that stands still until it is run. */
export function createVirtualClock(host: Host = nodeHost): VirtualClock {
  const heap = createTimerHeap();
  let nowMs = 0;
  let orders = 0;
  let stopped = false;
  let running = false;
  let skippedMs = 0;
  let skip: IdleSkip | undefined;

  const arm = (timer: Timer): void => {
    timer.order = orders++;
    heap.push(timer);
  };
  const jump = (deltaMs: number): void => {
    for (const timer of heap.all()) {
      if (timer.periodMs === 0) continue;
      timer.round += deltaMs / timer.periodMs;
      timer.atMs = timer.startMs + timer.round * timer.periodMs;
    }
    heap.rebuild();
    nowMs += deltaMs;
    skippedMs += deltaMs;
  };
  const fire = (timer: Timer): void => {
    heap.remove(timer);
    nowMs = timer.atMs;
    if (timer.periodMs === 0) {
      skip?.noteFired(timer);
    } else {
      timer.round += 1;
      timer.atMs = timer.startMs + timer.round * timer.periodMs;
      arm(timer);
    }
    timer.fn();
  };

  const run = async (limitMs: number): Promise<void> => {
    let breathedAtMs = host.wallMs();
    // What was begun outside the run (a call that armed nothing yet) comes first.
    await host.settle();
    while (!stopped) {
      const next = heap.peek();
      const eventMs = next === undefined ? Infinity : next.atMs;
      if (skip !== undefined && skip.nextBoundaryMs() <= Math.min(eventMs, limitMs)) {
        nowMs = skip.nextBoundaryMs();
        skip.atBoundary(nowMs, limitMs);
        continue;
      }
      if (next === undefined || eventMs > limitMs) break;
      fire(next);
      await host.settle();
      if (host.wallMs() - breathedAtMs > BREATHE_EVERY_MS) {
        await host.breathe();
        breathedAtMs = host.wallMs();
      }
    }
    if (!stopped && limitMs > nowMs) nowMs = limitMs;
  };

  const runUntil = async (ms: number): Promise<void> => {
    if (running) throw new Error('virtual time is already running: one owner runs it');
    running = true;
    stopped = false;
    try {
      await run(onGrid(ms));
    } finally {
      running = false;
    }
  };

  return {
    nowMs: () => nowMs,
    setTimeout: (fn, delayMs): TimerId => {
      const atMs = onGrid(nowMs + Math.max(0, delayMs));
      const timer: Timer = { atMs, order: 0, index: -1, fn, periodMs: 0, startMs: atMs, round: 0 };
      arm(timer);
      return timer;
    },
    // Only this clock makes timers, and a handle is opaque to everybody else.
    clearTimeout: (id) => {
      if (id !== undefined && id !== null) heap.remove(id as Timer);
    },
    every: (periodMs, fn) => {
      if (!(periodMs > 0)) throw new Error(`a recurring period must be above 0 ms, not ${periodMs}`);
      const timer: Timer = { atMs: nowMs + onGrid(periodMs), order: 0, index: -1, fn, periodMs: onGrid(periodMs), startMs: nowMs, round: 1 };
      arm(timer);
      return () => heap.remove(timer);
    },
    runUntil,
    runFor: (ms) => runUntil(nowMs + ms),
    setSkipping: (skipping) => {
      skip = skipping && createIdleSkip(skipping, { heap, nextOrder: () => orders, jump }, nowMs);
    },
    stop: () => {
      stopped = true;
    },
    skippedMs: () => skippedMs,
  };
}
