import { z } from 'zod';

/** What an amount is for: sentences stand under `payment.<kind>`. */
export const paymentKindSchema = z.enum(['deposit', 'belowFloorFee', 'extension', 'late', 'noShow']);

/**
 * Where an amount is: sentences stand under `payment.<state>`. asked: the provider has been asked, or the person has still to agree at `checkoutUrl` ·
 * unknown: the provider has not answered and is asked again · held: reserved · captured: taken · released: given back · declined: not paid.
 */
export const paymentStateSchema = z.enum(['asked', 'unknown', 'held', 'captured', 'released', 'declined']);

/** One amount. Amounts are in the minor unit of the currency (ISO 4217). */
export const paymentViewSchema = z.object({
  paymentId: z.string(),
  kind: paymentKindSchema,
  amountMinor: z.number().int(),
  currency: z.string(),
  state: paymentStateSchema,
  /** What comes next: it will be taken, or given back. Absent when nothing is planned. */
  wanted: z.enum(['capture', 'release']).optional(),
  /** The provider's own page, where the person agrees; present only while that is still to be done. */
  checkoutUrl: z.string().optional(),
  /** Declined, still owed, and not asked for since: `POST …/payments` asks once more. */
  mayAskAgain: z.literal(true).optional(),
  askedUtcMs: z.number(),
  changedUtcMs: z.number(),
});

/** `POST /api/v1/bookings/{bookingId}/payments` (phone), with `Idempotency-Key`: every amount that was declined is asked for once more. */
export const askPaymentsSchema = z.strictObject({});
/** The answer, and `GET /api/v1/bookings/{bookingId}/payments` (phone). `deposit`: whether everything that a release needs is held. */
export const paymentsSchema = z.object({
  payments: z.array(paymentViewSchema),
  deposit: z.enum(['none', 'waiting', 'held', 'declined', 'settled']),
  /** Until when the deposit must be held; after that the booking is released. Absent when nothing is owed or all is held. */
  payByUtcMs: z.number().optional(),
});

const amounts = z.object({
  /** Reserved now and neither taken nor given back. */
  heldMinor: z.number().int(),
  takenMinor: z.number().int(),
  givenBackMinor: z.number().int(),
  /** Asked for and not known to be held, taken, given back or declined. */
  openMinor: z.number().int(),
  declinedMinor: z.number().int(),
});

/** `GET /api/v1/bookings/{bookingId}/receipt` (phone): what was held, taken and given back, and when the car was away. The sums are those of `payments`. */
export const receiptViewSchema = z.object({
  bookingId: z.string(),
  carId: z.string(),
  brand: z.string(), model: z.string(), plate: z.string(),
  state: z.enum(['booked', 'collecting', 'out', 'closed', 'cancelled', 'expired']),
  fromUtcMs: z.number(),
  /** Absent for a car that was bought and need not come back. */
  returnByUtcMs: z.number().optional(),
  outUtcMs: z.number().optional(),
  endedUtcMs: z.number().optional(),
  extensionDays: z.number().int(),
  /** Begun minutes after `returnByUtcMs` at which the car came back; 0 when it was in time or is still out. */
  lateMinutes: z.number().int(),
  /** Present when the car was bought with this booking. */
  purchaseId: z.string().optional(),
  currency: z.string(),
  payments: z.array(paymentViewSchema),
  totals: amounts,
});

/** `POST /api/v1/sign-in-codes` (open, limited): the answer is the same whether or not there is such a member. */
export const signInCodeRequestSchema = z.strictObject({ memberId: z.string().min(1).max(40) });
/** How long the code holds that comes by message, and its length. */
export const signInCodeSchema = z.object({ expiresInMs: z.number(), digits: z.number().int() });

export type PaymentKind = z.infer<typeof paymentKindSchema>;
export type PaymentView = z.infer<typeof paymentViewSchema>;
export type PaymentsView = z.infer<typeof paymentsSchema>;
export type ReceiptView = z.infer<typeof receiptViewSchema>;
export type SignInCodeAnswer = z.infer<typeof signInCodeSchema>;
