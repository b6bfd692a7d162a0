import type { BookingView } from '../../../../controller/api/contract/index.ts';

type Payment = BookingView['payments'][number];

/** What is to be done about the money of a booking: nothing, waiting for the provider or the member, or asking again. */
export interface PaymentStep {
  readonly step: 'none' | 'open' | 'declined';
  /** What the step is about. */
  readonly payment?: Payment;
}

/** What the car needs before it is handed over: the deposit, and the fee of a drive below the floor. Other amounts keep nobody waiting. */
const BEFORE_THE_DRIVE: readonly Payment['kind'][] = ['deposit', 'belowFloorFee'];

/** What is to be done about the money of a booking. Declined comes first: nothing goes on by itself there. Of amounts that were asked twice the latest counts. */
export function paymentOf(booking: BookingView | undefined): PaymentStep {
  if (booking?.state !== 'booked') return { step: 'none' };
  const latest = BEFORE_THE_DRIVE.flatMap((kind) => booking.payments.filter((each) => each.kind === kind).slice(-1));
  const declined = latest.find(({ state }) => state === 'declined');
  if (declined !== undefined) return { step: 'declined', payment: declined };
  const open = latest.find(({ state }) => state === 'asked' || state === 'unknown');
  return open === undefined ? { step: 'none' } : { step: 'open', payment: open };
}
