import { z } from 'zod';
import { photoViewSchema } from './me.schema.ts';
import { collectionViewSchema } from './tower.schema.ts';

const key = z.string().min(1).max(100);

/** Photos of the car's condition at one moment: the places that are there already, and the address at which the person goes on on a phone of their own. */
export const conditionPhotosSchema = z.object({ taken: z.array(photoViewSchema.shape.position), link: z.string() });

/** The answer of `POST /api/v1/collections`. `handOverKey`: only who holds it is the person that was recognised; it is shown nowhere else. */
export const collectionBegunSchema = collectionViewSchema.extend({ handOverKey: z.string() });

/** `POST /api/v1/collections/{collectionId}/hand-overs` (kiosk): a look at the car that is handed over. */
export const handOverRequestSchema = z.strictObject({ handOverKey: key });
/** `returnByUtcMs` is absent for a car that its buyer fetches. */
export const handOverSchema = z.object({ returnByUtcMs: z.number().optional(), photos: conditionPhotosSchema });

/** `POST /api/v1/returns/{returnId}/receipts`, `POST /api/v1/returns/{returnId}/recalls` (kiosk; the second with `Idempotency-Key`, its answer like that of a return). */
export const returnKeySchema = z.strictObject({ allClearKey: key });
/** What the person sees who has brought a car back. Amounts in the minor unit of `currency`. */
export const returnReceiptSchema = z.object({
  /** The car is in, and the booking is over. */
  isClosed: z.boolean(),
  currency: z.string(),
  /** Absent where none was held. onItsWay: the provider has been asked to give it back · held: the booking is not over yet. */
  deposit: z.object({ amountMinor: z.number().int(), state: z.enum(['givenBack', 'onItsWay', 'held']) }).optional(),
  /** Absent when the car was back in time. */
  late: z.object({ minutes: z.number().int(), feeMinor: z.number().int(), isDeclined: z.boolean() }).optional(),
  photos: conditionPhotosSchema,
  /** The receipt on the phone, with everything that was taken and given back. */
  link: z.string(),
  /** So long the car may still be had out once more, for something that was left in it; 0: no more, or not yet. */
  recallMs: z.number(),
});

export type ConditionPhotos = z.infer<typeof conditionPhotosSchema>;
export type CollectionBegun = z.infer<typeof collectionBegunSchema>;
export type HandOver = z.infer<typeof handOverSchema>;
export type ReturnReceipt = z.infer<typeof returnReceiptSchema>;
