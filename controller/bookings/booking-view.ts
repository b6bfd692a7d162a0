import type { BookingView, PaymentView, Terms } from '../api/contract/index.ts';
import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Result, StoreRow } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import { codeAbout } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { lateAt } from './drives/late.ts';
import { storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { BookingRules } from './window-rules.ts';

/** What a drive costs at this site: `feeMinor` is the fee of this member. */
export function termsOf({ currency, rules, beyond, graceMinutes }: BookingRules, returnByUtcMs: number, feeMinor: number): Terms {
  const { mostExtensionDays, extensionFeeMinor, lateGraceMinutes, lateFeeMinor, mostLateFeeMinor, noShowFeeMinor } = beyond;
  return {
    currency, depositMinor: rules.depositMinor, feeMinor, payWithinMinutes: rules.payWithinMinutes, returnByUtcMs, graceMinutes,
    mostExtensionDays, extensionFeeMinor, lateGraceMinutes, lateFeeMinor, mostLateFeeMinor, noShowFeeMinor,
  };
}

/** A payment as its member sees it. The columns are held by the schema's own checks. */
export function toPayment(row: StoreRow): PaymentView {
  const { wanted, checkoutUrl } = row;
  return {
    paymentId: String(row['paymentId']), kind: String(row['kind']) as PaymentView['kind'], amountMinor: Number(row['amountMinor']), currency: String(row['currency']),
    state: String(row['state']) as PaymentView['state'], ...((wanted === 'capture' || wanted === 'release') && { wanted }),
    ...(typeof checkoutUrl === 'string' && { checkoutUrl }), askedUtcMs: Number(row['askedUtcMs']), changedUtcMs: Number(row['changedUtcMs']),
  };
}

function arrivalOf({ arrival }: BookingRecord): Pick<BookingView, 'arrival'> {
  return arrival === undefined ? {} : { arrival };
}

function lateOf({ state, returnByUtcMs }: BookingRecord, parts: BookingParts): Pick<BookingView, 'late'> {
  const late = state === 'out' ? lateAt(returnByUtcMs, parts.wall.utcMs(), parts.site.booking.beyond) : undefined;
  return late === undefined ? {} : { late };
}

/** A booking as its member sees it. The code is empty when the keys of the site have been replaced since. */
export async function readView(parts: BookingParts, booking: BookingRecord): Promise<Result<BookingView, Refusal>> {
  const { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, pass, hasFace, state, afterBookingId, extensionDays, outUtcMs, endedUtcMs } = booking;
  const paid = await parts.store.read(statement('payment.ofBooking', { bookingId }));
  if (!paid.ok) return storeRefused(paid.error);
  const payments = paid.value.map(toPayment);
  const feeMinor = payments.find(({ kind }) => kind === 'belowFloorFee')?.amountMinor ?? 0;
  const code = parts.seal.open(booking.sealedCode, codeAbout(bookingId));
  return ok({
    bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, code: code === undefined ? '' : Buffer.from(code).toString(), pass, hasFace, state,
    ...(afterBookingId !== undefined && { afterBookingId }), extensionDays, ...(outUtcMs !== undefined && { outUtcMs }), ...(endedUtcMs !== undefined && { endedUtcMs }),
    ...arrivalOf(booking), ...lateOf(booking, parts), terms: termsOf(parts.site.booking, returnByUtcMs, feeMinor), payments,
  });
}
