import type { AllClearBy } from '../../../api/tower.port.ts';
import type { Result } from '../../../ports.ts';
import type { OrderFault } from '../order-fault.ts';
import type { Advice } from './guidance.ts';
import type { ClearPoint } from './all-clear.ts';
import type { Finding } from './measure.ts';
import type { CheckInRefusal } from './refusals.ts';

/** Which car is checked, and where. */
export interface CheckInSubject {
  readonly orderId: string;
  readonly bay: string;
  readonly carId: string;
  readonly palletId: string;
}

/** How a check ended. `again`: the door opens, and the all-clear begins from zero · `refused`: the car is led out again. */
export type CheckInAnswer =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'again' | 'refused'; readonly code: CheckInRefusal; readonly message: string }
  | { readonly kind: 'failed'; readonly error: OrderFault };

/** The checks of a car that comes in. They command nothing but lamps; every wait ends when `signal` aborts. */
export interface CheckIn {
  /**
   * A car stands behind the shut outer door, brought out once more: notes that nobody is with it, so that the count of the door plane begins
   * there. Without that proof it admits all the same, and a member of staff answers for the count.
   */
  readonly stands: (subject: CheckInSubject, signal: AbortSignal) => Promise<CheckInAnswer>;
  /**
   * Outer door open, green lamp: guides the car in, measures it, and waits until everybody is out and has said so at two points. Takes as
   * long as people take.
   */
  readonly driveIn: (subject: CheckInSubject, signal: AbortSignal) => Promise<CheckInAnswer>;
  /** Just before the outer door closes: nobody has come near since the all-clear. At once. */
  readonly confirm: (subject: CheckInSubject, signal: AbortSignal) => Promise<CheckInAnswer>;
  /** Outer door shut: what can only be seen when nothing moves any more: a car that rolls, a tailgate that opens, life in the car. */
  readonly shut: (subject: CheckInSubject, signal: AbortSignal) => Promise<CheckInAnswer>;
}

/** What the customer is asked for now. */
export const checkInStages = ['comeIn', 'guiding', 'measuring', 'mending', 'gettingOut', 'allClear', 'proving', 'braking', 'closing', 'settling'] as const;
export type CheckInStage = (typeof checkInStages)[number];

/** `clear` and `present` are measured; a channel that is not heard, or disagrees with itself, is `unknown` and never clear. */
export type ChannelView = 'clear' | 'present' | 'unknown';

/** A check as screens see it. */
export interface CheckInView {
  readonly stage: CheckInStage;
  readonly advice: Advice;
  /** Undefined: the car cannot be measured now. */
  readonly findings: readonly Finding[] | undefined;
  readonly given: readonly ClearPoint[];
  /** How many came in the car, as they said; undefined when nobody has said it to this controller. */
  readonly people: number | undefined;
  /** Proofs that nobody is left: scanner with camera, radar, crossings of the door plane, weight. */
  readonly channels: { readonly presence: ChannelView; readonly radar: ChannelView; readonly crossings: ChannelView; readonly weight: ChannelView };
  /** A member of staff has answered for the crossings; presence and radar nobody can answer for. */
  readonly attended: boolean;
  /** It was stored, and has come out once more. */
  readonly isOutAgain: boolean;
}

export type AllClearFault = 'returnUnknown' | 'notYet' | 'somebodyPresent';

/** All checks that go on, and what people say to them. */
export interface CheckInDesk extends CheckIn {
  /** How many came in the car, as the person that was recognised has said. */
  readonly expect: (orderId: string, people: number | undefined) => void;
  /**
   * The kiosk's point of the all-clear. `somebodyPresent`: while anybody is seen, or a sensor of persons is not known to be clear, nobody's
   * word starts anything, an attendant's neither. Moves nothing by itself.
   */
  readonly allClear: (orderId: string, by: AllClearBy) => Result<void, { readonly code: AllClearFault; readonly message: string }>;
  readonly view: (orderId: string) => CheckInView | undefined;
  /** The order has ended. */
  readonly forget: (orderId: string) => void;
}
