import {
  bookingsSchema, bookingViewSchema, carsSchema, eligibilitySchema, paymentsSchema, signInCodeSchema,
} from '../../../controller/api/contract/index.ts';
import type { BookingRequest, BookingView, CarView, Eligibility, PaymentsView, SignInCodeAnswer } from '../../../controller/api/contract/index.ts';
import { answered } from './answer.ts';
import type { Answer } from './answer.ts';
import type { SessionCalls } from './session-calls.ts';

/** What the tower is to judge. Times are UTC ms. */
export interface EligibilityQuestion {
  readonly carId: string;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
  readonly afterBookingId?: string;
}

/** What a member asks on the way to a booking. */
export interface BookingCalls {
  /** Sends a sign-in code by message; the answer is the same whether or not there is such a member. */
  readonly askSignInCode: (memberId: string) => Promise<Answer<SignInCodeAnswer>>;
  readonly cars: () => Promise<Answer<readonly (CarView & { readonly available: boolean })[]>>;
  /** Every rule for this wish, and what it costs. Nothing is booked by asking. */
  readonly eligibility: (question: EligibilityQuestion) => Promise<Answer<Eligibility>>;
  /** The member's own, as the tower gives them. */
  readonly bookings: () => Promise<Answer<readonly BookingView[]>>;
  readonly booking: (bookingId: string) => Promise<Answer<BookingView>>;
  readonly book: (request: BookingRequest, requestId: string) => Promise<Answer<BookingView>>;
  /** Asks once more for what was declined. */
  readonly askPayments: (bookingId: string, requestId: string) => Promise<Answer<PaymentsView>>;
}

const bookingAt = (bookingId: string): string => `/api/v1/bookings/${encodeURIComponent(bookingId)}`;

function eligibilityPath({ carId, fromUtcMs, untilUtcMs, afterBookingId }: EligibilityQuestion): string {
  const query = new URLSearchParams({ carId, fromUtcMs: String(fromUtcMs), untilUtcMs: String(untilUtcMs), ...(afterBookingId === undefined ? {} : { afterBookingId }) });
  return `/api/v1/eligibility?${query.toString()}`;
}

/** The requests of the booking. */
export const bookingCalls = ({ get, post }: SessionCalls): BookingCalls => ({
  askSignInCode: (memberId) => post('/api/v1/sign-in-codes', signInCodeSchema, { memberId }),
  cars: async () => {
    const answer = await get('/api/v1/cars', carsSchema);
    return answer.ok ? answered(answer.value.cars) : answer;
  },
  eligibility: (question) => get(eligibilityPath(question), eligibilitySchema),
  bookings: async () => {
    const answer = await get('/api/v1/bookings', bookingsSchema);
    return answer.ok ? answered(answer.value.bookings) : answer;
  },
  booking: (bookingId) => get(bookingAt(bookingId), bookingViewSchema),
  book: (request, requestId) => post('/api/v1/bookings', bookingViewSchema, request, requestId),
  askPayments: (bookingId, requestId) => post(`${bookingAt(bookingId)}/payments`, paymentsSchema, {}, requestId),
});
