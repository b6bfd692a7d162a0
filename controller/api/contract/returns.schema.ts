import { z } from 'zod';

/** What a driver is told: words stand under `advice.<name>`. `unknown`: the sensors do not see the car; nobody drives on then. */
export const adviceSchema = z.enum(['comeIn', 'forward', 'stop', 'back', 'left', 'right', 'unknown']);

/** What is asked of the customer now: words stand under `return.<name>`. */
export const returnStageSchema = z.enum(['comeIn', 'guiding', 'measuring', 'mending', 'gettingOut', 'allClear', 'proving', 'braking', 'closing', 'settling']);

/** Why a car is not taken in, or not yet: words stand under `refused.<name>`, of one measurement under `checkIn.<name>`. */
export const returnRefusalSchema = z.enum([
  'tooLong', 'tooWide', 'tooHigh', 'tooLow', 'tooHeavy', 'unbalanced', 'notOnPallet', 'rolled', 'somebodyInside', 'leaking', 'unreadable', 'notAllClear', 'noCellFits', 'drivenOut',
]);

/** One measurement beyond a limit: what, where on the car, by how much, and what to do (`mend.<name>`). */
export const returnFindingSchema = z.object({
  code: returnRefusalSchema,
  at: z.enum(['front', 'rear', 'left', 'right', 'sides', 'top', 'below', 'whole']),
  mend: z.enum(['moveCar', 'foldMirrors', 'takeOffRoof', 'shutTailgate', 'wipe', 'driveOut', 'callStaff']),
  by: z.number(),
  unit: z.enum(['mm', 'kg', '%', '']),
});

/** One proof that nobody is left. `unknown` is never clear. */
const channelSchema = z.enum(['clear', 'present', 'unknown']);

const checkInViewSchema = z.object({
  stage: returnStageSchema,
  advice: adviceSchema,
  /** Absent while the car cannot be measured. */
  findings: z.array(returnFindingSchema).optional(),
  /** Points of the all-clear that stand; two are needed. */
  given: z.array(z.enum(['left', 'right', 'kiosk'])),
  /** How many came in the car, as they said; absent when nobody has said it since the controller started. */
  people: z.number().int().optional(),
  channels: z.object({ presence: channelSchema, radar: channelSchema, crossings: channelSchema, weight: channelSchema }),
  /** A member of staff has answered for the crossings. */
  attended: z.boolean(),
});

/**
 * A car that is being brought back, or, once `bringing`, one that was stored and comes out once more. With `done` it stands in its place: told
 * for some seconds, and nothing can be asked of it any more.
 */
export const returnViewSchema = z.object({
  returnId: z.string(),
  carId: z.string(),
  bay: z.string(),
  phase: z.enum(['queued', 'fetching', 'bringing', 'opening', 'awaiting', 'closing', 'checking', 'storing', 'done', 'stalled', 'cancelled', 'releasing', 'leaving', 'shutting', 'returning']),
  paused: z.boolean(),
  /** It was stored, and comes or has come out once more for whoever left something in it. */
  outAgain: z.literal(true).optional(),
  /** Why the car was not taken in, or is asked for once more. */
  refusal: returnRefusalSchema.optional(),
  checkIn: checkInViewSchema.optional(),
});

const people = z.number().int().min(1).max(9);
const bay = z.string().min(1).max(40).optional();
/**
 * `POST /api/v1/returns` (kiosk): who, by the ticket of a recognition, or at once by the code or the pass of the booking whose car is out;
 * and how many sit in the car.
 */
export const startReturnSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ticket'), ticket: z.string().min(1).max(200), people, bay }),
  z.strictObject({ by: z.literal('code'), code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/u, 'eight characters'), people, bay }),
  z.strictObject({ by: z.literal('pass'), payload: z.string().min(1).max(600), people, bay }),
]);
/** The answer. `allClearKey`: only who holds it is the person that was recognised; it is shown nowhere else. */
export const returnBegunSchema = z.object({ returnId: z.string(), carId: z.string(), allClearKey: z.string() });
/** `POST /api/v1/returns/{returnId}/all-clears`. A kiosk proves by the key whose word it is; a technician's own session is the name. */
export const allClearSchema = z.strictObject({ allClearKey: z.string().min(1).max(100).optional() });

/** `POST /api/v1/returns/{returnId}/withdrawals` (kiosk): the person that was recognised wants the car out again, or does not bring it after all. */
export const withdrawalSchema = z.strictObject({ allClearKey: z.string().min(1).max(100) });

export type StartReturn = z.infer<typeof startReturnSchema>;
export type ReturnBegun = z.infer<typeof returnBegunSchema>;
export type ReturnView = z.infer<typeof returnViewSchema>;
