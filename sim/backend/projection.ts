import type { CloudEvent } from './records.ts';

/** A booking as events tell of it. */
export interface ProjectedBooking {
  readonly bookingId: string;
  readonly memberId: string | undefined;
  readonly carId: string | undefined;
  readonly state: 'booked' | 'out' | 'closed' | 'cancelled' | 'expired' | 'refused';
  readonly origin: string | undefined;
  readonly fromUtcMs: number | undefined;
  readonly untilUtcMs: number | undefined;
  readonly returnByUtcMs: number | undefined;
  readonly outUtcMs: number | undefined;
  readonly endedUtcMs: number | undefined;
  readonly extensionDays: number;
  readonly afterBookingId: string | undefined;
}

/** A car that anything was heard of. */
export interface ProjectedCar {
  readonly carId: string;
  readonly place: 'tower' | 'outside' | 'sold';
}

/** A purchase, as its events tell it. */
export interface ProjectedPurchase {
  readonly purchaseId: string;
  readonly memberId: string | undefined;
  readonly carId: string | undefined;
  readonly bookingId: string | undefined;
  readonly priceMinor: number | undefined;
  readonly currency: string | undefined;
  readonly lockedUntilUtcMs: number | undefined;
  readonly state: string;
}

/** A payment, as its events tell it; amounts in the minor unit. */
export interface ProjectedPayment {
  readonly paymentId: string;
  readonly memberId: string | undefined;
  readonly bookingId: string | undefined;
  readonly kind: string | undefined;
  readonly amountMinor: number | undefined;
  readonly currency: string | undefined;
  readonly state: string;
}

/** What the backend knows of one tower: the fold of its events in the order of `seq`, and nothing besides. */
export interface Projection {
  readonly bookings: Map<string, ProjectedBooking>;
  readonly cars: Map<string, ProjectedCar>;
  readonly purchases: Map<string, ProjectedPurchase>;
  readonly payments: Map<string, ProjectedPayment>;
  /** Members that the tower has taken an attestation of. */
  readonly members: Set<string>;
  readonly erasedMembers: Set<string>;
  /** Tokens that the tower refused, by `jti`, with the code of the refusal. */
  readonly refusedTokens: Map<string, string>;
}

/** Of a tower that nothing was heard of. */
export function emptyProjection(): Projection {
  return { bookings: new Map(), cars: new Map(), purchases: new Map(), payments: new Map(), members: new Set(), erasedMembers: new Set(), refusedTokens: new Map() };
}

type Data = CloudEvent['data'];
const textIn = (data: Data, key: string): string | undefined => (typeof data[key] === 'string' ? data[key] : undefined);
const numberIn = (data: Data, key: string): number | undefined => (typeof data[key] === 'number' ? data[key] : undefined);

/** An end that says no time of its own happened when the event did. */
const endOf = (data: Data, utcMs: number): number => numberIn(data, 'endedUtcMs') ?? utcMs;

/** What the event leaves out stays as earlier events have set it. */
function changeBooking(projection: Projection, bookingId: string | undefined, data: Data, change: Partial<ProjectedBooking>): void {
  if (bookingId === undefined) return;
  const before = projection.bookings.get(bookingId);
  projection.bookings.set(bookingId, {
    bookingId,
    memberId: textIn(data, 'memberId') ?? before?.memberId,
    carId: textIn(data, 'carId') ?? before?.carId,
    state: before?.state ?? 'booked',
    origin: textIn(data, 'origin') ?? before?.origin,
    fromUtcMs: numberIn(data, 'fromUtcMs') ?? before?.fromUtcMs,
    untilUtcMs: numberIn(data, 'untilUtcMs') ?? before?.untilUtcMs,
    returnByUtcMs: numberIn(data, 'returnByUtcMs') ?? before?.returnByUtcMs,
    outUtcMs: numberIn(data, 'outUtcMs') ?? before?.outUtcMs,
    endedUtcMs: before?.endedUtcMs,
    extensionDays: before?.extensionDays ?? 0,
    afterBookingId: textIn(data, 'afterBookingId') ?? before?.afterBookingId,
    ...change,
  });
}

function placeCar(projection: Projection, carId: string | undefined, place: ProjectedCar['place']): void {
  // A sold car stays sold, whatever is told of its drive afterwards.
  if (carId !== undefined && projection.cars.get(carId)?.place !== 'sold') projection.cars.set(carId, { carId, place });
}

function changePurchase(projection: Projection, data: Data, state?: string): void {
  const purchaseId = textIn(data, 'purchaseId');
  if (purchaseId === undefined) return;
  const before = projection.purchases.get(purchaseId);
  projection.purchases.set(purchaseId, {
    purchaseId,
    state: state ?? before?.state ?? 'reserved',
    memberId: textIn(data, 'memberId') ?? before?.memberId,
    carId: textIn(data, 'carId') ?? before?.carId,
    bookingId: textIn(data, 'bookingId') ?? before?.bookingId,
    priceMinor: numberIn(data, 'priceMinor') ?? before?.priceMinor,
    currency: textIn(data, 'currency') ?? before?.currency,
    lockedUntilUtcMs: numberIn(data, 'lockedUntilUtcMs') ?? before?.lockedUntilUtcMs,
  });
}

