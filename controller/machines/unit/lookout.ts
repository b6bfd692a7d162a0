/** Waits for things to become so. Nothing polls by itself: whoever brings news calls `look`. */
export interface Lookout {
  /** Resolves with the first defined answer of `ask`; never, when `signal` aborts first. */
  readonly until: <T>(ask: () => T | undefined, signal: AbortSignal) => Promise<T>;
  /** Asks all that wait, in the order in which they came. */
  readonly look: () => void;
  readonly waiting: () => number;
}

/** An empty lookout. */
export function createLookout(): Lookout {
  const asking = new Set<() => void>();
  return {
    until: (ask, signal) =>
      new Promise((resolve) => {
        const settle = () => {
          const answer = ask();
          if (answer === undefined) return;
          asking.delete(settle);
          resolve(answer);
        };
        if (signal.aborted) return;
        signal.addEventListener('abort', () => asking.delete(settle), { once: true });
        asking.add(settle);
        settle();
      }),
    look: () => {
      if (asking.size === 0) return;
      for (const settle of [...asking]) settle();
    },
    waiting: () => asking.size,
  };
}
