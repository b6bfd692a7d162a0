import { preferencesSchema } from '../../../controller/api/contract/index.ts';
import type { BookingView, Extensions, Me, PhotoView, PurchaseView, ReceiptView } from '../../../controller/api/contract/index.ts';
import { ok, problem } from './fake-reply.ts';
import type { Reply } from './fake-reply.ts';
import type { PhoneScript } from './phone-script.ts';
import { sampleCars } from './sample-tower.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The part of the scripted controller that a drive and a member's own pages speak to. */
export interface DriveScript {
  me: Me;
  photos: readonly PhotoView[];
  purchases: readonly PurchaseView[];
  /** Undefined for a request that it does not know. */
  readonly answer: (method: string, path: string, body: unknown) => Reply | undefined;
}

/** Offers of one to three days, of which the last one would run into somebody else's booking. */
function offersOf({ returnByUtcMs, terms: { currency } }: BookingView): Extensions {
  return {
    currency,
    offers: [1, 2, 3].map((days) => ({ days, returnByUtcMs: returnByUtcMs + days * DAY_MS, feeMinor: days * 29_900, possible: days < 3, ...(days === 3 && { code: 'extensionTaken' as const }) })),
  };
}

function receiptOf(booking: BookingView): ReceiptView {
  const { bookingId, carId, state, fromUtcMs, returnByUtcMs, extensionDays } = booking;
  const { brand, model, plate } = sampleCars.find((each) => each.carId === carId)!;
  const one = { currency: 'CNY', askedUtcMs: fromUtcMs, changedUtcMs: returnByUtcMs };
  return {
    bookingId, carId, brand, model, plate, state, fromUtcMs, returnByUtcMs, outUtcMs: fromUtcMs, endedUtcMs: returnByUtcMs + 2 * HOUR_MS, extensionDays, lateMinutes: 120, currency: 'CNY',
    payments: booking.payments.length > 0 ? booking.payments : [
      { ...one, paymentId: 'pay-1', kind: 'deposit', amountMinor: 300_000, state: 'released' },
      { ...one, paymentId: 'pay-2', kind: 'extension', amountMinor: 29_900, state: 'captured' },
      { ...one, paymentId: 'pay-3', kind: 'late', amountMinor: 19_800, state: 'unknown' },
    ],
    totals: { heldMinor: 0, takenMinor: 29_900, givenBackMinor: 300_000, openMinor: 19_800, declinedMinor: 0 },
  };
}

function purchaseOf(carId: string, now: number): PurchaseView {
  const { brand, model, plate } = sampleCars.find((each) => each.carId === carId)!;
  return { purchaseId: 'purchase-a1b2c3', carId, brand, model, plate, vin: 'LAYE7S1B0TH102866', state: 'reserved', priceMinor: 25_990_000, currency: 'CNY', lockedUntilUtcMs: now + 2 * DAY_MS, createdUtcMs: now, changedUtcMs: now };
}

/** A member of good standing on a drive. `phone` has the bookings, `now` is the time of the tests. */
export function createDriveScript(phone: PhoneScript, now: number): DriveScript {
  const change = (bookingId: string, more: Partial<BookingView>): Reply => {
    phone.bookings = phone.bookings.map((each) => (each.bookingId === bookingId ? { ...each, ...more } : each));
    return ok({});
  };
  const ofBooking = (method: string, booking: BookingView, rest: string, body: unknown): Reply | undefined => {
    const { bookingId } = booking;
    const [, moment, position] = /^photos\/(?<moment>\w+)\/(?<position>\w+)$/u.exec(rest) ?? [];
    if (method === 'PUT' && moment !== undefined) {
      const photo = { bookingId, moment, position, bytes: 1, utcMs: now } as PhotoView;
      script.photos = [...script.photos, photo];
      return ok(photo);
    }
    switch (`${method} ${rest}`) {
      case 'POST arrivals': return change(bookingId, { arrival: { stage: (body as { readonly stage: 'coming' | 'here' }).stage, utcMs: now } });
      case 'POST cancellations': return change(bookingId, { state: 'cancelled' });
      case 'GET extensions': return ok(offersOf(booking));
      case 'POST extensions': return change(bookingId, { extensionDays: 1, returnByUtcMs: booking.returnByUtcMs + DAY_MS });
      case 'GET receipt': return ok(receiptOf(booking));
      case 'POST payments': {
        change(bookingId, { payments: booking.payments.map(({ mayAskAgain: _asked, ...payment }) => ({ ...payment, state: 'asked', checkoutUrl: 'http://127.0.0.1/pay' })) });
        return ok({ payments: [], deposit: 'none' });
      }
      case 'GET photos': return ok({ photos: script.photos });
      case 'DELETE templates': return change(bookingId, { hasFace: false });
      default: return undefined;
    }
  };
  const ofPurchase = (request: string, body: unknown): Reply | undefined => {
    const [purchase] = script.purchases;
    if (request === 'GET /api/v1/purchases') return ok({ purchases: script.purchases });
    if (request === 'POST /api/v1/purchases') script.purchases = [purchaseOf((body as { readonly carId: string }).carId, now)];
    else if (purchase === undefined) return undefined;
    else if (request.endsWith('/contracts')) script.purchases = [{ ...purchase, state: 'handedOff', signUrl: 'http://127.0.0.1/sign' }];
    else if (request.endsWith('/cancellations')) script.purchases = [{ ...purchase, state: 'cancelled' }];
    else if (!request.startsWith('GET ')) return undefined;
    return ok(script.purchases[0]);
  };
  const ofMember = (request: string, body: unknown): Reply | undefined => {
    switch (request) {
      case 'GET /api/v1/me': return ok({ ...script.me, faces: phone.bookings.filter(({ hasFace }) => hasFace).length });
      case 'GET /api/v1/me/export': return ok(script.me);
      case 'DELETE /api/v1/me': return ok({});
      case 'PUT /api/v1/me/preferences':
        script.me = { ...script.me, preferences: preferencesSchema.parse(body) };
        return ok({});
      default: return undefined;
    }
  };
  const script: DriveScript = {
    me: {
      memberId: 'm-1', name: '林晓', language: 'zh', faces: 0, photos: 2,
      standing: { tier: 'super', creditScore: 720, licenceUntilUtcMs: now + 700 * DAY_MS, isBlocked: false, attestedUtcMs: now - DAY_MS },
    },
    photos: [], purchases: [],
    answer: (method, path, body) => {
      const { id, rest } = /^\/api\/v1\/bookings\/(?<id>[^/]+)\/(?<rest>.+)$/u.exec(path)?.groups ?? {};
      const booking = phone.bookings.find(({ bookingId }) => bookingId === id);
      if (booking !== undefined && rest !== undefined) return ofBooking(method, booking, rest, body);
      if (id !== undefined) return problem(404, 'bookingUnknown');
      return path.startsWith('/api/v1/purchases') ? ofPurchase(`${method} ${path}`, body) : ofMember(`${method} ${path}`, body);
    },
  };
  return script;
}
