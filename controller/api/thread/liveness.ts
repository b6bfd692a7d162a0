import type { Clock } from '../../ports.ts';
import type { Truth } from '../../sensing/fact.ts';

/** The API's thread is asked this often whether it is there, and must have answered within the longer time. */
export const PING_MS = 250;
export const ALIVE_WITHIN_MS = 3000;

/** Whether the other end answers. */
export interface Liveness {
  /** Unknown before the first answer, false when the last one is too old: nothing new may start then. */
  readonly alive: () => Truth;
  readonly end: () => void;
}

/** Watches over a thread by asking it, with the clock of the one who asks. */
export function createLiveness(
  clock: Pick<Clock, 'nowMs' | 'every'>,
  other: { readonly ping: (id: number) => void; readonly onPong: (listener: (id: number) => void) => void },
): Liveness {
  const sentAtMs = new Map<number, number>();
  let lastId = 0;
  // An answer proves that the other end lived when it was asked, not when the answer is read.
  let provenAtMs: number | undefined;
  other.onPong((id) => {
    provenAtMs = sentAtMs.get(id) ?? provenAtMs;
    for (const earlier of sentAtMs.keys()) if (earlier <= id) sentAtMs.delete(earlier);
  });
  const ask = (): void => {
    lastId += 1;
    sentAtMs.set(lastId, clock.nowMs());
    sentAtMs.delete(lastId - ALIVE_WITHIN_MS / PING_MS);
    other.ping(lastId);
  };
  ask();
  const end = clock.every(PING_MS, ask);
  return { alive: () => (provenAtMs === undefined ? undefined : clock.nowMs() - provenAtMs <= ALIVE_WITHIN_MS), end };
}
