import type { Inspection, SiteEvent } from '../../config/schema/plans.schema.ts';
import type { Result } from '../ports.ts';
import type { OrderRequest } from './order-request.ts';
import type { Maintain } from './maintenance.port.ts';
import type { AttendStaffCall } from './staff-call.port.ts';
import type { TowerSnapshot, Why } from './contract/index.ts';
import type { RecoveryPort } from './recovery.port.ts';
import type { RequestFault } from './request-fault.ts';

export type { RequestFault } from './request-fault.ts';

/** Who says at the kiosk that nobody is left in a bay. */
export type AllClearBy = { readonly role: 'customer' } | { readonly role: 'attendant'; readonly name: string };

/**
 * The control core as API and screens see it: intents, never actuators. Everything is data that can cross a thread.
 * Asynchronous, because the API runs in a worker.
 */
export interface TowerPort extends RecoveryPort {
  /** Latest snapshot with its sequence number. */
  readonly snapshot: () => { readonly seq: number; readonly tower: TowerSnapshot };
  /** Each change as a JSON merge patch with the next sequence number. Returns the function that ends it. */
  readonly subscribe: (listener: (seq: number, patch: Readonly<Record<string, unknown>>) => void) => () => void;
  /** Brings a car to a bay for a booking. Idempotent by `collectionId`: asking again returns the running one. */
  readonly collect: (request: { readonly collectionId: string; readonly bookingId: string | undefined; readonly carId: string }) => Promise<Result<{ readonly collectionId: string; readonly bay: string }, RequestFault>>;
  /**
   * The kiosk's point of the all-clear for a car that is brought back, by the person that was recognised or by an attendant, by name.
   * Errors: `returnUnknown`, `notYet`, `somebodyPresent`: nobody answers for a person that is seen, or for a sensor that is not heard.
   */
  readonly allClear: (returnId: string, by: AllClearBy) => Promise<Result<void, RequestFault>>;
  /** Fresh reset edge from a person, by role. Takes a stop latch away; moves nothing. */
  readonly reset: (by: 'customer' | 'operator' | 'technician', note: string) => Promise<Result<void, RequestFault>>;
  /** Begins an order of another kind. Idempotent by `orderId`: asking again returns the running one. */
  readonly order: (request: OrderRequest) => Promise<Result<{ readonly orderId: string }, RequestFault>>;
  /**
   * *Reverse*: fresh command that takes an order back; it ends `cancelled`, its pallet where it came from, a car that came in outside again.
   * Only while it is paused or waits for people (`orderMoving`). `orderTooLate`: it can only be completed.
   */
  readonly reverse: (orderId: string, by: string) => Promise<Result<void, RequestFault>>;
  /** Ends an order that has not begun; one that has is taken back as by `reverse`. A delivery before its hand-over goes home. */
  readonly cancel: (orderId: string, by: string) => Promise<Result<void, RequestFault>>;
  /** One order after the other until every pallet is at home and every bay shut; those that stand in each other's cells stay. */
  readonly endDay: (orderId: string, by: string) => Promise<Result<void, RequestFault>>;
  /** *Complete*: fresh command after a reset: the paused order goes on from what the sensors say. */
  readonly resume: (orderId: string) => Promise<Result<void, RequestFault>>;
  /** Stops everything now. */
  readonly stop: (detail: string) => Promise<Result<void, RequestFault>>;
  /**
   * A technician accepts what *recovering* offers, everything at once, with name and reason. Refused (`stillUnsafe`) while one
   * disagreement is not proven by two dissimilar signals. Moves nothing.
   */
  readonly settle: (by: string, why: string) => Promise<Result<void, RequestFault>>;
  /**
   * Fresh command of a technician on site: one axis finds its reference again, at the drive's own creep speed; what the table asks for
   * first (lock pin, pallet lock, doors towards the shaft) is brought about first. Resolves when another sensor has proven it, which
   * may take minutes. Errors: `notPermitted` with every broken rule, `recovering`, `towerUnavailable`, `notHomed`.
   */
  readonly home: (axis: 'lift' | 'travel' | 'turn' | 'shuttle', by: string) => Promise<Result<void, RequestFault>>;
  /** Modes, held motions, lock-outs, forces, the I/O view and alarms: what a technician asks for by hand. */
  readonly maintain: Maintain;
  /**
   * Somebody on site has inspected what the plan names for this event, and lets work begin again. Moves nothing. Errors: `stillUnsafe` while it
   * is there, `notPermitted` while an inspection is missing, `nothingToReset`, `towerUnavailable`.
   */
  readonly releaseEvent: (release: { readonly event: SiteEvent; readonly inspected: readonly Inspection[]; readonly by: string; readonly note: string }) => Promise<Result<void, RequestFault>>;
  /** Calls of the staff from the kiosk. */
  readonly attend: AttendStaffCall;
  readonly why: (motion: string) => Promise<Result<Why, RequestFault>>;
  /** A car has left with its customer, or came back: events for bookings. */
  readonly onEvent: (listener: (event: TowerEvent) => void) => () => void;
}

export type TowerEvent =
  | { readonly kind: 'carLeft'; readonly carId: string; readonly collectionId: string; readonly utcMs: number }
  /** A car has been stored again. `bookingId`: whose return it was; undefined when it was away without a booking. */
  | { readonly kind: 'carReturned'; readonly carId: string; readonly returnId: string; readonly bookingId: string | undefined; readonly utcMs: number }
  /** A return has been taken back: its car is with its customer, or, where it had come out once more, perhaps at home. */
  | { readonly kind: 'returnTakenBack'; readonly carId: string; readonly returnId: string; readonly utcMs: number }
  | { readonly kind: 'collectionEnded'; readonly collectionId: string; readonly phase: 'done' | 'cancelled' | 'stalled'; readonly utcMs: number };
