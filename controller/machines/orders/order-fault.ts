import type { PlaceId } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { Fault } from '../../ports.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { TransferFault } from '../transfer.machine.ts';

/** Why an order does not go on by itself. */
export type OrderFault = Fault<TransferFault['code'] | 'bayNotProven' | 'lampFailed' | 'cellTooSmall'> & { readonly broken: readonly Broken[]; readonly at?: PlaceId };

/** Times of an order, from the site. */
export interface OrderLimits {
  /** Proofs of what is in a bay, and that nobody is, must hold this long. */
  readonly emptyHoldMs: number;
  /** After this an alarm says so; nothing moves by itself. */
  readonly customerMs: number;
  /** With the door shut, the bay must be proven by then. */
  readonly proveShutMs: number;
  /** A durable write must have come back by then. */
  readonly writeMs: number;
  /** No transfer takes this long; its own deadlines are sharper. */
  readonly transferMs: number;
  readonly doorMs: number;
  readonly stopMs: number;
}

interface Timed { readonly context: { readonly limits: OrderLimits } }

/** The same times as the charts of orders name them. */
export const orderDelays = {
  emptyHold: ({ context }: Timed) => context.limits.emptyHoldMs,
  customerTimeout: ({ context }: Timed) => context.limits.customerMs,
  proveShutDeadline: ({ context }: Timed) => context.limits.proveShutMs,
  writeDeadline: ({ context }: Timed) => context.limits.writeMs,
  transferDeadline: ({ context }: Timed) => context.limits.transferMs,
  doorDeadline: ({ context }: Timed) => context.limits.doorMs,
  stopDeadline: ({ context }: Timed) => context.limits.stopMs,
} as const;

/** Disagreements of inventory and sensors: no fresh command mends them, a technician has to settle what is where. */
export const STALLING: readonly OrderFault['code'][] = ['wrongPallet', 'phantomCar', 'placeTaken', 'carriageTaken', 'palletMissing'];
/** A door is tried this often before a person is asked. */
export const MOST_CLOSINGS = 3;

/** Writes may wait for the disk. */
const WRITE_MS = 10_000;
/** Longer than a transfer of the slowest site with all its retries. */
const TRANSFER_MS = 900_000;

/** Builds a fault of an order. */
export function orderFault(code: OrderFault['code'], message: string): OrderFault {
  return { code, message, broken: [] };
}

/** The times of a site's orders. */
export function limitsOf(site: Site): OrderLimits {
  const { emptyHoldMs, outerDoorHoldOpenMs, customerTimeoutMs } = site.bayRules;
  return {
    emptyHoldMs: Math.max(emptyHoldMs, outerDoorHoldOpenMs),
    customerMs: customerTimeoutMs,
    proveShutMs: emptyHoldMs * 2 + 10_000,
    writeMs: WRITE_MS,
    transferMs: TRANSFER_MS,
    doorMs: site.doors.outer.timeoutMs + 2 * WRITE_MS,
    stopMs: site.control.stopTimeoutMs * 2,
  };
}