function changePayment(projection: Projection, data: Data): void {
  const paymentId = textIn(data, 'paymentId');
  if (paymentId === undefined) return;
  const before = projection.payments.get(paymentId);
  projection.payments.set(paymentId, {
    paymentId,
    memberId: textIn(data, 'memberId') ?? before?.memberId,
    bookingId: textIn(data, 'bookingId') ?? before?.bookingId,
    kind: textIn(data, 'kind') ?? before?.kind,
    amountMinor: numberIn(data, 'amountMinor') ?? before?.amountMinor,
    currency: textIn(data, 'currency') ?? before?.currency,
    state: textIn(data, 'state') ?? before?.state ?? 'unknown',
  });
}

function projectBooking(projection: Projection, name: string, data: Data, utcMs: number): boolean {
  const bookingId = textIn(data, 'bookingId');
  switch (name) {
    case 'booking.made':
      changeBooking(projection, bookingId, data, { state: 'booked' });
      // The booking by which a buyer fetches the car.
      if (typeof data['purchaseId'] === 'string') changePurchase(projection, { purchaseId: data['purchaseId'], bookingId });
      return true;
    // Refused is a wish that never was a booking; it does not touch one that is.
    case 'booking.refused': if (bookingId === undefined || !projection.bookings.has(bookingId)) changeBooking(projection, bookingId, data, { state: 'refused' }); return true;
    case 'booking.amended': changeBooking(projection, bookingId, data, {}); return true;
    // A tombstone that came before its booking: there was none, and there will be none.
    case 'booking.cancelled': if (bookingId !== undefined && projection.bookings.has(bookingId)) changeBooking(projection, bookingId, data, { state: 'cancelled', endedUtcMs: endOf(data, utcMs) }); return true;
    case 'booking.expired': changeBooking(projection, bookingId, data, { state: 'expired', endedUtcMs: endOf(data, utcMs) }); return true;
    case 'drive.extended': {
      const before = bookingId === undefined ? undefined : projection.bookings.get(bookingId);
      changeBooking(projection, bookingId, data, { extensionDays: (before?.extensionDays ?? 0) + (numberIn(data, 'days') ?? 0) });
      return true;
    }
    default: return false;
  }
}

function projectCar(projection: Projection, name: string, data: Data, utcMs: number): boolean {
  const carId = textIn(data, 'carId');
  const bookingId = textIn(data, 'bookingId');
  switch (name) {
    case 'car.left':
      changeBooking(projection, bookingId, data, { state: 'out' });
      placeCar(projection, carId, 'outside');
      return true;
    case 'car.returned':
      changeBooking(projection, bookingId, data, { state: 'closed', endedUtcMs: endOf(data, utcMs) });
      placeCar(projection, carId, 'tower');
      return true;
    case 'car.sold':
      placeCar(projection, carId, 'sold');
      changePurchase(projection, data, 'sold');
      // The drive that it was bought on ends with it.
      changeBooking(projection, bookingId, data, { state: 'closed', endedUtcMs: endOf(data, utcMs) });
      return true;
    default: return false;
  }
}

function projectMember(projection: Projection, name: string, data: Data): void {
  const memberId = textIn(data, 'memberId');
  const jti = textIn(data, 'jti');
  if (name === 'member.changed' && memberId !== undefined) {
    projection.members.add(memberId);
    projection.erasedMembers.delete(memberId);
  }
  if (name === 'member.erased' && memberId !== undefined) {
    projection.members.delete(memberId);
    projection.erasedMembers.add(memberId);
  }
  if (name === 'token.refused' && jti !== undefined) projection.refusedTokens.set(jti, textIn(data, 'code') ?? 'unknown');
}

/** `booking.made` of `io.carillon.booking.made.v1`. */
export function eventName(type: string): string {
  return type.replace(/^io\.carillon\./u, '').replace(/\.v1$/u, '');
}

/** Folds one event in; one of a type that nobody knows yet changes nothing. */
export function project(projection: Projection, { type, data, time }: CloudEvent): void {
  const name = eventName(type);
  const utcMs = Date.parse(time);
  if (projectBooking(projection, name, data, utcMs) || projectCar(projection, name, data, utcMs)) return;
  if (name === 'purchase.reserved') changePurchase(projection, data, 'reserved');
  else if (name === 'purchase.ended') changePurchase(projection, data, textIn(data, 'state') ?? 'unknown');
  else if (name === 'payment.changed') changePayment(projection, data);
  else projectMember(projection, name, data);
}
