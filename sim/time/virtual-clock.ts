import type { Clock, TimerId } from '../../hal/ports/clock.port.ts';
import { nodeHost } from './host.ts';
import type { Host } from './host.ts';
import { createIdleSkip } from './idle-skip.ts';
import type { IdleSkip, Skipping } from './idle-skip.ts';
import { createTimerHeap } from './timer-heap.ts';
import type { Timer, TimerHeap } from './timer-heap.ts';

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
/** Wall time between two rounds of the real event loop, and how many events pass between two looks at that time. */
const BREATHE_EVERY_MS = 20;
const LOOK_EVERY_EVENTS = 32;

/** The first instant of the grid at or after `ms`. */
export function onGrid(ms: number): number {
  return Math.ceil(ms * TICKS_PER_MS) / TICKS_PER_MS;
}

/** The inside of a virtual clock. */
interface Engine {
  readonly host: Host;
  readonly heap: TimerHeap;
  nowMs: number;
  /** Order that the next armed timer gets. */
  orders: number;
  stopped: boolean;
  running: boolean;
  skippedMs: number;
  skip: IdleSkip | undefined;
}

function arm(engine: Engine, timer: Timer): void {
  timer.order = engine.orders++;
  engine.heap.push(timer);
}

/** Moves time and all recurring deadlines; the round is counted on, so that a deadline is the same sum as without the jump. */
function jump(engine: Engine, deltaMs: number): void {
  for (const timer of engine.heap.all()) {
    if (timer.periodMs === 0) continue;
    timer.round += deltaMs / timer.periodMs;
    timer.atMs = timer.startMs + timer.round * timer.periodMs;
  }
  engine.heap.rebuild();
  engine.nowMs += deltaMs;
  engine.skippedMs += deltaMs;
}

function fire(engine: Engine, timer: Timer): void {
  engine.nowMs = timer.atMs;
  if (timer.periodMs === 0) {
    engine.heap.remove(timer);
    engine.skip?.noteFired(timer);
  } else {
    timer.round += 1;
    timer.atMs = timer.startMs + timer.round * timer.periodMs;
    timer.order = engine.orders++;
    engine.heap.postpone(timer);
  }
  timer.fn();
}

/** Fires or skips what comes next, unless it lies beyond `limitMs`. */
function step(engine: Engine, limitMs: number): 'fired' | 'skipped' | 'done' {
  const { heap, skip } = engine;
  const next = heap.peek();
  const eventMs = next === undefined ? Infinity : next.atMs;
  if (skip !== undefined && skip.nextBoundaryMs() <= Math.min(eventMs, limitMs)) {
    engine.nowMs = skip.nextBoundaryMs();
    skip.atBoundary(engine.nowMs, limitMs);
    return 'skipped';
  }
  if (next === undefined || eventMs > limitMs) return 'done';
  fire(engine, next);
  return 'fired';
}

async function run(engine: Engine, limitMs: number): Promise<void> {
  const { host } = engine;
  let breathedAtMs = host.wallMs();
  let events = 0;
  // What was begun outside the run and has not armed anything yet comes first.
  await host.settle();
  while (!engine.stopped) {
    const outcome = step(engine, limitMs);
    if (outcome === 'done') break;
    if (outcome === 'skipped') continue;
    if (host.isUnsettled()) {
      await host.settle();
      host.noteSettled();
    }
    events += 1;
    if (events % LOOK_EVERY_EVENTS !== 0 || host.wallMs() - breathedAtMs < BREATHE_EVERY_MS) continue;
    await host.breathe();
    breathedAtMs = host.wallMs();
  }
  if (!engine.stopped && limitMs > engine.nowMs) engine.nowMs = limitMs;
}

async function runUntil(engine: Engine, ms: number): Promise<void> {
  if (engine.running) throw new Error('virtual time is already running: one owner runs it');
  engine.running = true;
  engine.stopped = false;
  try {
    await run(engine, onGrid(ms));
  } finally {
    engine.running = false;
  }
}

function once(engine: Engine, fn: () => void, delayMs: number): Timer {
  const atMs = onGrid(engine.nowMs + Math.max(0, delayMs));
  const timer: Timer = { atMs, order: 0, index: -1, fn, periodMs: 0, startMs: atMs, round: 0 };
  arm(engine, timer);
  return timer;
}

function recurring(engine: Engine, fn: () => void, period: number): Timer {
  if (!(period > 0)) throw new Error(`a recurring period must be above 0 ms, not ${period}`);
  const periodMs = onGrid(period);
  const timer: Timer = { atMs: engine.nowMs + periodMs, order: 0, index: -1, fn, periodMs, startMs: engine.nowMs, round: 1 };
  arm(engine, timer);
  return timer;
}

/** A clock at `startMs` that stands still until it is run. */
export function createVirtualClock(host: Host = nodeHost, startMs = 0): VirtualClock {
  const engine: Engine = { host, heap: createTimerHeap(), nowMs: onGrid(startMs), orders: 0, stopped: false, running: false, skippedMs: 0, skip: undefined };
  const view = { heap: engine.heap, nextOrder: () => engine.orders, jump: (deltaMs: number) => jump(engine, deltaMs) };
  return {
    nowMs: () => engine.nowMs,
    setTimeout: (fn, delayMs): TimerId => once(engine, fn, delayMs),
    clearTimeout: (id) => {
      // Only this clock makes timers, and a handle is opaque to everybody else.
      if (id !== undefined && id !== null) engine.heap.remove(id as Timer);
    },
    every: (periodMs, fn) => {
      const timer = recurring(engine, fn, periodMs);
      return () => engine.heap.remove(timer);
    },
    runUntil: (ms) => runUntil(engine, ms),
    runFor: (ms) => runUntil(engine, engine.nowMs + ms),
    setSkipping: (skipping) => {
      engine.skip = skipping && createIdleSkip(skipping, view, engine.nowMs);
    },
    stop: () => {
      engine.stopped = true;
    },
    skippedMs: () => engine.skippedMs,
  };
}
