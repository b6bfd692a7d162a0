import type { PaymentsView, ReceiptView } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import { messageStatement } from '../messages/message-statement.ts';
import type { Providers } from '../providers/providers.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { declinedOf, isUnfinished, toPayment, toPaymentViews } from './payment.ts';
import type { Payment } from './payment.ts';
import { atCancellation, atReturn, paymentStatements } from './payment-statements.ts';
import { createPaymentWork } from './payment-work.ts';
import type { PaymentWork } from './payment-work.ts';
import { depositOf } from './payment-summary.ts';
import { createReceipts } from './receipt.ts';

/** The amounts of one tower's bookings. */
export interface Money {
  /** Whether there is anybody who can hold and take amounts. Without one, what costs nothing goes on and what costs is refused. */
  readonly isAvailable: boolean;
  /** Carries out what was just asked for a booking, as far as it gets now. What does not answer is asked again by the work. */
  readonly settle: (bookingId: string) => Promise<Result<void, Refusal>>;
  readonly ofBooking: (memberId: string, bookingId: string) => Promise<Result<PaymentsView, Refusal>>;
  /** Asks once more for everything of the booking that was declined; what is under way is looked at. */
  readonly askAgain: (memberId: string, bookingId: string) => Promise<Result<PaymentsView, Refusal>>;
  readonly receipt: (memberId: string, bookingId: string) => Promise<Result<ReceiptView, Refusal>>;
  /** The provider says that a payment has changed: look there. Anything that is not known here is no matter of this tower. */
  readonly look: (paymentId: string) => Promise<Result<void, Refusal>>;
  /** Every few seconds: whatever waits for the provider. */
  readonly work: PaymentWork['due'];
  /** Every few minutes: bookings that were not paid in time, and amounts whose purpose has gone. */
  readonly sweep: () => Promise<Result<void, Refusal>>;
}

/** What money needs beyond the room's parts. */
export interface MoneyParts extends BookingParts {
  readonly providers: Pick<Providers, 'payments'>;
}

const MINUTE_MS = 60_000;

async function paymentsOf(parts: BookingParts, bookingId: string): Promise<Result<readonly Payment[], Refusal>> {
  const read = await parts.store.read(statement('payment.ofBooking', { bookingId }));
  return read.ok ? ok(read.value.map(toPayment)) : storeRefused(read.error);
}

/** The member's own booking; one of somebody else is as unknown as none. */
async function ownBooking(parts: BookingParts, memberId: string, bookingId: string): Promise<Result<StoreRow, Refusal>> {
  const read = await parts.store.read(statement('booking.one', { bookingId }));
  if (!read.ok) return storeRefused(read.error);
  const [row] = read.value;
  return row?.['memberId'] === memberId ? ok(row) : refuse('bookingUnknown', 'There is no such booking of yours.');
}

function createOfBooking(parts: MoneyParts): Money['ofBooking'] {
  return async (memberId, bookingId) => {
    const booking = await ownBooking(parts, memberId, bookingId);
    if (!booking.ok) return booking;
    const payments = await paymentsOf(parts, bookingId);
    if (!payments.ok) return payments;
    const deposit = depositOf(payments.value);
    const isOwed = booking.value['state'] === 'booked' && (deposit === 'waiting' || deposit === 'declined');
    const payByUtcMs = Number(booking.value['createdUtcMs']) + parts.site.booking.rules.payWithinMinutes * MINUTE_MS;
    return ok({ payments: toPaymentViews(payments.value, String(booking.value['state'])), deposit, ...(isOwed && { payByUtcMs }) });
  };
}

