import { fault, type Fault, type Result, type WireFault } from '../ports.ts';
import type { Journal, NewIntent, Outcome } from '../journal/journal.port.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { GateFault, Passed } from './gate.port.ts';

/** A command that has passed and has not been concluded. */
export interface Running {
  readonly motion: Motion;
  readonly deviceId: string;
  readonly sinceMs: number;
  readonly setLease: (granted: boolean) => void;
}

/** One command on its way through the gate, its intent already durable. */
export interface Passage {
  readonly intentId: number;
  /** The stop generation in which it began; a stop in between makes it worthless. */
  readonly generation: number;
  readonly leave: () => void;
}

/** Who is on the way or running, one command a device. */
export interface Passages {
  readonly running: () => Iterable<Running>;
  readonly generation: () => number;
  readonly abandon: () => void;
  readonly enter: (motion: Motion, intent: NewIntent, deviceId: string, setLease: (granted: boolean) => void) => Promise<Result<Passage, GateFault>>;
  /** The frame did not go out, or the device did not take it: writes the outcome, `unknown` when the device may have heard. */
  readonly fail: (passage: Passage, error: WireFault) => Promise<Result<never, GateFault>>;
  readonly pass: (passage: Passage, sequence: number) => Result<Passed, GateFault>;
}

/** After these the device may or may not have taken the command. */
const UNCERTAIN: ReadonlySet<WireFault['code']> = new Set(['timeout', 'garbled', 'disconnected']);

/** Keeps the books of the gate: intents, leases, and who is running. */
export function createPassages(journal: Journal, nowMs: () => number): Passages {
  const running = new Map<string, Running>();
  let generation = 0;

  function leave(entry: Running): void {
    entry.setLease(false);
    if (running.get(entry.deviceId) === entry) running.delete(entry.deviceId);
  }

  async function conclude(intentId: number, outcome: Outcome): Promise<Result<void, GateFault>> {
    const written = await journal.conclude(intentId, outcome);
    return written.ok ? written : fault('journalUnavailable', `The journal did not take the outcome: ${written.error.message}`);
  }

  return {
    running: () => running.values(),
    generation: () => generation,
    abandon: () => {
      generation += 1;
      for (const entry of running.values()) entry.setLease(false);
      running.clear();
    },
    enter: async (motion, intent, deviceId, setLease) => {
      if (running.has(deviceId)) return busy(deviceId);
      const entry: Running = { motion, deviceId, sinceMs: nowMs(), setLease };
      const born = generation;
      running.set(deviceId, entry);
      const intended = await journal.intend(intent);
      if (intended.ok) return { ok: true, value: { intentId: intended.value, generation: born, leave: () => { leave(entry); } } };
      leave(entry);
      return fault('journalUnavailable', `The journal did not take the intent (${intended.error.message}). Nothing was moved.`);
    },
    fail: async (passage, error) => {
      passage.leave();
      const kind = UNCERTAIN.has(error.code) ? 'unknown' : 'failed';
      const concluded = await conclude(passage.intentId, { kind, code: error.code });
      return concluded.ok ? { ok: false, error } : concluded;
    },
    pass: (passage, sequence) => {
      const end = async (outcome: Outcome): Promise<Result<void, GateFault>> => {
        passage.leave();
        return conclude(passage.intentId, outcome);
      };
      return { ok: true, value: { intentId: passage.intentId, sequence, conclude: end } };
    },
  };
}

function busy(deviceId: string): { readonly ok: false; readonly error: WireFault & Fault } {
  return { ok: false, error: { code: 'superseded', message: `${deviceId} is still busy with another command; nothing was sent.`, deviceId } };
}
