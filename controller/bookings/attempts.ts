import { done, ok } from '../ports.ts';
import type { Result, Store, StoreFault, WallClock } from '../ports.ts';
import { statement } from '../journal/statements.ts';

/** How often something may be tried, and how long it rests then. */
export interface AttemptRule {
  readonly attempts: number;
  /** Rest after the `failures`-th failure, in ms. */
  readonly restMs: (failures: number) => number;
  /** Whether the count begins anew after a rest, or goes on (and the rests grow). */
  readonly anew: boolean;
}

/** Rest of fixed length, then all attempts again. */
export function pausing(attempts: number, restMs: number): AttemptRule {
  return { attempts, restMs: () => restMs, anew: true };
}

/** PIN: after 5 failures 15 s, doubling; after 15 a day. */
export const PIN_RULE: AttemptRule = {
  attempts: 5,
  restMs: (failures) => (failures >= 15 ? 86_400_000 : 15_000 * 2 ** (failures - 5)),
  anew: false,
};

/** The answer to "may I try": counted as failed already, or still resting. */
export type Turn =
  | { readonly granted: true; readonly attemptsLeft: number }
  | { readonly granted: false; readonly retryAfterMs: number };

/** Counts attempts in the journal. */
export interface Attempts {
  /**
   * Counts one attempt as failed, durably, before anything is judged: a power cut never gives an attempt back. Refused while the
   * subject rests.
   */
  readonly take: (subject: string, rule: AttemptRule) => Promise<Result<Turn, StoreFault>>;
  /** How long the subject still rests; 0 when it may be tried. Counts nothing. */
  readonly restingMs: (subject: string, rule: AttemptRule) => Promise<Result<number, StoreFault>>;
  /** The attempt was right: all is forgotten. */
  readonly forgive: (subject: string) => Promise<Result<void, StoreFault>>;
}

interface Count {
  readonly failures: number;
  readonly lastUtcMs: number;
}

async function countOf(store: Store, subject: string): Promise<Result<Count, StoreFault>> {
  const read = await store.read(statement('attempt.one', { subject }));
  if (!read.ok) return read;
  const [row] = read.value;
  return ok({ failures: Number(row?.['failures'] ?? 0), lastUtcMs: Number(row?.['lastUtcMs'] ?? 0) });
}

function restOf({ failures, lastUtcMs }: Count, rule: AttemptRule, nowUtcMs: number): number {
  if (failures < rule.attempts) return 0;
  // A clock set back must not shorten a rest, and cannot lengthen it beyond its full length.
  const passedMs = Math.max(0, nowUtcMs - lastUtcMs);
  return Math.max(0, rule.restMs(failures) - passedMs);
}

/** Counting over the journal's store. */
export function createAttempts(store: Store, wall: WallClock): Attempts {
  return {
    restingMs: async (subject, rule) => {
      const count = await countOf(store, subject);
      return count.ok ? ok(restOf(count.value, rule, wall.utcMs())) : count;
    },
    take: async (subject, rule) => {
      const count = await countOf(store, subject);
      if (!count.ok) return count;
      const utcMs = wall.utcMs();
      const retryAfterMs = restOf(count.value, rule, utcMs);
      if (retryAfterMs > 0) return ok({ granted: false, retryAfterMs });
      const restart = rule.anew && count.value.failures >= rule.attempts;
      const stored = await store.commit([statement(restart ? 'attempt.restart' : 'attempt.count', { subject, utcMs })]);
      if (!stored.ok) return stored;
      const failures = restart ? 1 : count.value.failures + 1;
      return ok({ granted: true, attemptsLeft: Math.max(0, rule.attempts - failures) });
    },
    forgive: async (subject) => {
      const stored = await store.commit([statement('attempt.forget', { subject })]);
      return stored.ok ? done : stored;
    },
  };
}
