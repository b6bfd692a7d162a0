import type { ConditionPhotos, HandOver, PhotoMoment, ReceiptView, ReturnReceipt } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import type { Money } from '../money/money.ts';
import type { Photos } from '../photos/photos.ts';
import { readBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { SessionKeys } from '../session-keys.ts';
import type { Recalls } from './recalls.ts';
import { returnOf } from './recall-id.ts';

/** What the person sees who fetches a car or has brought it, by the key of that. Errors: `notYours`, `bookingUnknown`. */
export interface HandOverViews {
  readonly handOver: (collectionId: string, key: string) => Promise<Result<HandOver, Refusal>>;
  readonly receipt: (returnId: string, key: string) => Promise<Result<ReturnReceipt, Refusal>>;
}

/** What the views are made of. */
export interface HandOverParts extends BookingParts {
  readonly collectionKeys: Pick<SessionKeys, 'isTheirs'>;
  readonly returnKeys: Pick<SessionKeys, 'isTheirs'>;
  readonly photos: Pick<Photos, 'ofBooking'>;
  readonly money: Pick<Money, 'receipt'>;
  readonly recalls: Pick<Recalls, 'leftMs'>;
  /** Address of the phone page, without a slash at its end. */
  readonly phoneUrl: () => string;
}

const notYours = refuse('notYours', 'Only the person that was recognised here sees this. Nothing was changed.');

async function bookingOfOrder(parts: BookingParts, orderId: string): Promise<Result<BookingRecord, Refusal>> {
  const order = await parts.store.read(statement('order.one', { orderId }));
  if (!order.ok) return storeRefused(order.error);
  const found = await readBooking(parts, statement('booking.one', { bookingId: String(order.value[0]?.['bookingId'] ?? '') }));
  if (!found.ok) return found;
  return found.value === undefined ? refuse('bookingUnknown', 'The booking is not known here. Please ask for help.') : ok(found.value);
}

/** Who scans it signs in there: the address names the drive, and opens nothing by itself. */
const linkTo = ({ phoneUrl }: HandOverParts, bookingId: string, show: 'receipt' | PhotoMoment): string => `${phoneUrl()}/phone/#drive=${encodeURIComponent(bookingId)}&show=${show}`;

async function photosOf(parts: HandOverParts, { memberId, bookingId }: BookingRecord, moment: PhotoMoment): Promise<Result<ConditionPhotos, Refusal>> {
  const all = await parts.photos.ofBooking(memberId, bookingId);
  if (!all.ok) return all;
  return ok({ taken: all.value.filter((photo) => photo.moment === moment).map(({ position }) => position), link: linkTo(parts, bookingId, moment) });
}

/** The newest deposit: given back, on its way back, or held. */
function depositOf({ payments }: ReceiptView): ReturnReceipt['deposit'] {
  const deposit = payments.findLast(({ kind }) => kind === 'deposit');
  if (deposit === undefined || deposit.state === 'declined') return undefined;
  const { amountMinor, state, wanted } = deposit;
  return { amountMinor, state: state === 'released' ? 'givenBack' : wanted === 'release' ? 'onItsWay' : 'held' };
}

function lateOf({ payments, lateMinutes }: ReceiptView): ReturnReceipt['late'] {
  const fee = payments.findLast(({ kind }) => kind === 'late');
  if (lateMinutes === 0 && fee === undefined) return undefined;
  return { minutes: lateMinutes, feeMinor: fee?.amountMinor ?? 0, isDeclined: fee?.state === 'declined' };
}

async function receiptOf(parts: HandOverParts, returnId: string, booking: BookingRecord): Promise<Result<ReturnReceipt, Refusal>> {
  const { memberId, bookingId, state } = booking;
  const [receipt, photos] = [await parts.money.receipt(memberId, bookingId), await photosOf(parts, booking, 'return')];
  if (!receipt.ok) return receipt;
  if (!photos.ok) return photos;
  const [deposit, late] = [depositOf(receipt.value), lateOf(receipt.value)];
  return ok({
    isClosed: state === 'closed', currency: receipt.value.currency, photos: photos.value, link: linkTo(parts, bookingId, 'receipt'), recallMs: parts.recalls.leftMs(returnId),
    ...(deposit !== undefined && { deposit }), ...(late !== undefined && { late }),
  });
}

/** Views at one tower. */
export function createHandOverViews(parts: HandOverParts): HandOverViews {
  return {
    handOver: async (collectionId, key) => {
      if (!parts.collectionKeys.isTheirs(collectionId, key)) return notYours;
      const booking = await bookingOfOrder(parts, collectionId);
      if (!booking.ok) return booking;
      const photos = await photosOf(parts, booking.value, 'handOver');
      return photos.ok ? ok({ photos: photos.value, ...(!booking.value.isFetch && { returnByUtcMs: booking.value.returnByUtcMs }) }) : photos;
    },
    receipt: async (returnId, key) => {
      if (!parts.returnKeys.isTheirs(returnId, key)) return notYours;
      const booking = await bookingOfOrder(parts, returnOf(returnId));
      return booking.ok ? receiptOf(parts, returnId, booking.value) : booking;
    },
  };
}
