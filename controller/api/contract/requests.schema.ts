import { z } from 'zod';
import { backendSessionSchema } from './backend.schema.ts';
import { arrivalSchema, lateSchema } from './drives.schema.ts';
import { LAST_UTC_MS, termsSchema } from './eligibility.schema.ts';
import { paymentViewSchema } from './money.schema.ts';
import { preferencesSchema } from './preferences.schema.ts';
import { collectionViewSchema, reasonSchema } from './tower.schema.ts';

/** Net and alignment that made a template, as the face room of the kiosk names them. Templates of another version are refused. */
export const FACE_TEMPLATE_VERSION = 'faceapi-1.7.15.resnet128.chip51-150px-pad25-mirror-mean.1';

/** Face template: 128 numbers of the net, with the version of net and alignment that made it. Never readable once stored. */
export const faceTemplateSchema = z.strictObject({ version: z.string().min(1).max(64), vector: z.array(z.number().min(-2).max(2)).length(128) });

/** Roles. A session of a role is needed for every mutating request. */
export const roleSchema = z.enum(['kiosk', 'phone', 'technician', 'backend']);

/** `POST /api/v1/sessions`. kiosk: the key that `carillon up` hands to its own window · phone: a member's sign-in code · technician: PIN · backend: signed assertion. */
export const openSessionSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('kiosk'), key: z.string().min(1).max(200) }),
  z.strictObject({ role: z.literal('phone'), memberId: z.string().min(1).max(40), signInCode: z.string().min(1).max(40) }),
  z.strictObject({ role: z.literal('technician'), pin: z.string().regex(/^\d{6}$/u) }),
  backendSessionSchema,
]);
export const sessionSchema = z.object({ token: z.string(), role: roleSchema, expiresInMs: z.number() });

/** `POST /api/v1/recognitions` (kiosk). Three equal ways. A face needs two probes or more: one recognises nobody. */
export const recognitionRequestSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('face'), templates: z.array(faceTemplateSchema).min(1).max(5) }),
  z.strictObject({ by: z.literal('code'), code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/u, 'eight characters') }),
  z.strictObject({ by: z.literal('pass'), payload: z.string().min(1).max(600) }),
  // What was handed over to a phone at this kiosk: whoever has finished it there stands here.
  z.strictObject({ by: z.literal('handOff'), handOffId: z.string().min(1).max(40) }),
]);

export const carViewSchema = z.object({
  carId: z.string(), brand: z.string(), model: z.string(), plate: z.string(), colour: z.string(),
  powertrain: z.enum(['BEV', 'PHEV', 'ICE']), rangeKm: z.number(), seats: z.number(), lengthMm: z.number(), widthMm: z.number(), heightMm: z.number(),
});

/**
 * A recognised customer: a ticket for one collection or one return, nothing that identifies more than needed. `ticket` is valid for 3
 * minutes. `errand` follows from the booking: its car is in the tower, or out with the customer.
 */
export const recognitionSchema = z.object({
  ticket: z.string(),
  errand: z.enum(['collect', 'bringBack']),
  bookingId: z.string(),
  maskedName: z.string(),
  language: z.enum(['zh', 'en']),
  car: carViewSchema,
  /** Where the car stands; absent while it is out. */
  cell: z.string().optional(),
  /** Absent for a car that its buyer fetches: it need not come back. */
  returnByUtcMs: z.number().optional(),
  /** Ask for the code as well (site rule for face). */
  secondFactor: z.boolean(),
  /** How the member likes a screen to be; absent when nothing was said. */
  preferences: preferencesSchema.optional(),
  /** A car that comes back after its time, with what that costs now. */
  late: lateSchema.optional(),
});

/** `POST /api/v1/collections` (kiosk), with `Idempotency-Key`. */
export const startCollectionSchema = z.strictObject({ ticket: z.string().min(1).max(200) });

/** `GET /api/v1/cars`, open: what stands here. `available`: here and free at this moment. `taken`: when it is somebody's, nobody is named; until it is back. */
export const carsSchema = z.object({
  cars: z.array(carViewSchema.extend({ available: z.boolean(), taken: z.array(z.object({ fromUtcMs: z.number(), untilUtcMs: z.number() })).optional() })),
});

