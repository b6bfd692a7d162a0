import type { OrderFault } from '../order-fault.ts';

/** Why a car is not taken in; each has sentences `checkIn.<code>` for the customer. */
export const checkInRefusals = ['tooLong', 'tooWide', 'tooHigh', 'tooLow', 'tooHeavy', 'unbalanced', 'notOnPallet', 'rolled', 'somebodyInside', 'leaking'] as const;
export type CheckInRefusal = (typeof checkInRefusals)[number];

/** Which car is checked, and where. */
export interface CheckInSubject {
  readonly orderId: string;
  readonly bay: string;
  readonly carId: string;
  readonly palletId: string;
}

/** How a check ended. `refused` leads the car out again. */
export type CheckInAnswer =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly code: CheckInRefusal; readonly message: string }
  | { readonly kind: 'failed'; readonly error: OrderFault };

/** The checks of a car that comes in. They command nothing but lamps; every wait ends when `signal` aborts. */
export interface CheckIn {
  /**
   * Outer door open, green lamp: guides the car in, measures it, and waits until everybody is out and has said so. Takes as long as
   * people take. The bay was proven empty before.
   */
  readonly driveIn: (subject: CheckInSubject, signal: AbortSignal) => Promise<CheckInAnswer>;
  /** Outer door shut and the bay proven to hold one car and nobody: what can only be seen when nothing moves any more. */
  readonly shut: (subject: CheckInSubject, signal: AbortSignal) => Promise<CheckInAnswer>;
}
