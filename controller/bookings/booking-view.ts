import type { BookingView, PaymentKind, Terms } from '../api/contract/index.ts';
import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Result } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import { codeAbout } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { lateAt } from './drives/late.ts';
import { toPayment, toPaymentViews } from './money/payment.ts';
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

function arrivalOf({ arrival }: BookingRecord): Pick<BookingView, 'arrival'> {
  return arrival === undefined ? {} : { arrival };
}

function boughtOf({ isFetch, isSold }: BookingRecord): Pick<BookingView, 'bought'> {
  if (isFetch) return { bought: 'fetch' };
  return isSold ? { bought: 'drive' } : {};
}

function lateOf({ state, returnByUtcMs }: BookingRecord, parts: Pick<BookingParts, 'wall' | 'site'>): Pick<BookingView, 'late'> {
  const late = state === 'out' ? lateAt(returnByUtcMs, parts.wall.utcMs(), parts.site.booking.beyond) : undefined;
  return late === undefined ? {} : { late };
}

/** A booking as its member sees it. The code is empty when the keys of the site have been replaced since. */
export async function readView(parts: Pick<BookingParts, 'store' | 'seal' | 'wall' | 'site'>, booking: BookingRecord): Promise<Result<BookingView, Refusal>> {
  const { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, pass, hasFace, state, afterBookingId, extensionDays, outUtcMs, endedUtcMs } = booking;
  const paid = await parts.store.read(statement('payment.ofBooking', { bookingId }));
  if (!paid.ok) return storeRefused(paid.error);
  const payments = toPaymentViews(paid.value.map(toPayment), state);
  const asked = (wanted: PaymentKind): number => payments.find(({ kind }) => kind === wanted)?.amountMinor ?? 0;
  // What was asked for this booking, whatever the rules of the site are by now.
  const terms = { ...termsOf(parts.site.booking, returnByUtcMs, asked('belowFloorFee')), depositMinor: asked('deposit') };
  const code = parts.seal.open(booking.sealedCode, codeAbout(bookingId));
  return ok({
    bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, code: code === undefined ? '' : Buffer.from(code).toString(), pass, hasFace, state,
    ...(afterBookingId !== undefined && { afterBookingId }), extensionDays, ...(outUtcMs !== undefined && { outUtcMs }), ...(endedUtcMs !== undefined && { endedUtcMs }),
    ...boughtOf(booking), ...arrivalOf(booking), ...lateOf(booking, parts), terms, payments,
  });
}
