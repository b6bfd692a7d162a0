import { z } from 'zod';
import { eligibilitySchema, LAST_UTC_MS, termsSchema } from './eligibility.schema.ts';
import { problemCodes } from './problem-codes.ts';

/** What is handed over from the kiosk to the customer's own phone: taking a car now · buying the car of a booking · paying what a booking owes. */
export const handOffErrandSchema = z.enum(['walkUp', 'buy', 'pay']);

const language = z.enum(['zh', 'en']);
const ticket = z.string().min(1).max(200);

/**
 * `POST /api/v1/hand-offs` (kiosk), with `Idempotency-Key`. A kiosk has one live hand-off: a new one ends the last. `walkUp` holds the car until the
 * hand-off ends. `buy` and `pay` are for the person that was recognised at this kiosk; the ticket is not used up.
 */
export const startHandOffSchema = z.discriminatedUnion('errand', [
  z.strictObject({ errand: z.literal('walkUp'), carId: z.string().min(1).max(40), untilUtcMs: z.number().int().min(0).max(LAST_UTC_MS), language }),
  z.strictObject({ errand: z.literal('buy'), ticket, language }),
  z.strictObject({ errand: z.literal('pay'), ticket, language }),
]);

/**
 * How far it is: sentences stand under `handOff.<state>`. waiting: no phone yet · opened: the page is open on a phone, nobody has signed in · claimed: a
 * member has signed in and goes on there · refused: the rules do not allow it to this member (`codes`) · paying: something that was asked for is not
 * held yet · done.
 */
export const handOffStateSchema = z.enum(['waiting', 'opened', 'claimed', 'refused', 'paying', 'done']);

/**
 * `GET /api/v1/hand-offs/{handOffId}` (kiosk), and the answer to its beginning. `DELETE` gives it up. One that has expired or was given up is unknown
 * (`handOffUnknown`). Of a finished one `POST /api/v1/recognitions` with `by: handOff` gives the ticket of its booking.
 */
export const handOffViewSchema = z.object({
  handOffId: z.string(),
  errand: handOffErrandSchema,
  state: handOffStateSchema,
  /** What the QR code says: the address of the phone page, with a token that nobody can guess. */
  link: z.string(),
  /** It ends then, unless a phone claims it first; a claimed one has longer. */
  expiresInMs: z.number(),
  carId: z.string(),
  /** Of whoever has claimed it: enough for that person, too little for anybody else. */
  maskedName: z.string().optional(),
  /** Why the rules do not allow it; sentences under `problem.<code>`. */
  codes: z.array(z.enum(problemCodes)).optional(),
  /** The booking that it is about, or that was made with it. */
  bookingId: z.string().optional(),
  /** What the claimed drive costs, and when it must be back. */
  terms: termsSchema.optional(),
});

/**
 * `POST /api/v1/hand-off-openings` (open, limited), `POST /api/v1/hand-off-claims` (phone): the token of the code that was scanned. A claim may be repeated by
 * its member, for a fresh window. Nothing ends a hand-off on the phone: what the member books, pays or buys after claiming it is found by the tower itself.
 */
export const handOffTokenSchema = z.strictObject({ token: z.string().min(1).max(100) });

/** A hand-off as the phone sees it: what is fixed. `fromUtcMs` is the time of the tower's clock, for a window that begins now. */
export const handOffOfferSchema = z.object({
  errand: handOffErrandSchema,
  state: handOffStateSchema,
  expiresInMs: z.number(),
  language,
  carId: z.string(),
  /** Of a walk-up: the window that is booked. */
  window: z.object({ fromUtcMs: z.number(), untilUtcMs: z.number() }).optional(),
  /** Once claimed, the booking of `buy` and `pay`. */
  bookingId: z.string().optional(),
  /** Of a claimed walk-up. */
  eligibility: eligibilitySchema.optional(),
});

export type HandOffErrand = z.infer<typeof handOffErrandSchema>;
export type StartHandOff = z.infer<typeof startHandOffSchema>;
export type HandOffState = z.infer<typeof handOffStateSchema>;
export type HandOffView = z.infer<typeof handOffViewSchema>;
export type HandOffOffer = z.infer<typeof handOffOfferSchema>;
