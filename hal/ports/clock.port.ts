/** Handle of a pending timer. Opaque to its owner. */
export type TimerId = unknown;

/**
 * Monotonic time and timers. Shaped like XState's clock, so that one object drives machines, wire, scan and simulator.
 * Two implementations exist: the system's (`hal/system`) and the simulator's virtual one.
 */
export interface Clock {
  /** Monotonic milliseconds since an arbitrary start; never jumps backwards, unrelated to wall time. */
  readonly nowMs: () => number;
  /** Calls `fn` once after `delayMs` (0 or more). */
  readonly setTimeout: (fn: () => void, delayMs: number) => TimerId;
  /** Cancels; harmless for a timer that has fired. */
  readonly clearTimeout: (id: TimerId) => void;
  /**
   * Calls `fn` at absolute deadlines start + k * `periodMs` without drift; returns the function that ends it.
   * Work that recurs for ever (scan, poll round, plant step) uses this and nothing else: the virtual clock may skip idle time
   * only between recurring deadlines, because it knows them.
   */
  readonly every: (periodMs: number, fn: () => void) => () => void;
}

/** Wall time, for the journal and for words only; never for control (it jumps). */
export interface WallClock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly utcMs: () => number;
}

/**
 * Something that remembers *when* it last saw an event and can move all those memories later by the same amount.
 * The virtual clock uses it to skip idle time: a quiet system is the same system later. Production never calls it.
 */
export interface TimeTranslated {
  readonly translateMs: (deltaMs: number) => void;
}
