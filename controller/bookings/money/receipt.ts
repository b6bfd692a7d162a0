import type { ReceiptView } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { toPayment, toPaymentViews } from './payment.ts';
import { totalsOf } from './payment-summary.ts';

const MINUTE_MS = 60_000;

const numberOf = (value: StoreRow[string] | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** Begun minutes from the time at which the car had to be back until somebody stood at the tower with it. A car that was bought need not come back. */
function lateMinutes(row: StoreRow): number {
  const endedUtcMs = numberOf(row['endedUtcMs']);
  if (row['state'] !== 'closed' || endedUtcMs === undefined || typeof row['purchaseId'] === 'string') return 0;
  const backUtcMs = Math.min(numberOf(row['backUtcMs']) ?? endedUtcMs, endedUtcMs);
  return Math.max(0, Math.ceil((backUtcMs - Number(row['returnByUtcMs'])) / MINUTE_MS));
}

function driveOf(row: StoreRow): Omit<ReceiptView, 'currency' | 'payments' | 'totals'> {
  const [outUtcMs, endedUtcMs, purchaseId] = [numberOf(row['outUtcMs']), numberOf(row['endedUtcMs']), row['purchaseId']];
  const isBought = typeof purchaseId === 'string';
  return {
    bookingId: String(row['bookingId']), carId: String(row['carId']), brand: String(row['brand']), model: String(row['model']), plate: String(row['plate']),
    state: String(row['state']) as ReceiptView['state'], fromUtcMs: Number(row['fromUtcMs']), extensionDays: Number(row['extensionDays']), lateMinutes: lateMinutes(row),
    ...(!isBought && { returnByUtcMs: Number(row['returnByUtcMs']) }),
    ...(isBought && { purchaseId }),
    ...(outUtcMs !== undefined && { outUtcMs }),
    ...(endedUtcMs !== undefined && { endedUtcMs }),
  };
}

/** Receipts of a member's own bookings: the same rows as the payments, so that the two never disagree. */
export function createReceipts(parts: BookingParts): (memberId: string, bookingId: string) => Promise<Result<ReceiptView, Refusal>> {
  return async (memberId, bookingId) => {
    const [booking, payments] = await Promise.all([parts.store.read(statement('receipt.booking', { bookingId })), parts.store.read(statement('payment.ofBooking', { bookingId }))]);
    if (!booking.ok) return storeRefused(booking.error);
    if (!payments.ok) return storeRefused(payments.error);
    const [row] = booking.value;
    if (row?.['memberId'] !== memberId) return refuse('bookingUnknown', 'There is no such booking of yours.');
    const all = payments.value.map(toPayment);
    return ok({ ...driveOf(row), currency: parts.site.booking.currency, payments: toPaymentViews(all, String(row['state'])), totals: totalsOf(all) });
  };
}
