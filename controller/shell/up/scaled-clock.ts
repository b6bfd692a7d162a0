import type { Clock } from '../../../hal/ports/clock.port.ts';

/**
 * A clock that goes at `speed` times another (above 0). Two processes that scale the machine's clock alike share one time: for both,
 * every limit keeps its number, and a machine that is too busy for real time has more of its own time for each millisecond.
 */
export function createScaledClock(real: Clock, speed: number): Clock {
  if (speed === 1) return real;
  return {
    nowMs: () => real.nowMs() * speed,
    setTimeout: (fn, delayMs) => real.setTimeout(fn, delayMs / speed),
    clearTimeout: real.clearTimeout,
    every: (periodMs, fn) => real.every(periodMs / speed, fn),
  };
}
