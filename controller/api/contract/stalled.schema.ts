import { z } from 'zod';

/** Proof of whoever was recognised, from the answer of `POST /api/v1/collections`. */
export const stalledProofSchema = z.strictObject({ handOverKey: z.string().min(1).max(100) });

/** What may be given back and in which currency (ISO 4217), in its minor unit. */
const amount = { currency: z.string() };

/**
 * `POST /api/v1/collections/{collectionId}/choices` (kiosk; changes nothing): what is really open to the customer of a collection that goes no further. Waiting, another
 * car and another tower need nothing of this one.
 */
export const stalledChoicesSchema = z.object({
  /** underWay: the tower still works on it or can go on, and nothing but waiting is offered. */
  state: z.enum(['underWay', 'stalled', 'cancelled']),
  /** no: the car is on its way or may be with its customer · yes: the booking can be cancelled now · done: it is. */
  cancellation: z.enum(['no', 'yes', 'done']),
  /** What is held for the booking and given back when it is cancelled; 0: nothing is held. */
  givesBackMinor: z.number().int(),
  /** Highest fare of the taxi voucher; absent where none is given, or not for this. */
  taxiUpToMinor: z.number().int().optional(),
  ...amount,
});

/** `POST /api/v1/collections/{collectionId}/cancellations` (kiosk). Asking again changes nothing. `givenBackMinor`: what is on its way back. */
export const stalledCancellationSchema = z.object({ bookingId: z.string(), givenBackMinor: z.number().int(), ...amount });

/** `POST /api/v1/collections/{collectionId}/taxi-vouchers` (kiosk), with `Idempotency-Key`. One for a booking: asking again shows the same. */
export const taxiVoucherSchema = z.object({ code: z.string(), upToMinor: z.number().int(), ...amount });

export type StalledChoices = z.infer<typeof stalledChoicesSchema>;
export type StalledCancellation = z.infer<typeof stalledCancellationSchema>;
export type TaxiVoucher = z.infer<typeof taxiVoucherSchema>;
