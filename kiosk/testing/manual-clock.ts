/** A clock for tests of page code: time moves only when the test says so, and promises settle before it moves on. */

interface Timer {
  readonly id: number;
  readonly atMs: number;
  readonly fn: () => void;
}

/** Shaped as the clock that pages lend to their rooms. */
export interface ManualClock {
  readonly nowMs: () => number;
  readonly utcMs: () => number;
  readonly setTimeout: (fn: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
  /** Lets `ms` pass at once, firing timers in order of time, then of creation; promises settle when the test awaits something. */
  readonly advance: (ms: number) => void;
  /** Lets `ms` pass, firing timers in order of time, then of creation; what they set in motion settles first. */
  readonly pass: (ms: number) => Promise<void>;
  readonly pendingTimers: () => number;
}

/** Wall-clock time at 0 ms. */
const START_UTC_MS = Date.UTC(2026, 2, 14, 4);
/** More than any chain of promises between two timers in this code. */
const SETTLE_TURNS = 50;

/** Starts at 0 ms. */
export function createManualClock(): ManualClock {
  let nowMs = 0;
  let lastId = 0;
  let timers: readonly Timer[] = [];
  const due = (untilMs: number): Timer | undefined =>
    timers.filter((timer) => timer.atMs <= untilMs).sort((one, other) => one.atMs - other.atMs || one.id - other.id)[0];
  const fire = ({ id, atMs, fn }: Timer): void => {
    nowMs = atMs;
    timers = timers.filter((timer) => timer.id !== id);
    fn();
  };
  return {
    nowMs: () => nowMs,
    utcMs: () => START_UTC_MS + nowMs,
    setTimeout: (fn, delayMs) => {
      const id = (lastId += 1);
      timers = [...timers, { id, atMs: nowMs + Math.max(0, delayMs), fn }];
      return id;
    },
    clearTimeout: (id) => {
      timers = timers.filter((timer) => timer.id !== id);
    },
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (let next = due(untilMs); next !== undefined; next = due(untilMs)) fire(next);
      nowMs = untilMs;
    },
    pass: async (ms) => {
      const untilMs = nowMs + ms;
      await settle();
      for (let next = due(untilMs); next !== undefined; next = due(untilMs)) {
        fire(next);
        await settle();
      }
      nowMs = untilMs;
    },
    pendingTimers: () => timers.length,
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) await Promise.resolve();
}
