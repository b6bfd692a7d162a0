import { bookingRequestSchema } from '../../../controller/api/contract/index.ts';
import type { BookingView, Eligibility, Terms } from '../../../controller/api/contract/index.ts';
import { ok, problem } from './fake-reply.ts';
import type { Reply } from './fake-reply.ts';

export const SAMPLE_CODE = 'AB12CD34';

/** What a drive costs at the sample tower. */
export const sampleTerms: Terms = {
  currency: 'CNY', depositMinor: 300_000, feeMinor: 0, payWithinMinutes: 15, returnByUtcMs: Date.UTC(2026, 2, 17, 4), graceMinutes: 15,
  mostExtensionDays: 3, extensionFeeMinor: 29_900, lateGraceMinutes: 30, lateFeeMinor: 9900, mostLateFeeMinor: 99_000, noShowFeeMinor: 5000,
};
/** Every rule kept. */
export const sampleEligibility: Eligibility = {
  eligible: true,
  rules: (['window', 'carHere', 'carFree', 'standing', 'tier', 'licence', 'credit', 'deposit', 'mostCars', 'eachCarOnce', 'oneAtATime'] as const).map((rule) => ({ rule, holds: true, params: {} })),
  terms: sampleTerms,
};

/** The part of the scripted controller that a member's phone speaks to; a test changes what it says. */
export interface PhoneScript {
  bookings: readonly BookingView[];
  eligibility: Eligibility;
  /** Payments of the next booking. */
  payments: BookingView['payments'];
  /** Undefined for a path that it does not know. */
  readonly answer: (path: string) => Reply | undefined;
  readonly book: (body: unknown) => Reply;
  /** A photo may be one of three; a number that the page does not find itself is nothing here. */
  readonly scan: (body: unknown) => Reply;
}

/** A member without bookings, for whom every rule is kept. */
export function createPhoneScript(): PhoneScript {
  const script: PhoneScript = {
    bookings: [],
    eligibility: sampleEligibility,
    payments: [],
    answer: (path) => {
      if (path === '/api/v1/bookings') return ok({ bookings: script.bookings });
      if (path === '/api/v1/eligibility') return ok(script.eligibility);
      const bookingId = /^\/api\/v1\/bookings\/(?<id>[^/]+)$/u.exec(path)?.groups?.['id'];
      const booking = script.bookings.find((each) => each.bookingId === bookingId);
      return booking === undefined ? undefined : ok(booking);
    },
    scan: (body) =>
      typeof body === 'object' && body !== null && 'jpegBytes' in body
        ? ok({ exact: false, candidates: [{ variantId: 'aurora-e7', carIds: ['SH-02'] }, { variantId: 'aurora-e5', carIds: ['SH-01'] }, { variantId: 'kestrel-gt', carIds: [] }] })
        : problem(404, 'scanUnknown'),
    book: (body) => {
      const parsed = bookingRequestSchema.safeParse(body);
      if (!parsed.success) return problem(400, 'malformed');
      const { carId, fromUtcMs, untilUtcMs, face } = parsed.data;
      const view: BookingView = {
        bookingId: 'booking-2', carId, fromUtcMs, untilUtcMs, returnByUtcMs: fromUtcMs + 3 * 86_400_000, code: SAMPLE_CODE, pass: 'CARILLON1.booking-2.sample', hasFace: face !== undefined, state: 'booked',
        extensionDays: 0, terms: sampleTerms, payments: script.payments,
      };
      script.bookings = [...script.bookings, view];
      return ok(view);
    },
  };
  return script;
}
