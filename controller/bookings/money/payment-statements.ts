import type { PaymentKind } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import type { Statement } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { randomCode } from '../crockford.ts';
import { successorOf } from './payment.ts';
import { purposes } from './purposes.ts';

/** An amount that somebody owes for a booking, in the minor unit of the site's currency. 0 is nothing and is not asked for. */
export interface Charge {
  readonly memberId: string;
  readonly bookingId: string;
  readonly kind: PaymentKind;
  readonly amountMinor: number;
  /** Id of the payment that was declined and is asked for once more: its successor's id follows from it, so that there is one. */
  readonly after?: string;
}

const ID_LENGTH = 12;

/**
 * The charges as part of a batch: asked for durably together with what they are for, before any provider hears of them. What costs nothing
 * makes no row. A second deposit, fee, lateness or no-show of one booking conflicts, unless the earlier one was declined.
 */
export function paymentStatements({ site, rng, wall }: Pick<BookingParts, 'site' | 'rng' | 'wall'>, charges: readonly Charge[]): readonly Statement[] {
  const { currency } = site.booking;
  return charges
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(({ memberId, bookingId, kind, amountMinor, after }) => {
      const paymentId = after === undefined ? `y-${randomCode(rng, ID_LENGTH)}` : successorOf(after);
      return statement('payment.add', { paymentId, memberId, bookingId, kind, amountMinor, currency, wanted: purposes[kind].wantedAtOnce ?? null, utcMs: wall.utcMs() }, 1);
    });
}

const want = (bookingId: string, kind: PaymentKind, wanted: 'capture' | 'release', utcMs: number): Statement => statement('payment.want', { bookingId, kind, wanted, utcMs });

/** The car has left: what the drive costs is taken, the deposit stays held. */
export function atCollection({ wall }: Pick<BookingParts, 'wall'>, bookingId: string): readonly Statement[] {
  return [want(bookingId, 'belowFloorFee', 'capture', wall.utcMs())];
}

/** The drive is over, with its car back or bought: the deposit is given back. Fees that are wanted already stay wanted. */
export function atReturn({ wall }: Pick<BookingParts, 'wall'>, bookingId: string): readonly Statement[] {
  return [want(bookingId, 'belowFloorFee', 'capture', wall.utcMs()), want(bookingId, 'deposit', 'release', wall.utcMs())];
}

/** The booking ends without a drive (cancelled, not paid in time, nobody came): everything that is held for it is given back. */
export function atCancellation({ wall }: Pick<BookingParts, 'wall'>, bookingId: string): readonly Statement[] {
  return [want(bookingId, 'belowFloorFee', 'release', wall.utcMs()), want(bookingId, 'deposit', 'release', wall.utcMs())];
}
