/** Time as the shell needs it: given from outside, so that a test can let a minute pass at once. */
export interface ShellClock {
  /** Milliseconds since some fixed moment; never goes back. */
  readonly nowMs: () => number;
  /** Calls once, `delayMs` from now. The returned function withdraws the call. */
  readonly after: (delayMs: number, call: () => void) => () => void;
}
