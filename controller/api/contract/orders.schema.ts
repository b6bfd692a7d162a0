import { z } from 'zod';
import { orderKinds } from '../../../config/order-kinds.ts';
import { toldSchema } from './told.schema.ts';

/** What the tower can be asked to do as a whole; words stand under `order.<kind>`. */
export const orderKindSchema = z.enum(orderKinds);

const id = z.string().min(1).max(40);

/** `POST /api/v1/orders` (technician), with `Idempotency-Key`. A customer's car comes back by `POST /api/v1/returns`. */
export const startOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('receive'), carId: id, bay: id.optional() }),
  z.strictObject({ kind: z.literal('relocate'), palletId: id, toCell: id.optional() }),
  z.strictObject({ kind: z.literal('provide'), bay: id, palletId: id.optional() }),
  z.strictObject({ kind: z.literal('stow'), bay: id, toCell: id.optional() }),
  z.strictObject({ kind: z.literal('audit'), cells: z.array(id).min(1).max(500).optional(), tags: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('cycleDoors'), bay: id }),
]);

/** The ways on that a person may choose for an order now. `declare` belongs to recovery: somebody has moved it by hand. */
export const orderWaySchema = z.enum(['complete', 'reverse', 'cancel']);

/** What the carriage found in front of a cell. */
export const findingSchema = z.object({ cell: z.string(), occupied: z.boolean(), tag: z.number().optional(), agrees: z.boolean() });

/** An order that has not ended, in the order in which it came. What it is not about is absent. */
export const orderViewSchema = z.object({
  orderId: z.string(),
  kind: orderKindSchema,
  /** Words stand under `orderPhase.<phase>`. */
  phase: z.string(),
  /** On its way back; it ends `cancelled`. */
  back: z.boolean(),
  stage: z.enum(['queued', 'running', 'paused']),
  phaseSinceMs: z.number(),
  /** Nothing of it happens before people do something at its bay. */
  waitsForPeople: z.boolean(),
  /** People take longer than the site allows; an alarm says so. */
  overdue: z.boolean(),
  carId: z.string().optional(),
  palletId: z.string().optional(),
  fromCell: z.string().optional(),
  toCell: z.string().optional(),
  bay: z.string().optional(),
  /** Why its car was not taken in; words stand under `refused.<refusal>`. */
  refusal: z.string().optional(),
  /** Why it is paused: `message` in English, `told` for the page to say. */
  fault: z.object({ code: z.string(), message: z.string(), told: toldSchema.optional() }).optional(),
  /** Of an audit. */
  cellsLeft: z.array(z.string()).optional(),
  findings: z.array(findingSchema).optional(),
  ways: z.array(orderWaySchema),
});

/** Answer of `POST /api/v1/orders`. */
export const startedOrderSchema = z.object({ orderId: z.string() });

/** `POST /api/v1/end-of-day` (technician), with `Idempotency-Key`: one order after the other until all is at home and shut. */
export const endOfDaySchema = z.strictObject({}).nullish();

export type StartOrder = z.infer<typeof startOrderSchema>;
export type StartedOrder = z.infer<typeof startedOrderSchema>;
export type OrderView = z.infer<typeof orderViewSchema>;
export type OrderWay = z.infer<typeof orderWaySchema>;
