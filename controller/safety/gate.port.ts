import type { Actuator, Axis, Fault, IoModule, Result, WireFault } from '../ports.ts';
import type { Told } from '../../config/words/told.ts';
import type { Broken } from '../interlocks/permit.port.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { InventoryMove, NewIntent, Outcome } from '../journal/journal.port.ts';
import type { BoltId } from '../sensing/carriage-facts.ts';

/** Why the output gate did not let a command pass, or why it ended. Nothing moved unless it says so. */
export type GateFault =
  /** Interlocks refuse; `broken` lists every one of them. */
  | (Fault<'refused'> & { readonly broken: readonly Broken[] })
  /** The intent could not be made durable, so the frame was not sent; only what lets a person out is sent all the same. */
  | Fault<'journalUnavailable'>
  /** A stop is latched: a fresh reset and a fresh command are needed. */
  | Fault<'stopLatched'>
  | WireFault;

/** A command that has passed the gate and been accepted by its device. Ends with `conclude`, exactly once. */
export interface Passed {
  /** Undefined when it lets a person out and the journal took no intent. */
  readonly intentId: number | undefined;
  readonly sequence: number;
  /** Writes the outcome; the lease of the actuator ends with it. Inventory moves go into the same transaction. */
  readonly conclude: (outcome: Outcome) => Promise<Result<void, GateFault>>;
  /** Of a held motion: the hand has let go, and the device was told to stop. */
  readonly released?: () => boolean;
}

/**
 * The only way to an actuator. Order: permit asked; intent made durable; armed and read back; permit asked again in the
 * instant before the execute frame leaves. While a passed command runs, its lease is renewed on each scan only as long as
 * the permit of its motion holds.
 */
export interface OutputGate {
  /**
   * Told of the inventory moves of each intent in the instant in which it has become durable: from then on the journal has them, also when
   * a stop keeps the frame from leaving.
   */
  readonly onIntended: (listener: (moves: readonly InventoryMove[]) => void) => void;
  readonly move: <C>(motion: Motion, intent: NewIntent, actuator: Actuator<unknown, C>, command: C) => Promise<Result<Passed, GateFault>>;
  readonly set: (motion: Motion, intent: NewIntent, module: IoModule, outputs: Readonly<Record<string, boolean>>) => Promise<Result<Passed, GateFault>>;
  /** Lamps, horn: outputs that move nothing. Needs no intent. */
  readonly signal: (module: IoModule, outputs: Readonly<Record<string, boolean>>) => Promise<Result<void, WireFault>>;
  /**
   * Sets the output of a bolt to the end at which its two switches show it, while no bolt is commanded: so that nothing moves by itself when whatever
   * kept the bolt from following its output goes away (ISO 14118). It moves nothing, so it needs no permit and no intent; `refused` of a bolt
   * that is not seen at that end.
   */
  readonly settle: (module: IoModule, bolt: BoltId, on: boolean) => Promise<Result<void, GateFault>>;
  /**
   * Tells a drive to forget its latched fault, as part of a reset that a person has given. It moves nothing and is no motion, so it
   * needs no permit and no intent; `resetFault` is the only command that leaves this way, and only to a drive that shows its fault
   * with the reaction over (without torque, under its brake), stands by a fresh reading and has no command. Else `refused`. Whether
   * the drive has forgotten shows in its status.
   */
  readonly clearFault: (axis: Axis) => Promise<Result<void, GateFault>>;
  /** Lets go of every held motion: its device stops, and nothing is latched. */
  readonly releaseHeld: () => void;
}

/** Where a reset is given. */
export type ResetPlace = 'panel' | 'anywhere';

/** One door to stop. Idempotent, waits for nothing. After it, nothing moves without a reset edge and a fresh command. */
export interface StopControl {
  readonly stop: (reason: StopReason) => void;
  /** Why motion is stopped; undefined when it is not. The first reason stays (first-out). */
  readonly latched: () => StopReason | undefined;
  /**
   * Takes the latch away if nothing that caused it persists. `by` is who asked, with a fresh edge; `since` the `atMs` of the
   * stop that the edge was given for: a stop that came later is never cleared by it. `where`: what the safety hardware has stopped is
   * reset by the button at the panel only, in sight of the tower; left out, it was somewhere else.
   */
  readonly reset: (by: 'customer' | 'operator' | 'technician', since?: number, where?: ResetPlace) => Result<void, Fault<'stillUnsafe' | 'notAllowed'> & { readonly broken: readonly Broken[] }>;
  readonly onChange: (listener: () => void) => void;
}

/** What caused a stop. */
export interface StopReason {
  readonly code: 'interlock' | 'safetyChain' | 'runEnableLost' | 'watchdog' | 'uncommandedMotion' | 'noMotion' | 'deadline' | 'contradiction' | 'machineError' | 'requested' | 'journalUnavailable' | 'recovering';
  readonly motion: Motion | undefined;
  readonly broken: readonly Broken[];
  /** Of the last stop, also when one was latched already: no reset that was asked for before it clears it. */
  readonly atMs: number;
  readonly detail: string;
  /** The detail for the page, where there is one. */
  readonly told?: Told;
}