function createAskAgain(parts: MoneyParts, settle: Money['settle'], ofBooking: Money['ofBooking']): Money['askAgain'] {
  return async (memberId, bookingId) => {
    const booking = await ownBooking(parts, memberId, bookingId);
    if (!booking.ok) return booking;
    if (parts.providers.payments === undefined) return refuse('paymentUnavailable', 'Nothing can be paid at this tower just now. Nothing was charged.');
    const payments = await paymentsOf(parts, bookingId);
    if (!payments.ok) return payments;
    const asked = declinedOf(payments.value, String(booking.value['state']));
    const charges = asked.map(({ paymentId, kind, amountMinor }) => ({ memberId, bookingId, kind, amountMinor, after: paymentId }));
    if (charges.length > 0) {
      const stored = await parts.store.commit(paymentStatements(parts, charges));
      // A second request at the same time has asked already: one amount is asked for once.
      if (!stored.ok && stored.error.code !== 'conflict') return storeRefused(stored.error);
    }
    const settled = await settle(bookingId);
    return settled.ok ? ofBooking(memberId, bookingId) : settled;
  };
}

/** One transaction for each: nothing is held any more for a booking that is nobody's. */
async function endUnpaid(parts: MoneyParts): Promise<Result<void, Refusal>> {
  const utcMs = parts.wall.utcMs();
  const read = await parts.store.read(statement('payment.overdue', { beforeUtcMs: utcMs - parts.site.booking.rules.payWithinMinutes * MINUTE_MS }));
  if (!read.ok) return storeRefused(read.error);
  for (const row of read.value) {
    const [bookingId, memberId, carId] = [String(row['bookingId']), String(row['memberId']), String(row['carId'])];
    const stored = await parts.store.commit([
      statement('booking.unpaid', { bookingId, utcMs }, 1),
      statement('template.erase', { bookingId }),
      ...atCancellation(parts, bookingId),
      auditStatement('bookingUnpaid', { bookingId, carId }, utcMs),
      tell(parts, { type: 'booking.cancelled', subject: `booking/${bookingId}`, data: { bookingId, memberId, carId, why: 'unpaid' } }),
      messageStatement(parts, { kind: 'cancelled', memberId, about: bookingId, params: {} }),
    ]);
    if (!stored.ok && stored.error.code !== 'conflict') return storeRefused(stored.error);
  }
  return done;
}

/** What a booking that has ended left behind, whoever should have said so. A car that went out has been driven. */
async function settleLeftOver(parts: MoneyParts): Promise<Result<void, Refusal>> {
  const read = await parts.store.read(statement('payment.leftOver'));
  if (!read.ok) return storeRefused(read.error);
  const wishes = read.value.flatMap((row) => {
    const bookingId = String(row['bookingId']);
    if (row['bookingState'] === 'out') return [statement('payment.want', { bookingId, kind: 'belowFloorFee', wanted: 'capture', utcMs: parts.wall.utcMs() })];
    return row['bookingState'] === 'closed' ? atReturn(parts, bookingId) : atCancellation(parts, bookingId);
  });
  if (wishes.length === 0) return done;
  const stored = await parts.store.commit(wishes);
  return stored.ok ? done : storeRefused(stored.error);
}

/** The money of one tower. */
export function createMoney(parts: MoneyParts): Money {
  const work = createPaymentWork({ ...parts, payments: parts.providers.payments });
  const settle: Money['settle'] = async (bookingId) => {
    const payments = await paymentsOf(parts, bookingId);
    if (!payments.ok) return payments;
    const settled = await Promise.all(payments.value.filter(isUnfinished).map(({ paymentId }) => work.now(paymentId)));
    return settled.find((one) => !one.ok) ?? done;
  };
  const ofBooking = createOfBooking(parts);
  return {
    isAvailable: parts.providers.payments !== undefined,
    settle,
    ofBooking,
    askAgain: createAskAgain(parts, settle, ofBooking),
    receipt: createReceipts(parts),
    look: (paymentId) => work.now(paymentId, 'look'),
    work: work.due,
    sweep: async () => {
      const ended = await endUnpaid(parts);
      return ended.ok ? settleLeftOver(parts) : ended;
    },
  };
}
