import { z } from 'zod';

/** Ids of screens as the screen map has them. */
const screenId = z.string().regex(/^K\d{2}$/u, 'the id of a screen: K and two digits');

/** `POST /api/v1/staff-calls` (kiosk), with `Idempotency-Key`. Nothing personal: the screen on which help was asked for. */
export const newStaffCallSchema = z.strictObject({ screen: screenId });

/** A call of the staff that has not ended. */
export const staffCallViewSchema = z.object({
  callId: z.string(),
  /** Read out on the telephone, the staff find the call by it. */
  reference: z.string(),
  screen: z.string(),
  calledUtcMs: z.number(),
  /** calling: it rings · noted: it rang for as long as it may, nobody answered, and it stays with the staff · answered: somebody has taken it. */
  state: z.enum(['calling', 'noted', 'answered']),
  answer: z.object({
    how: z.enum(['coming', 'callsBack']),
    /** Of `callsBack`: within so many, from `utcMs`. */
    minutes: z.number().int().optional(),
    utcMs: z.number(),
    /** For technicians who have signed in. */
    by: z.string().optional(),
  }).optional(),
});

/** `POST /api/v1/staff-calls/{callId}/answers` (technician). */
export const staffAnswerSchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('coming') }),
  z.strictObject({ how: z.literal('callsBack'), minutes: z.number().int().min(1).max(120) }),
]);

export type StaffCallView = z.infer<typeof staffCallViewSchema>;
export type StaffAnswerRequest = z.infer<typeof staffAnswerSchema>;