/**
 * `POST /api/v1/bookings` (phone), with `Idempotency-Key`. Times are UTC ms. Templates only together with consent. `afterBookingId`: a swap;
 * the car may be collected once the car of that booking is back.
 */
export const bookingRequestSchema = z.strictObject({
  carId: z.string().min(1).max(40),
  fromUtcMs: z.number().int().min(0).max(LAST_UTC_MS),
  untilUtcMs: z.number().int().min(0).max(LAST_UTC_MS),
  language: z.enum(['zh', 'en']),
  face: z.strictObject({ consent: z.literal(true), templates: z.array(faceTemplateSchema).min(1).max(5) }).optional(),
  afterBookingId: z.string().min(1).max(40).optional(),
});

/** A booking as its member sees it: the code and the pass are shown here only, never the templates. */
export const bookingViewSchema = z.object({
  bookingId: z.string(), carId: z.string(), fromUtcMs: z.number(), untilUtcMs: z.number(), returnByUtcMs: z.number(),
  code: z.string(), pass: z.string(), hasFace: z.boolean(),
  state: z.enum(['booked', 'collecting', 'out', 'closed', 'cancelled', 'expired']),
  /** A swap: the booking whose car must be back first. */
  afterBookingId: z.string().optional(),
  /** The car was bought. fetch: this booking is for fetching it from the tower, without a time limit · drive: this drive ended with it. Either way it need not come back. */
  bought: z.enum(['fetch', 'drive']).optional(),
  /** Days that the drive has been extended by; `returnByUtcMs` contains them. */
  extensionDays: z.number().int(),
  /** When the car left. */
  outUtcMs: z.number().optional(),
  /** When it closed, was cancelled or expired. */
  endedUtcMs: z.number().optional(),
  arrival: arrivalSchema.optional(),
  /** While the car is out after its time. */
  late: lateSchema.optional(),
  terms: termsSchema,
  /** Everything that was asked for this booking, in the order in which it was asked. */
  payments: z.array(paymentViewSchema),
});

/** `GET /why?motion=lift.move`. */
export const whySchema = z.object({
  motion: z.string(),
  permitted: z.boolean(),
  broken: z.array(reasonSchema),
  /** Every row of the table for the motion with its present value. */
  rows: z.array(z.object({ interlockId: z.string(), fact: z.string(), value: z.boolean().nullable(), cause: z.string(), kind: z.string(), hazards: z.array(z.number()) })),
});

/** RFC 9457 problem; `code` is closed per route, sentences stand under `problem.<code>`. */
export const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.number().int(), code: z.string(), detail: z.string(),
  reasons: z.array(reasonSchema).optional(),
  /** Attempts left, or ms until the way opens again. */
  attemptsLeft: z.number().int().optional(), retryAfterMs: z.number().optional(),
  /** Further codes of the same refusal: every rule that is broken is told at once. */
  also: z.array(z.string()).optional(),
});

/** `POST /api/v1/resets` (technician; customer resets go through `POST /api/v1/collections/:id/resumptions` by the kiosk after a hold). */
export const resetSchema = z.strictObject({ note: z.string().max(400).optional() });

/** `POST /api/v1/settlements` (technician): accepts everything that *recovering* offers, with the reason. Moves nothing. */
export const settlementSchema = z.strictObject({ why: z.string().min(3).max(400) });

/** `POST /api/v1/homings` (technician): a fresh command; the answer comes when the axis has found its reference, which may take minutes. */
export const homingSchema = z.strictObject({ axis: z.enum(['lift', 'travel', 'turn', 'shuttle']) });

export const collectionSchema = collectionViewSchema;

export type FaceTemplate = z.infer<typeof faceTemplateSchema>;
export type Role = z.infer<typeof roleSchema>;
export type RecognitionRequest = z.infer<typeof recognitionRequestSchema>;
export type Recognition = z.infer<typeof recognitionSchema>;
export type BookingRequest = z.infer<typeof bookingRequestSchema>;
export type BookingView = z.infer<typeof bookingViewSchema>;
export type CarView = z.infer<typeof carViewSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type Why = z.infer<typeof whySchema>;
