import type { ShellClock } from '../shell-clock.ts';

interface Call {
  readonly atMs: number;
  readonly call: () => void;
}

/** A clock that stands still until it is told to run. */
export interface FakeClock extends ShellClock {
  readonly advance: (ms: number) => void;
}

export function createFakeClock(): FakeClock {
  let nowMs = 0;
  let calls: readonly Call[] = [];
  return {
    nowMs: () => nowMs,
    after: (delayMs, call) => {
      const entry = { atMs: nowMs + delayMs, call };
      calls = [...calls, entry];
      return () => {
        calls = calls.filter((other) => other !== entry);
      };
    },
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = calls.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        calls = calls.filter((other) => other !== next);
        nowMs = next.atMs;
        next.call();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets what is already promised happen; no time passes. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
