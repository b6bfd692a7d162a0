/* eslint no-restricted-globals: off, no-restricted-properties: off -- The one place where the simulator meets the machine's own event loop and clock. */

/** What virtual time needs of the program that carries it. */
export interface Host {
  /** Resolves when all promise and tick work that is ready has run. */
  readonly settle: () => Promise<void>;
  /** Resolves after one round of the event loop, so that sockets, files and signals live. */
  readonly breathe: () => Promise<void>;
  /** Resolves after about `ms` of wall time. */
  readonly pause: (ms: number) => Promise<void>;
  /** Monotonic wall milliseconds; decides only when to breathe and how fast to run, never what happens. */
  readonly wallMs: () => number;
}

/** The Node process itself. */
export const nodeHost: Host = {
  // A tick runs only after the microtask queue is empty, and after the ticks that were asked for before it.
  settle: () => new Promise((resolve) => process.nextTick(resolve)),
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  wallMs: () => performance.now(),
};
