import type { Bounds } from '../catalogue/fault-row.ts';
import { between, type Dice } from '../dice.ts';
import type { Subject } from '../subject.port.ts';
import type { BringerManner } from '../../people/people.port.ts';

/** What all acts of a run share. */
export interface Scene {
  readonly subject: Subject;
  /** Returns whose bringers come from the catalogue, by order id: customers who do all right leave them alone. */
  readonly bringers: Map<string, { readonly carId: string; readonly manner: BringerManner; person?: number }>;
  /** What a person on site has seen: objects of the recovery page and where they really are. */
  readonly seen: Record<string, string>;
  /** Something that must never be, and is no matter of one fault. */
  readonly problem: (words: string) => void;
  /** Hears an answer that nobody waits for. */
  readonly hear: (answer: Promise<{ readonly ok: boolean }>) => void;
  /** Faults have had their time: none begins any more. */
  readonly isOver: () => boolean;
  /** Number of the next order that an act begins. */
  readonly nextOrder: () => string;
}

/** One injection: its own random numbers, and a share that picks the same one of each list that belongs together. */
export interface Cast {
  readonly dice: Dice;
  readonly pick: number;
  readonly lastsMs: number;
}

/** An act that has begun. */
export interface Ongoing {
  /** Whether it lasts at this moment; what it requires is asked for only then. */
  readonly inForce: () => boolean;
  /** Puts back what lasts. */
  readonly end: () => void | Promise<void>;
  /** Whether what was tried was turned down; absent where nothing is asked for. */
  readonly refused?: () => boolean;
}

/** What came of the attempt to begin. */
export type Begun = Ongoing | 'missed' | 'void';

/** Nothing that lasts. */
export const OVER: Ongoing = { inForce: () => false, end: () => undefined };

/** Resolves after so long in virtual time. */
export function sleep({ subject }: Scene, ms: number): Promise<void> {
  return new Promise((resolve) => { subject.clock.after(ms, resolve); });
}

/** The one of a list that the injection has picked. */
export function picked<T>(items: readonly T[], { pick }: Cast): T | undefined {
  return items[Math.floor(pick * items.length)];
}

/** A value between bounds, or the other one where there are none. */
export function drawn(bounds: Bounds | undefined, dice: Dice): number | undefined {
  return bounds === undefined ? undefined : between(bounds, dice);
}

/** A disk that fails at that moment is reason enough not to start. */
const DISK: ReadonlySet<string> = new Set(['full', 'readOnly', 'io']);

/** Starts the controller; a journal that is refused where nobody damaged it, and where its disk is well, is a problem. */
export async function startAgain({ subject, problem }: Scene): Promise<void> {
  if (subject.process.isAlive()) return;
  const started = await subject.process.start();
  if (!started.ok && !DISK.has(started.error.code)) problem(`the controller does not start: ${started.error.message}`);
}
