import type { StalledCancellation, StalledChoices, TaxiVoucher } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { toPayment } from '../money/payment.ts';
import { readBooking, readCar } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { cancelBooking } from './cancellation.ts';
import type { CancelParts } from './cancellation.ts';

/** What is open to the customer of a collection that goes no further. Whose word it is, the caller has proven. */
export interface Stalled {
  /** Errors: `collectionUnknown`. */
  readonly choices: (collectionId: string) => Promise<Result<StalledChoices, Refusal>>;
  /**
   * Cancels the booking and gives back what is held for it. Never for a car that is on its way, stands in a bay, or is not proven to be in the
   * tower. Asking again changes nothing. Errors: `collectionUnknown`, `notCancellable`.
   */
  readonly cancel: (collectionId: string) => Promise<Result<StalledCancellation, Refusal>>;
  /** The one voucher of the booking of this collection; `code` is used when there is none yet. Errors: `collectionUnknown`, `voucherNotGiven`. */
  readonly voucher: (collectionId: string, code: string) => Promise<Result<TaxiVoucher, Refusal>>;
}

interface Case {
  readonly state: StalledChoices['state'];
  readonly cancellation: StalledChoices['cancellation'];
  readonly booking: BookingRecord;
  readonly heldMinor: number;
}

/** Places of a pallet at which nobody can reach its car: inside, behind shut doors. */
const isInside = (place: unknown): boolean => typeof place === 'string' && (place.startsWith('cell:') || place === 'carriage');

const stateOf = (phase: unknown): StalledChoices['state'] => (phase === 'stalled' || phase === 'cancelled' ? phase : 'underWay');

async function cancellationOf(parts: BookingParts, booking: BookingRecord, collectionId: string, state: StalledChoices['state']): Promise<Result<StalledChoices['cancellation'], Refusal>> {
  if (booking.state === 'cancelled') return ok('done');
  // It belongs to its buyer, who would be given the next booking at once.
  if (booking.isFetch) return ok('no');
  // Taken home, by the tower or by people: the booking waits again, as before the collection.
  if (state !== 'underWay' && booking.state === 'booked') return ok('yes');
  if (state === 'underWay' || booking.state !== 'collecting' || booking.collectionId !== collectionId) return ok('no');
  const car = await readCar(parts, booking.carId);
  return car.ok ? ok(isInside(car.value?.['palletPlace']) && car.value?.['place'] !== 'outside' ? 'yes' : 'no') : car;
}

/** What is held for the booking, also when it is on its way back already. */
async function heldFor({ store }: BookingParts, bookingId: string): Promise<Result<number, Refusal>> {
  const read = await store.read(statement('payment.ofBooking', { bookingId }));
  if (!read.ok) return storeRefused(read.error);
  return ok(read.value.map(toPayment).filter(({ state, wanted }) => state === 'released' || (state === 'held' && wanted !== 'capture')).reduce((sum, { amountMinor }) => sum + amountMinor, 0));
}

async function look(parts: BookingParts, collectionId: string): Promise<Result<Case, Refusal>> {
  const read = await parts.store.read(statement('collection.one', { collectionId }));
  if (!read.ok) return storeRefused(read.error);
  const [row] = read.value;
  const unknown = refuse('collectionUnknown', 'There is no such collection, or nobody has booked its car.');
  if (row === undefined || typeof row['bookingId'] !== 'string') return unknown;
  const booking = await readBooking(parts, statement('booking.one', { bookingId: row['bookingId'] }));
  if (!booking.ok) return booking;
  if (booking.value === undefined) return unknown;
  const state = stateOf(row['phase']);
  const cancellation = await cancellationOf(parts, booking.value, collectionId, state);
  if (!cancellation.ok) return cancellation;
  const held = await heldFor(parts, booking.value.bookingId);
  return held.ok ? ok({ state, cancellation: cancellation.value, booking: booking.value, heldMinor: held.value }) : held;
}

const TOO_LATE = 'This booking cannot be cancelled here: its car is on its way, stands in a bay, or nobody knows for certain where it is. Nothing was changed.';

