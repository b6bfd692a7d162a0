import { z } from 'zod';
import { termsSchema } from './eligibility.schema.ts';
import { problemCodes } from './problem-codes.ts';
import { carViewSchema } from './requests.schema.ts';

/** A time until which a car may be collected from now on, and when it must be back then. UTC ms. */
export const walkUpWindowSchema = z.object({ untilUtcMs: z.number(), returnByUtcMs: z.number() });

/** A car that stands in the tower and is free now. */
export const walkUpCarSchema = carViewSchema.extend({
  /** Place in which it stands, and the storey of that. */
  cell: z.string(),
  level: z.string(),
  /** What it costs to buy, in the minor unit; absent where it is not sold. */
  priceMinor: z.number().int().optional(),
  /** The windows that it is free for, by their `untilUtcMs`; at least one. */
  free: z.array(z.number()).min(1),
  /** From the press to the open door, s, as the tower expects it at this moment; absent where it expects nothing. */
  ready: z.object({ lowS: z.number().min(0), highS: z.number().min(0) }).optional(),
});

/** `GET /api/v1/walk-up` (kiosk): what somebody in front of the tower may take now. Promises nothing: the rules judge the person. */
export const walkUpSchema = z.object({
  cars: z.array(walkUpCarSchema),
  /** The shortest first; empty when nothing may be collected now, and `code` says why. */
  windows: z.array(walkUpWindowSchema),
  code: z.enum(problemCodes).optional(),
  /** For everybody; `feeMinor` is what the rules ask of a member whose score is below the floor, 0 where they ask nothing. */
  terms: termsSchema.omit({ returnByUtcMs: true }),
});

export type WalkUpWindow = z.infer<typeof walkUpWindowSchema>;
export type WalkUpCar = z.infer<typeof walkUpCarSchema>;
export type WalkUp = z.infer<typeof walkUpSchema>;
