import type { PurchaseRequest } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import { cellOf } from '../booking-record.ts';
import type { HandOffDesk } from '../hand-offs/hand-off-desk.ts';
import { readBooking, readCar } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { CompletionParts } from './completion.ts';
import type { ContractParts } from './contracts.ts';

const HOUR_MS = 3_600_000;

/** What judging a sale needs. */
export interface SaleParts extends ContractParts, Pick<CompletionParts, 'isClockDoubtful'> {
  /** Cars that a hand-off of the kiosk holds, but for this member. */
  readonly claimsOn: HandOffDesk['claimsOn'];
}

const taken = refuse('carReserved', 'This car is reserved for a buyer, or has been sold. Please choose another one.');

/** Nobody sells to a member of whom nothing is known, or whom the operator has paused. */
async function judgeBuyer(parts: BookingParts, memberId: string): Promise<Result<void, Refusal>> {
  const read = await parts.store.read(statement('standing.one', { memberId }));
  if (!read.ok) return storeRefused(read.error);
  const [standing] = read.value;
  if (standing === undefined) return refuse('standingUnknown', 'The operator has not confirmed your membership to this tower yet. Please ask the operator.');
  return standing['isBlocked'] === 1 ? refuse('memberBlocked', 'The operator has paused your membership. Please ask the operator.') : done;
}

/** A locked price costs nothing, so nobody keeps several cars from everybody else. What is signed is bought and does not count. */
async function judgeOpen(parts: BookingParts, memberId: string, wished: string): Promise<Result<void, Refusal>> {
  const read = await parts.store.read(statement('purchase.ofMember', { memberId }));
  if (!read.ok) return storeRefused(read.error);
  const isOpen = read.value.some(({ carId, state }) => carId !== wished && (state === 'reserved' || state === 'handedOff'));
  return isOpen ? refuse('purchaseOpen', 'You have another car reserved. Please buy it or give it up first; then reserve this one.') : done;
}

/** A car that is for sale. */
async function readForSale(parts: BookingParts, carId: string): Promise<Result<StoreRow, Refusal>> {
  const car = await readCar(parts, carId);
  if (!car.ok) return car;
  if (car.value === undefined) return refuse('carUnknown', 'This tower does not know the car. Please choose one of its cars.');
  if (car.value['soldUtcMs'] !== null) return taken;
  if (car.value['priceMinor'] === null || car.value['vin'] === null || car.value['variantId'] === null) return refuse('notForSale', 'This car is not for sale here. Please choose another one.');
  return ok(car.value);
}

/** The drive on which the car is out with its buyer, or undefined when it stands in the tower and nobody has booked it. */
async function driveOf(parts: SaleParts, memberId: string, car: StoreRow, { carId, bookingId }: PurchaseRequest): Promise<Result<string | undefined, Refusal>> {
  const live = await parts.store.read(statement('booking.live'));
  if (!live.ok) return storeRefused(live.error);
  const claims = live.value.filter((row) => row['carId'] === carId);
  const [claim] = claims;
  if (claim === undefined) {
    if (parts.claimsOn(carId, memberId).length > 0) return refuse('carTaken', 'Somebody at the tower is about to take this car. Please choose another one, or ask again in some minutes.');
    if (bookingId !== undefined) return refuse('notOut', 'The car of this booking is not out with you.');
    return cellOf(car) === undefined ? refuse('carNotHere', 'The car is not in the tower. Please choose another car.') : ok(undefined);
  }
  const drive = await readBooking(parts, statement('booking.one', { bookingId: String(claim['bookingId']) }));
  if (!drive.ok) return drive;
  const out = claims.length === 1 && drive.value?.state === 'out' ? drive.value : undefined;
  if (out?.memberId !== memberId) return refuse('carTaken', 'Somebody has booked this car, so it is not for sale now. Please choose another one.');
  return bookingId === undefined || bookingId === out.bookingId ? ok(out.bookingId) : refuse('notOut', 'The car of this booking is not out with you.');
}

/** What a car would be sold for, and the drive on which it is out with its buyer. */
export interface ForSale {
  readonly priceMinor: number;
  readonly driveId: string | undefined;
}

/** Whether this member may reserve it now. Reserves nothing. */
export async function judgeSale(parts: SaleParts, memberId: string, request: PurchaseRequest): Promise<Result<ForSale, Refusal>> {
  if (parts.providers.contracts === undefined) return refuse('contractUnavailable', 'Cars cannot be bought at this tower just now. Nothing was reserved.');
  const buyer = await judgeBuyer(parts, memberId);
  if (!buyer.ok) return buyer;
  const open = await judgeOpen(parts, memberId, request.carId);
  if (!open.ok) return open;
  const doubtful = await parts.isClockDoubtful();
  if (!doubtful.ok) return doubtful;
  if (doubtful.value) return refuse('clockDoubtful', 'The tower does not trust its clock just now, so it locks no price. Nothing was reserved.');
  const car = await readForSale(parts, request.carId);
  if (!car.ok) return car;
  const drive = await driveOf(parts, memberId, car.value, request);
  return drive.ok ? ok({ priceMinor: Number(car.value['priceMinor']), driveId: drive.value }) : drive;
}

/** Reserves a car for one buyer and locks its price. The journal has the last word: one buyer for a car, and none for one that is booked. */
export async function reserve(parts: SaleParts, memberId: string, purchaseId: string, request: PurchaseRequest): Promise<Result<void, Refusal>> {
  const known = await parts.store.read(statement('purchase.one', { purchaseId }));
  if (!known.ok) return storeRefused(known.error);
  if (known.value.length > 0) return done;
  const judged = await judgeSale(parts, memberId, request);
  if (!judged.ok) return judged;
  const { priceMinor, driveId } = judged.value;
  const utcMs = parts.wall.utcMs();
  const { carId } = request;
  const { currency, beyond } = parts.site.booking;
  const lockedUntilUtcMs = utcMs + beyond.priceLockHours * HOUR_MS;
  const data = { purchaseId, carId, memberId, lockedUntilUtcMs, priceMinor, currency, ...(driveId !== undefined && { bookingId: driveId }) };
  const stored = await parts.store.commit([
    statement('purchase.add', { purchaseId, memberId, carId, bookingId: driveId ?? null, currency, lockedUntilUtcMs, utcMs }, 1),
    auditStatement('carReserved', { purchaseId, carId }, utcMs),
    tell(parts, { type: 'purchase.reserved', subject: `purchase/${purchaseId}`, data }),
  ]);
  if (stored.ok) return done;
  if (stored.error.code !== 'conflict') return storeRefused(stored.error);
  // Somebody was faster: another buyer with this car, or this buyer with another car.
  const since = await judgeOpen(parts, memberId, request.carId);
  return since.ok ? taken : since;
}