function createCancelStalled(parts: CancelParts): Stalled['cancel'] {
  const { currency } = parts.site.booking;
  return async (collectionId) => {
    const found = await look(parts, collectionId);
    if (!found.ok) return found;
    const { booking, cancellation, heldMinor } = found.value;
    const answer = ok({ bookingId: booking.bookingId, givenBackMinor: heldMinor, currency });
    if (cancellation === 'done') return answer;
    if (cancellation === 'no') return refuse('notCancellable', TOO_LATE);
    const stored = await parts.store.commit([
      ...(booking.state === 'collecting' ? [statement('booking.uncollect', { collectionId }, 1)] : []),
      ...cancelBooking(parts, booking, 'member'),
      auditStatement('stalledCollectionCancelled', { collectionId, bookingId: booking.bookingId }, parts.wall.utcMs()),
    ]);
    if (!stored.ok) return stored.error.code === 'conflict' ? refuse('notCancellable', TOO_LATE) : storeRefused(stored.error);
    const settled = await parts.settle(booking.bookingId);
    return settled.ok ? answer : settled;
  };
}

/** Whoever has the car, or for whom the tower fetches it once more, needs no ride. */
function needsRide({ state, booking }: Case, collectionId: string): boolean {
  if (state === 'underWay' || booking.state === 'out' || booking.state === 'closed') return false;
  return booking.state !== 'collecting' || booking.collectionId === collectionId;
}

async function readVoucher({ store }: BookingParts, bookingId: string): Promise<Result<TaxiVoucher | undefined, Refusal>> {
  const read = await store.read(statement('taxiVoucher.ofBooking', { bookingId }));
  if (!read.ok) return storeRefused(read.error);
  const [row] = read.value;
  return ok(row && { code: String(row['code']), upToMinor: Number(row['upToMinor']), currency: String(row['currency']) });
}

function createVoucher(parts: BookingParts): Stalled['voucher'] {
  const { site, store, wall } = parts;
  return async (collectionId, code) => {
    const found = await look(parts, collectionId);
    if (!found.ok) return found;
    const { bookingId } = found.value.booking;
    const known = await readVoucher(parts, bookingId);
    if (!known.ok) return known;
    const { taxiVoucher } = site.help;
    if (taxiVoucher === undefined || !needsRide(found.value, collectionId)) return refuse('voucherNotGiven', 'No taxi voucher is given here for this. Nothing was changed.');
    if (known.value !== undefined) return ok(known.value);
    const given: TaxiVoucher = { code, upToMinor: taxiVoucher.upToMinor, currency: site.booking.currency };
    const stored = await store.commit([
      statement('taxiVoucher.give', { collectionId, ...given, utcMs: wall.utcMs() }, 1),
      auditStatement('taxiVoucherGiven', { collectionId, bookingId, upToMinor: given.upToMinor }, wall.utcMs()),
      tell(parts, { type: 'taxi.voucherGiven', subject: `collection/${collectionId}`, data: { collectionId, bookingId, voucher: code, upToMinor: given.upToMinor, currency: given.currency } }),
    ]);
    if (stored.ok) return ok(given);
    // Asked for twice at once: there is one all the same.
    const first = stored.error.code === 'conflict' ? await readVoucher(parts, bookingId) : storeRefused(stored.error);
    if (!first.ok) return first;
    return first.value === undefined ? storeRefused(stored.error) : ok(first.value);
  };
}

/** Stalled collections of one tower. */
export function createStalled(parts: CancelParts): Stalled {
  const { site } = parts;
  return {
    choices: async (collectionId) => {
      const found = await look(parts, collectionId);
      if (!found.ok) return found;
      const { state, cancellation, heldMinor } = found.value;
      const { taxiVoucher } = site.help;
      return ok({ state, cancellation, givesBackMinor: heldMinor, currency: site.booking.currency, ...(taxiVoucher && needsRide(found.value, collectionId) && { taxiUpToMinor: taxiVoucher.upToMinor }) });
    },
    cancel: createCancelStalled(parts),
    voucher: createVoucher(parts),
  };
}
