import type { TowerPort } from '../../api/tower.port.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import { codeAbout } from '../booking-record.ts';
import type { BookingRecord } from '../booking-record.ts';
import type { IsClockDoubtful } from '../clock-doubt.ts';
import { lateFeeMinor } from '../drives/late.ts';
import { returnsUnderWay } from '../drives/returns-under-way.ts';
import { readBooking, readCar } from '../reading.ts';
import { randomCode } from '../crockford.ts';
import { messageStatement } from '../messages/message-statement.ts';
import { atReturn, paymentStatements } from '../money/payment-statements.ts';
import { makePass, newPassId } from '../pass.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Purchase } from './purchase.ts';

/** What the way from the signature to a car that is gone needs. */
export interface CompletionParts extends BookingParts {
  readonly tower: Pick<TowerPort, 'snapshot'>;
  readonly isClockDoubtful: IsClockDoubtful;
}

const CODE_LENGTH = 8;
/** A bought car waits for its buyer: no window and no clock ever keeps it in. A pass holds minutes in 32 bits, which end in the year 10136. */
const FETCH_MS = 100 * 365 * 86_400_000;

async function commit(parts: BookingParts, batch: readonly Statement[]): Promise<Result<void, Refusal>> {
  const stored = await parts.store.commit(batch);
  // The journal contradicts: somebody else was faster, or the car is just moving. The next turn looks again.
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

/** One transaction: contract fulfilled, car out of the inventory, drive closed, deposit given back, everybody told. */
function sell(parts: BookingParts, { purchaseId, carId, memberId, bookingId, priceMinor, currency, car }: Purchase, lateMinor: number): Promise<Result<void, Refusal>> {
  const utcMs = parts.wall.utcMs();
  const drive = bookingId === undefined ? [] : [
    statement('booking.closeSold', { bookingId, carId, utcMs }),
    statement('template.erase', { bookingId }),
    ...paymentStatements(parts, [{ memberId, bookingId, kind: 'late', amountMinor: lateMinor }]),
    ...atReturn(parts, bookingId),
  ];
  const data = { purchaseId, carId, memberId, vin: car.vin, priceMinor, currency, ...(bookingId !== undefined && { bookingId }) };
  return commit(parts, [
    statement('purchase.sold', { purchaseId, utcMs }, 1),
    statement('car.sell', { carId, utcMs }, 1),
    ...drive,
    auditStatement('carSold', { purchaseId, carId, vin: car.vin }, utcMs),
    tell(parts, { type: 'car.sold', subject: `car/${carId}`, data }),
    messageStatement(parts, { kind: 'bought', memberId, about: purchaseId, params: { car: `${car.brand} ${car.model}` } }),
  ]);
}

/** The buyer fetches the car like any other one, by pass or code, and does not bring it back. */
function giveFetchBooking(parts: BookingParts, { purchaseId, carId, memberId }: Purchase): Promise<Result<void, Refusal>> {
  const { site, rng, seal, keys, wall } = parts;
  const utcMs = wall.utcMs();
  const bookingId = `b-${randomCode(rng, 10)}`;
  const [code, passId] = [randomCode(rng, CODE_LENGTH), newPassId(rng)];
  const untilUtcMs = utcMs + FETCH_MS;
  return commit(parts, [
    statement('booking.addFetch', {
      bookingId, memberId, carId, utcMs, untilUtcMs, passId, codeHash: seal.keyedHash('code', code), sealedCode: seal.seal(Buffer.from(code), codeAbout(bookingId)),
      pass: makePass({ passId, fromUtcMs: utcMs, untilUtcMs }, site.id, keys),
    }, 1),
    statement('purchase.fetchWith', { purchaseId, bookingId, utcMs }, 1),
    auditStatement('bookingMade', { bookingId, carId, purchaseId, hasFace: false }, utcMs),
    messageStatement(parts, { kind: 'toFetch', memberId, about: bookingId, params: {} }),
    tell(parts, { type: 'booking.made', subject: `booking/${bookingId}`, data: { bookingId, memberId, carId, purchaseId, fromUtcMs: utcMs, untilUtcMs, returnByUtcMs: untilUtcMs, origin: 'phone' } }),
  ]);
}

/** What a drive costs that ends late with the sale: a purchase makes nobody late, and nobody less late. By a clock that nobody believes nobody is. */
async function latenessOf(parts: CompletionParts, drive: BookingRecord | undefined): Promise<Result<number, Refusal>> {
  if (drive?.state !== 'out') return ok(0);
  const doubtful = await parts.isClockDoubtful();
  if (!doubtful.ok) return doubtful;
  return ok(doubtful.value ? 0 : lateFeeMinor(drive.returnByUtcMs, parts.wall.utcMs(), parts.site.booking.beyond));
}

/**
 * Brings a signed purchase as far as it gets now; asking again does no harm. Out with its buyer, the car is sold at once; in the tower, the
 * buyer gets a booking, and the car is sold when it has left with it. While the tower is taking the car in, it waits for where it comes to stand.
 */
export async function complete(parts: CompletionParts, purchase: Purchase): Promise<Result<void, Refusal>> {
  if (purchase.state !== 'signed') return done;
  const { carId, bookingId } = purchase;
  const [car, booking] = await Promise.all([readCar(parts, carId), readBooking(parts, statement('booking.one', { bookingId: bookingId ?? '' }))]);
  if (!car.ok) return car;
  if (!booking.ok) return booking;
  if (returnsUnderWay(parts.tower).some((one) => one.carId === carId)) return done;
  const drive = booking.value?.state;
  if (drive === 'booked' || drive === 'collecting') return done;
  if (car.value?.['place'] === 'outside') {
    // Bought as it stood here, it is out with whoever has left something in it: its buyer fetches it when it is back.
    if (bookingId === undefined) return done;
    const lateMinor = await latenessOf(parts, booking.value);
    return lateMinor.ok ? sell(parts, purchase, lateMinor.value) : lateMinor;
  }
  return drive === 'out' ? done : giveFetchBooking(parts, purchase);
}
