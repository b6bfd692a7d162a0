import { z } from 'zod';
import { problemCodes } from './problem-codes.ts';

/** How near the customer is; words stand under `arrival.<stage>`. */
export const arrivalStageSchema = z.enum(['coming', 'here']);

/** `POST /api/v1/bookings/{bookingId}/arrivals` (phone). */
export const arrivalRequestSchema = z.strictObject({ stage: arrivalStageSchema });

/** The notice as it stands; `here` is never taken back by a later `coming`. */
export const arrivalSchema = z.object({ stage: arrivalStageSchema, utcMs: z.number() });

/** `POST /api/v1/bookings/{bookingId}/extensions` (phone), with `Idempotency-Key`. */
export const extensionRequestSchema = z.strictObject({ days: z.number().int().min(1).max(30) });

/** One way to extend a drive: what it costs, or why it is not possible. */
export const extensionOfferSchema = z.object({
  days: z.number().int(),
  returnByUtcMs: z.number(),
  feeMinor: z.number().int(),
  possible: z.boolean(),
  /** Of an offer that is not possible; its sentence says what to do. */
  code: z.enum(problemCodes).optional(),
});

/** `GET /api/v1/bookings/{bookingId}/extensions` (phone): one offer for each day that the site allows at most. */
export const extensionsSchema = z.object({ currency: z.string(), offers: z.array(extensionOfferSchema) });

/** A drive that is not back in time. The fee is what it costs at this moment; it is charged when the car has returned. */
export const lateSchema = z.object({
  /** When the car had to be back. */
  sinceUtcMs: z.number(),
  /** 0 within the grace. */
  feeMinor: z.number().int(),
  /** When the fee rises next; absent once it has reached its most. */
  nextRiseUtcMs: z.number().optional(),
});

export type Arrival = z.infer<typeof arrivalSchema>;
export type ExtensionOffer = z.infer<typeof extensionOfferSchema>;
export type Extensions = z.infer<typeof extensionsSchema>;
export type Late = z.infer<typeof lateSchema>;
