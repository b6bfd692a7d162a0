import { z } from 'zod';
import { extensionsSchema, lateSchema } from './drives.schema.ts';
import { problemCodes } from './problem-codes.ts';
import { purchaseStateSchema } from './purchases.schema.ts';
import { carViewSchema } from './requests.schema.ts';

const ticket = z.string().min(1).max(200);

/** `POST /api/v1/my-car`, `POST /api/v1/my-car/swap-offers` (kiosk): for the person that was recognised. Looking renews the ticket, up to a quarter of an hour. */
export const myCarRequestSchema = z.strictObject({ ticket });
/** `POST /api/v1/my-car/extensions` (kiosk), with `Idempotency-Key`: by whole days, as the offers say. */
export const extendMyCarSchema = z.strictObject({ ticket, days: z.number().int().min(1).max(30) });
/** `POST /api/v1/my-car/swaps` (kiosk), with `Idempotency-Key`: books a car of the offers, to be fetched once the present one is back. */
export const swapMyCarSchema = z.strictObject({ ticket, carId: z.string().min(1).max(40) });

/**
 * What is owed at this moment: words stand under `owedHere.<state>`. nothing · waiting: the provider has been asked and has not answered for good · atPhone: the
 * person agrees on the provider's page, on a phone of their own · declined: not paid.
 */
export const owedSchema = z.object({ state: z.enum(['nothing', 'waiting', 'atPhone', 'declined']), amountMinor: z.number().int() });

/** What the car costs, and whether it may be bought. */
export const purchaseOfferSchema = z.object({
  /** Absent where the car is not sold. */
  priceMinor: z.number().int().optional(),
  /** So long the price stands once the car is reserved. */
  lockHours: z.number(),
  /** Why it may not be reserved now; sentences under `problem.<code>`. Absent when it may. */
  code: z.enum(problemCodes).optional(),
  /** The member's own purchase of it, as far as it is. */
  own: z.object({ state: purchaseStateSchema, priceMinor: z.number().int(), lockedUntilUtcMs: z.number() }).optional(),
});

/** A booking that takes the place of the present one. `code`: opens it at this kiosk once the present car is back. */
export const swapBookingSchema = z.object({ bookingId: z.string(), car: carViewSchema, untilUtcMs: z.number(), returnByUtcMs: z.number(), code: z.string(), owed: owedSchema });

/** A car that is out with the person in front of the kiosk. Amounts are in the minor unit of `currency`. */
export const myCarSchema = z.object({
  bookingId: z.string(),
  currency: z.string(),
  /** The tower's clock, ms UTC. */
  nowUtcMs: z.number(),
  returnByUtcMs: z.number(),
  /** Present while it is out after its time. */
  late: lateSchema.optional(),
  extensionDays: z.number().int(),
  extensions: extensionsSchema,
  owed: owedSchema,
  purchase: purchaseOfferSchema,
  /** Another car is booked for when this one is back. */
  swap: swapBookingSchema.optional(),
});

/** A car that the rules allow this member instead of the present one. Amounts in the minor unit of the currency. */
export const swapOfferSchema = z.object({
  car: carViewSchema,
  level: z.string(),
  /** End of the time in which it may be collected, and when it must be back. */
  untilUtcMs: z.number(),
  returnByUtcMs: z.number(),
  depositMinor: z.number().int(),
  feeMinor: z.number().int(),
});
/** Only what is possible. `codes`: when nothing is, why not, as far as it is the same for every car. */
export const swapOffersSchema = z.object({ offers: z.array(swapOfferSchema), codes: z.array(z.enum(problemCodes)) });

/** The answer to a swap. `ticket`: for paying what it asks for on the phone. */
export const swappedSchema = z.object({ swap: swapBookingSchema, ticket: z.string() });

export type MyCar = z.infer<typeof myCarSchema>;
export type Owed = z.infer<typeof owedSchema>;
export type PurchaseOffer = z.infer<typeof purchaseOfferSchema>;
export type SwapBooking = z.infer<typeof swapBookingSchema>;
export type SwapOffer = z.infer<typeof swapOfferSchema>;
export type SwapOffers = z.infer<typeof swapOffersSchema>;
export type Swapped = z.infer<typeof swappedSchema>;
