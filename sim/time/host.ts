/* eslint no-restricted-globals: off, no-restricted-properties: off -- The one place where the simulator meets the machine's own event loop and clock. */
import { promiseHooks } from 'node:v8';

/** What virtual time needs of the program that carries it. */
export interface Host {
  /** Resolves when all promise and tick work that is ready has run. */
  readonly settle: () => Promise<void>;
  /** Whether any promise was made or settled since `noteSettled`: without one there is nothing to wait for. */
  readonly isUnsettled: () => boolean;
  /** Called right after a settling has been awaited, whose own promises do not count. */
  readonly noteSettled: () => void;
  /** Resolves after one round of the event loop, so that sockets, files and signals live. */
  readonly breathe: () => Promise<void>;
  /** Resolves after about `ms` of wall time. */
  readonly pause: (ms: number) => Promise<void>;
  /** Monotonic wall milliseconds; decides only when to breathe and how fast to run, never what happens. */
  readonly wallMs: () => number;
}

let unsettled = true;
let isWatching = false;

/** Watches the promises of this process, from the first settling on. */
function watchPromises(): void {
  if (isWatching) return;
  isWatching = true;
  const note = (): void => { unsettled = true; };
  promiseHooks.onInit(note);
  promiseHooks.onSettled(note);
}

/** The Node process itself. */
export const nodeHost: Host = {
  settle: () => {
    watchPromises();
    // A tick runs only after the microtask queue is empty, and after the ticks that were asked for before it.
    return new Promise((resolve) => process.nextTick(resolve));
  },
  isUnsettled: () => unsettled,
  noteSettled: () => { unsettled = false; },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  wallMs: () => performance.now(),
};
