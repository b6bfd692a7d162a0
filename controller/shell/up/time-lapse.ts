import type { Clock, WallClock } from '../../../hal/ports/clock.port.ts';

/**
 * Days that a simulated tower lets pass at once, shared by the threads of its controller. What moves does not notice: the times of motion are
 * told by a clock of their own. There is none at a real tower, nor behind ptys.
 */
export interface TimeLapse {
  /** Handed to other threads, which see what has passed at once. */
  readonly shared: SharedArrayBuffer;
  /** Lets time pass, in whole ms; it never goes back. */
  readonly pass: (ms: number) => void;
}

const passedMs = (shared: SharedArrayBuffer): number => Number(Atomics.load(new BigInt64Array(shared), 0));

/** Nothing has passed yet. */
export function createTimeLapse(): TimeLapse {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  return {
    shared,
    pass: (ms) => {
      if (!Number.isSafeInteger(ms) || ms < 0) throw new Error('time passes by a whole number of milliseconds, and forward');
      Atomics.add(new BigInt64Array(shared), 0, BigInt(ms));
    },
  };
}

/** A wall clock that is ahead by what has passed; the clock itself where nothing can. */
export function lapsedWall(wall: WallClock, shared: SharedArrayBuffer | undefined): WallClock {
  return shared === undefined ? wall : { utcMs: () => wall.utcMs() + passedMs(shared) };
}

/** A monotonic clock that is ahead by what has passed, so that sessions grow old as well. Timers wait as long as before. */
export function lapsedClock(clock: Clock, shared: SharedArrayBuffer | undefined): Clock {
  return shared === undefined ? clock : { ...clock, nowMs: () => clock.nowMs() + passedMs(shared) };
}
