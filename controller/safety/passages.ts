import { done, fault, type Fault, type Result, type StoreFault, type WireFault } from '../ports.ts';
import type { Journal, NewIntent, Outcome } from '../journal/journal.port.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { GateFault, Passed } from './gate.port.ts';
import { mayRunTogether } from './togetherness.ts';

/** A command that has passed and has not been concluded. */
export interface Running {
  readonly motion: Motion;
  readonly deviceId: string;
  readonly sinceMs: number;
  readonly setLease: (granted: boolean) => void;
  /** The hand that held it has let go: its lease is never renewed again, and its device was told to stop. */
  readonly isReleased: () => boolean;
  readonly release: () => void;
}

/** One command on its way through the gate, its intent already durable. */
export interface Passage {
  /** Undefined when it lets a person out and the journal took no intent. */
  readonly intentId: number | undefined;
  /** The stop generation in which it began; a stop in between makes it worthless. */
  readonly generation: number;
  readonly isReleased: () => boolean;
  readonly leave: () => void;
}

/** Who is on the way or running, one command a device. */
export interface Passages {
  /** The same array until something enters or leaves: the scan looks at it without allocating. */
  readonly running: () => readonly Running[];
  readonly generation: () => number;
  readonly abandon: () => void;
  /** `stopDevice`: what a release does beside ending the lease. */
  readonly enter: (motion: Motion, intent: NewIntent, deviceId: string, setLease: (granted: boolean) => void, stopDevice?: () => void) => Promise<Result<Passage, GateFault>>;
  /**
   * Sends what `send` sends and ends the passage if it fails, in whatever way: with the outcome `unknown` when the device may have
   * taken the command, and also when `send` itself broke.
   */
  readonly through: <T>(passage: Passage, send: () => Promise<Result<T, WireFault>>) => Promise<Result<T, GateFault>>;
  readonly pass: (passage: Passage, sequence: number) => Result<Passed, GateFault>;
}

/** After these the device may or may not have taken the command. */
const UNCERTAIN: ReadonlySet<WireFault['code']> = new Set(['timeout', 'garbled', 'disconnected', 'readbackMismatch', 'restarted']);

/**
 * Concludes intents. What the journal did not take is owed: it is written as unknown before anything else is intended, so that no step is done
 * again of which nobody can read that it was begun, and not how it ended.
 */
function createConclusions(journal: Journal) {
  const owed = new Set<number>();
  return {
    conclude: async (intentId: number | undefined, outcome: Outcome): Promise<Result<void, GateFault>> => {
      if (intentId === undefined) return done;
      const written = await journal.conclude(intentId, outcome);
      if (written.ok) owed.delete(intentId);
      else owed.add(intentId);
      return written.ok ? written : fault('journalUnavailable', `The journal did not take the outcome: ${written.error.message}`);
    },
    /** Writes what is owed; why it could not be. A conflict means that somebody has settled it meanwhile. */
    payOff: async (): Promise<Result<never, StoreFault> | undefined> => {
      for (const intentId of owed) {
        const written = await journal.conclude(intentId, { kind: 'unknown', code: 'outcomeNotDurable' });
        if (!written.ok && written.error.code !== 'conflict') return written;
        owed.delete(intentId);
      }
      return undefined;
    },
    owesAny: () => owed.size > 0,
  };
}

/** Keeps the books of the gate: intents, leases, and who is running. */
export function createPassages(journal: Journal, nowMs: () => number): Passages {
  let running: readonly Running[] = [];
  let generation = 0;
  const { conclude, payOff, owesAny } = createConclusions(journal);

  function leave(entry: Running): void {
    entry.setLease(false);
    if (running.includes(entry)) running = running.filter((other) => other !== entry);
  }

  async function enter(motion: Motion, intent: NewIntent, deviceId: string, setLease: (granted: boolean) => void, stopDevice?: () => void): Promise<Result<Passage, GateFault>> {
    const obstacle = running.find((other) => other.deviceId === deviceId || !mayRunTogether(other.motion, motion));
    if (obstacle) return busy(deviceId, obstacle);
    const entry = createEntry(motion, deviceId, nowMs(), setLease, stopDevice);
    const born = generation;
    running = [...running, entry];
    const broke = (error: unknown): never => {
      leave(entry);
      throw error;
    };
    const unpaid = owesAny() ? await payOff().catch(broke) : undefined;
    const intended = unpaid ?? await journal.intend(intent).catch(broke);
    // A door that opens for somebody who is shut in changes nothing of the stock, and a full disk is no reason to keep them there.
    if (intended.ok || intent.letsOut === true) return { ok: true, value: { intentId: intended.ok ? intended.value : undefined, generation: born, isReleased: entry.isReleased, leave: () => { leave(entry); } } };
    leave(entry);
    return fault('journalUnavailable', `The journal did not take the intent (${intended.error.message}). Nothing was moved.`);
  }

  async function through<T>(passage: Passage, send: () => Promise<Result<T, WireFault>>): Promise<Result<T, GateFault>> {
    let sent: Result<T, WireFault>;
    try {
      sent = await send();
    } catch (error) {
      passage.leave();
      const concluded = await conclude(passage.intentId, { kind: 'unknown', code: 'broke' });
      throw concluded.ok ? error : new Error(`a driver broke, and so did the journal: ${concluded.error.message}`, { cause: error });
    }
    if (sent.ok) return sent;
    passage.leave();
    const outcome: Outcome = { kind: UNCERTAIN.has(sent.error.code) ? 'unknown' : 'failed', code: sent.error.code };
    const concluded = await conclude(passage.intentId, outcome);
    return concluded.ok ? sent : concluded;
  }

  return {
    running: () => running,
    generation: () => generation,
    abandon: () => {
      generation += 1;
      for (const entry of running) entry.setLease(false);
      running = [];
    },
    enter,
    through,
    pass: (passage, sequence) => {
      const end = async (outcome: Outcome): Promise<Result<void, GateFault>> => {
        passage.leave();
        return conclude(passage.intentId, outcome);
      };
      return { ok: true, value: { intentId: passage.intentId, sequence, conclude: end, released: passage.isReleased } };
    },
  };
}

function createEntry(motion: Motion, deviceId: string, sinceMs: number, setLease: (granted: boolean) => void, stopDevice: (() => void) | undefined): Running {
  let isReleased = false;
  return {
    motion, deviceId, sinceMs,
    setLease: (granted) => { setLease(granted && !isReleased); },
    isReleased: () => isReleased,
    release: () => {
      if (isReleased) return;
      isReleased = true;
      setLease(false);
      stopDevice?.();
    },
  };
}

function busy(deviceId: string, obstacle: Running): { readonly ok: false; readonly error: WireFault & Fault } {
  return { ok: false, error: { code: 'superseded', message: `${deviceId} waits: ${obstacle.motion} is running. Nothing was sent.`, deviceId } };
}
