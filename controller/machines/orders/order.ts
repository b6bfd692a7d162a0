import type { Place } from '../../../config/places.ts';
import type { AuditFinding, DeliverRecord, OrderRecord } from '../../journal/order-record.ts';
import type { OrderFault } from './order-fault.ts';
import type { CheckInRefusal } from './receive/refusals.ts';

/** One order that has not ended. */
export interface Order<R extends OrderRecord = OrderRecord> {
  readonly record: R;
  /** Monotonic ms at which its phase began. */
  readonly phaseSinceMs: number;
  /** Where the carriage was then. */
  readonly fromZMm: number;
  readonly fromXMm: number;
  /** At the rim of the turntable; 0 where there is none. */
  readonly fromTurnMm: number;
  readonly stage: 'queued' | 'running' | 'paused';
  readonly fault: OrderFault | undefined;
  /** Why its car was not taken in; it is on its way out again. */
  readonly refusal?: CheckInRefusal | undefined;
  readonly overdue: boolean;
  /** Nothing happens before the customer does something. */
  readonly waitsForCustomer: boolean;
  /** Nothing of it moves before another one has given the carriage back. */
  readonly waitsForTurn: boolean;
}

/** A delivery with its places. */
export interface Delivery extends Order<DeliverRecord> {
  readonly cell: Place;
  readonly bay: Place;
}

/** What the runner is told of an order that runs. */
export interface RunListener {
  readonly update: (change: Partial<Order>) => void;
  readonly carLeft: (record: DeliverRecord) => void;
  readonly ended: (record: OrderRecord, fault: OrderFault | undefined) => void;
}

/** An order that runs. */
export interface Running {
  /** A fresh command of a person. */
  readonly resume: () => void;
  /** Ends its machine where it is; only while it moves nothing. */
  readonly leave: () => void;
}

/** What the tower is told of orders. */
export interface OrderListener {
  readonly changed: () => void;
  readonly carLeft: (record: DeliverRecord) => void;
  readonly ended: (record: OrderRecord, fault: OrderFault | undefined) => void;
  /** An audit has looked into a cell just now. */
  readonly found: (orderId: string, finding: AuditFinding) => void;
  /** A delivery will not come to its customer; its car is on its way home. */
  readonly turnedBack: (record: DeliverRecord) => void;
  /** Whether orders may take up their next step by themselves now. */
  readonly mayGoOn: () => boolean;
  /** Whether this one may begin now. */
  readonly mayBegin: (record: OrderRecord) => boolean;
}
