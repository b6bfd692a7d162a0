/** What the machine tells of a run: time, work and memory. */
export interface Gauges {
  /** Monotonic ms. */
  readonly nowMs: () => number;
  /** Ms of work that this thread has done: what others did with the processor meanwhile does not count. */
  readonly workMs: () => number;
  /** Bytes in use after everything that nobody holds any more was given back. */
  readonly heldBytes: () => number;
  /** Lets the event loop turn once: what streams and servers have put off happens then. */
  readonly turn: () => Promise<void>;
}

/** What one part of the fuzzing came to. */
export interface FuzzReport {
  readonly sent: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Taken as good: only where it was good. */
  readonly accepted: number;
  readonly refused: number;
  /** The longest that one of them held the thread up, ms. */
  readonly slowestMs: number;
  readonly wallMs: number;
  readonly memoryBeforeMb: number;
  readonly memoryAfterMb: number;
  readonly findings: readonly string[];
}

/** Counts one: whether it was taken, and how long it held the thread up. Too long is a finding, unless the processor was elsewhere. */
export type Counter = (taken: boolean, wallMs: number, workMs: () => number) => void;

/** Counts while something is being fuzzed. */
export interface Tally {
  readonly sent: () => number;
  /** The counter of one kind, for as long as it is needed. */
  readonly counter: (kind: string) => Counter;
  readonly found: (finding: string) => void;
  /** Enough has gone wrong: more would say nothing new. */
  readonly isFull: () => boolean;
  /** Memory is compared from here on: before that, programs and tables are still being loaded. */
  readonly warm: () => void;
  readonly report: () => FuzzReport;
}

/** Longer than this nothing may hold a thread up, ms. */
export const HANG_MS = 100;
/** Beyond this it is asked how much of it was work: the processor may have been elsewhere, ms. */
const NOTICED_MS = 10;
/** Memory may grow by this much between the warm start and the end, bytes. */
export const GROWTH_BYTES = 10 * 1024 * 1024;
/** Findings after which a part ends. */
const MOST_FINDINGS = 20;

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10;

/** Begins to count. */
export function createTally(gauges: Gauges): Tally {
  const kinds = new Map<string, { count: number }>();
  const findings: string[] = [];
  const startedMs = gauges.nowMs();
  let [sent, accepted, slowestMs] = [0, 0, 0];
  let beforeBytes = 0;
  const found = (finding: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  const timed = (kind: string, wallMs: number, workMs: () => number): void => {
    const worked = wallMs > NOTICED_MS ? Math.min(wallMs, workMs()) : wallMs;
    if (worked > slowestMs) slowestMs = worked;
    if (worked > HANG_MS) found(`${kind}: the thread was held up for ${worked.toFixed(0)} ms`);
  };
  return {
    found,
    sent: () => sent,
    counter: (kind) => {
      const counted = kinds.get(kind) ?? { count: 0 };
      kinds.set(kind, counted);
      return (taken, wallMs, workMs) => {
        sent += 1;
        counted.count += 1;
        if (taken) accepted += 1;
        if (wallMs > slowestMs) timed(kind, wallMs, workMs);
      };
    },
    isFull: () => findings.length >= MOST_FINDINGS,
    warm: () => { beforeBytes = gauges.heldBytes(); },
    report: () => {
      const afterBytes = gauges.heldBytes();
      if (beforeBytes > 0 && afterBytes - beforeBytes > GROWTH_BYTES) found(`memory grew from ${String(megabytes(beforeBytes))} to ${String(megabytes(afterBytes))} MB`);
      return {
        sent, accepted, refused: sent - accepted, findings, kinds: Object.fromEntries([...kinds].map(([kind, { count }]) => [kind, count] as const).sort()),
        slowestMs: Math.round(slowestMs * 10) / 10, wallMs: Math.round(gauges.nowMs() - startedMs),
        memoryBeforeMb: megabytes(beforeBytes), memoryAfterMb: megabytes(afterBytes),
      };
    },
  };
}
