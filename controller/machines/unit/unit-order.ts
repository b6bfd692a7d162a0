import type { Fault } from '../../ports.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
import type { Lease } from '../../journal/recovery-journal.port.ts';
import type { FactName } from '../../sensing/fact.ts';

/** Where a unit is to go. */
export type UnitGoal =
  /** `velocityMmPerS`: slower than the axis may go; without it, as fast as it may. */
  | { readonly kind: 'position'; readonly targetMm: number; readonly velocityMmPerS?: number }
  /** The axis finds its reference, at the drive's own creep speed. */
  | { readonly kind: 'home' }
  | { readonly kind: 'door'; readonly open: boolean }
  | { readonly kind: 'bolt'; readonly on: boolean };

/** A sensor, other than the one that commands, which must say so before a motion counts as done. */
export type Proof =
  | { readonly fact: FactName; readonly is: boolean }
  | { readonly moduleId: string; readonly input: string; readonly is: boolean };

/** One motion of one unit, complete: what, why, what it changes in the inventory, what proves it, and how long it may take. */
export interface UnitOrder {
  readonly motion: Motion;
  readonly goal: UnitGoal;
  /** For people and the journal. */
  readonly detail: string;
  readonly orderId: string | undefined;
  /** What the order holds for it; absent for the motion of a person. */
  readonly leases?: readonly Lease[];
  /** Becomes true together with the intent. */
  readonly startMoves: readonly InventoryMove[];
  /** Becomes true together with the outcome `done`. */
  readonly doneMoves: readonly InventoryMove[];
  readonly proofs: readonly Proof[];
  /** From the accepted command until the device says it has arrived. */
  readonly deadlineMs: number;
}

/** Why a unit did not do what it was ordered. After the first five nothing has moved; after the others it may have. */
export type UnitFaultCode =
  /** Interlocks refuse; nothing moved. */
  | 'refused'
  /** The intent could not be made durable; nothing moved. */
  | 'journalUnavailable'
  /** A stop is latched; nothing moved. */
  | 'stopLatched'
  /** The unit is at another order or waits for a reset; nothing moved. */
  | 'notReady'
  /** The device refused the command; nothing moved. */
  | 'notTaken'
  /** The answer of the device was lost: it may or may not have taken the command. */
  | 'commandFailed'
  /** Commanded, but nothing was seen to move. */
  | 'noMotion'
  /** The device reports a fault of its own. */
  | 'deviceFault'
  /** A door met something and reopened by itself; it is not stopped. */
  | 'obstructed'
  /** Did not arrive in time. */
  | 'deadline'
  /** The device says arrived, the other sensor does not. */
  | 'notConfirmed'
  /** A rule of the interlock table broke during the motion. */
  | 'interlock'
  /** Stopped from elsewhere. */
  | 'stopped'
  /** An outcome could not be made durable. */
  | 'outcomeNotDurable'
  /** A defect of this program. */
  | 'machineError';

/** Failure of an order, with every rule of the interlock table that broke. */
export type UnitFault = Fault<UnitFaultCode> & { readonly broken: readonly Broken[] };

/** Builds a unit fault. */
export function unitFault(code: UnitFaultCode, message: string, broken: readonly Broken[] = []): UnitFault {
  return { code, message, broken };
}
