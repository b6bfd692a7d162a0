/* eslint no-restricted-globals: off, no-restricted-properties: off -- Tests of real ports keep real time. */
import type { Clock } from '../../../hal/ports/clock.port.ts';

/** The machine's monotonic clock, counted from the zero that stamps are made from. */
export const machineClock: Clock = {
  nowMs: () => Number(process.hrtime.bigint()) / 1e6,
  setTimeout: (fn, delayMs) => setTimeout(fn, delayMs),
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
  every: (periodMs, fn) => {
    const timer = setInterval(fn, periodMs);
    return () => clearInterval(timer);
  },
};
