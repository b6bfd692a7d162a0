import { z } from 'zod';
import { tiers } from '../../../config/schema/booking.schema.ts';
import { preferencesSchema } from './preferences.schema.ts';
import { bookingViewSchema } from './requests.schema.ts';

const standingViewSchema = z.object({
  tier: z.enum(tiers),
  /** Null: the operator knows no score. */
  creditScore: z.number().int().nullable(),
  licenceUntilUtcMs: z.number().nullable(),
  isBlocked: z.boolean(),
  attestedUtcMs: z.number(),
});

/** `GET /api/v1/me` (phone). What is absent is not kept. */
export const meSchema = z.object({
  memberId: z.string(),
  name: z.string(),
  language: z.enum(['zh', 'en']),
  standing: standingViewSchema.optional(),
  preferences: preferencesSchema.optional(),
  /** Bookings for which a face is kept, photos that are kept. */
  faces: z.number().int(),
  photos: z.number().int(),
});

const maybeTime = z.number().nullable();

/** A photo of the car's condition, without the picture. */
export const photoViewSchema = z.object({
  bookingId: z.string(),
  moment: z.enum(['handOver', 'return']),
  position: z.enum(['front', 'rear', 'left', 'right', 'inside', 'dashboard']),
  /** Length of the picture as it was taken. */
  bytes: z.number().int(),
  /** When the tower took it, which may be later than it was photographed. */
  utcMs: z.number(),
});

/** `GET /api/v1/me/export` (phone): everything that this tower keeps of the member. Of a face it says that there is one; its numbers leave by no route. */
export const exportSchema = z.object({
  siteId: z.string(),
  atUtcMs: z.number(),
  member: z.object({ memberId: z.string(), name: z.string(), language: z.enum(['zh', 'en']), createdUtcMs: z.number() }),
  standing: standingViewSchema.nullable(),
  preferences: preferencesSchema.nullable(),
  bookings: z.array(bookingViewSchema.pick({ bookingId: true, carId: true, fromUtcMs: true, untilUtcMs: true, returnByUtcMs: true, code: true, pass: true, hasFace: true, state: true }).extend({
    language: z.enum(['zh', 'en']),
    origin: z.enum(['phone', 'kiosk', 'backend']),
    createdUtcMs: z.number(),
    /** When the member agreed to be recognised by face; null without it. */
    consentUtcMs: maybeTime,
    outUtcMs: maybeTime,
    endedUtcMs: maybeTime,
    extensionDays: z.number().int(),
    afterBookingId: z.string().nullable(),
    arrival: z.object({ stage: z.enum(['coming', 'here']), utcMs: z.number() }).nullable(),
  })),
  payments: z.array(z.object({
    paymentId: z.string(), bookingId: z.string(), kind: z.string(), amountMinor: z.number().int(), currency: z.string(), state: z.string(),
    askedUtcMs: z.number(), changedUtcMs: z.number(),
  })),
  purchases: z.array(z.object({
    purchaseId: z.string(), carId: z.string(), bookingId: z.string().nullable(), priceMinor: z.number().int(), currency: z.string(), state: z.string(), lockedUntilUtcMs: z.number(),
    contractRef: z.string().nullable(), createdUtcMs: z.number(), changedUtcMs: z.number(),
  })),
  messages: z.array(z.object({ messageId: z.string(), kind: z.string(), state: z.string(), utcMs: z.number(), params: z.record(z.string(), z.unknown()).nullable() })),
  photos: z.array(photoViewSchema),
});

/** `GET /api/v1/bookings/{bookingId}/photos` (phone). */
export const photosSchema = z.object({ photos: z.array(photoViewSchema) });

export type Me = z.infer<typeof meSchema>;
export type MemberExport = z.infer<typeof exportSchema>;
export type PhotoView = z.infer<typeof photoViewSchema>;
export type PhotoMoment = PhotoView['moment'];
export type PhotoPosition = PhotoView['position'];
