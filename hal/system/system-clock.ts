import { performance } from 'node:perf_hooks';
import type { Clock } from '../ports/clock.port.ts';

/** The machine's clock, with what it had to give up. */
export interface SystemClock extends Clock {
  /** Recurring deadlines that passed while the event loop was busy; their calls were left out, not made up for. */
  readonly overruns: () => number;
}

/** A timer may be a millisecond late and rarely early; the rest of the way is waited for turn by turn of the event loop. */
const BEFORE_DEADLINE_MS = 1;
/**
 * A call that is later than this has waited behind other work or other programs, and so has what came in meanwhile. One more turn of
 * the event loop lets that be heard first: what is judged by its age is not held to be old because we were late.
 */
const LATE_MS = 2;

/** Monotonic ms; its zero is that of CLOCK_MONOTONIC, so that instants of two processes of one machine compare. */
function createNow(): () => number {
  const zeroMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  return () => zeroMs + performance.now();
}

/** The machine's monotonic clock and timers. `every` keeps absolute deadlines: timer to just before, then `setImmediate`. */
export function createSystemClock(): SystemClock {
  const nowMs = createNow();
  let overruns = 0;

  const every: Clock['every'] = (periodMs, fn) => {
    const startMs = nowMs();
    let round = 1;
    let ended = false;
    let heard = false;
    let timer: NodeJS.Timeout | undefined;
    let immediate: NodeJS.Immediate | undefined;

    const approach = (): void => {
      const leftMs = startMs + round * periodMs - nowMs();
      if (leftMs > BEFORE_DEADLINE_MS + 1) timer = setTimeout(approach, Math.floor(leftMs - BEFORE_DEADLINE_MS));
      else if (leftMs > 0) immediate = setImmediate(approach);
      else if (leftMs > -LATE_MS || heard) fire();
      else {
        heard = true;
        immediate = setImmediate(approach);
      }
    };
    const fire = (): void => {
      heard = false;
      const passed = Math.floor((nowMs() - startMs) / periodMs);
      overruns += Math.max(0, passed - round);
      round = Math.max(passed, round) + 1;
      try {
        fn();
      } finally {
        // Work that throws is the caller's to hear of; the deadlines go on all the same.
        if (!ended) immediate = setImmediate(approach);
      }
    };
    approach();
    return () => {
      ended = true;
      clearTimeout(timer);
      clearImmediate(immediate);
    };
  };

  return {
    nowMs,
    setTimeout: (fn, delayMs) => setTimeout(fn, delayMs),
    clearTimeout: (id) => {
      clearTimeout(id as NodeJS.Timeout | undefined);
    },
    every,
    overruns: () => overruns,
  };
}
