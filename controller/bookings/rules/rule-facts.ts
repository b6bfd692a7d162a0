import type { BookingView } from '../../api/contract/index.ts';
import type { BookingRules } from '../window-rules.ts';

/** What the operator's backend attests of a member. */
export interface Standing {
  readonly tier: 'standard' | 'super';
  /** Undefined: the backend knows none, which is not the same as a good one. */
  readonly creditScore: number | undefined;
  readonly licenceUntilUtcMs: number | undefined;
  readonly isBlocked: boolean;
}

/** A booking as far as the rules look at it. */
export interface Had {
  readonly bookingId: string;
  readonly carId: string;
  readonly fromUtcMs: number;
  /** End of the window, where somebody needs it. */
  readonly untilUtcMs?: number | undefined;
  readonly returnByUtcMs: number;
  readonly state: BookingView['state'];
  readonly afterBookingId?: string | undefined;
  /** Made to fetch a car that the member has bought: no test drive, and in nobody's way. */
  readonly isFetch?: boolean | undefined;
}

/** Whether a booking counts as a car that was had, or still may be. Who cancelled or did not come has not had the car; who bought it owns it. */
export const wasHad = ({ state, isFetch }: Pick<Had, 'state' | 'isFetch'>): boolean => state !== 'cancelled' && state !== 'expired' && isFetch !== true;

/** The drive that is judged: one that is wished for, or one that is to be handed over. */
export interface Wish {
  /** Of a booking that exists already: it is not in its own way. */
  readonly bookingId?: string | undefined;
  readonly carId: string;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
  readonly returnByUtcMs: number;
  readonly afterBookingId?: string | undefined;
}

/** Everything that the rules look at. Nothing else has a say. */
export interface RuleFacts {
  /** When a car is booked, or when it is handed over (recognition and collection). */
  readonly moment: 'booking' | 'release';
  readonly nowUtcMs: number;
  readonly clockDoubtful: boolean;
  readonly rules: BookingRules;
  /** Of the clocks of the site, as the IANA database names it. */
  readonly timezone: string;
  readonly wish: Wish;
  /** Undefined: nothing is attested. */
  readonly standing: Standing | undefined;
  /** Every booking of the member, whatever has become of it. */
  readonly own: readonly Had[];
  /** here: in a cell · comesBack: out with somebody · away: neither · sold · unknown: no car of this tower. */
  readonly car: 'here' | 'comesBack' | 'away' | 'sold' | 'unknown';
  /** Every live booking of the car, of whomever. */
  readonly claims: readonly Had[];
  /** buyer: somebody has it reserved or has bought it · self: this member has signed for it, and fetches what is theirs. */
  readonly promisedTo: 'nobody' | 'buyer' | 'self';
  /** Somebody is there to hold a deposit. */
  readonly canPay: boolean;
  /** Something that was asked for this booking is not held. */
  readonly owes: boolean;
}
