import { z } from 'zod';
import { problemCodes } from './problem-codes.ts';

/** Every rule that a booking must keep, in the order in which they are told; words stand under `rule.<name>`. */
export const ruleNames = [
  'window', 'clock', 'carHere', 'carUnreserved', 'carFree', 'standing', 'blocked', 'tier', 'licence', 'credit', 'deposit', 'mostCars', 'eachCarOnce', 'oneAtATime', 'swap',
] as const;
export const ruleNameSchema = z.enum(ruleNames);

/** One rule as it stands for this wish. Of a broken rule `code` names the refusal, whose sentence says what to do; `params` are its numbers. */
export const judgedRuleSchema = z.object({
  rule: ruleNameSchema,
  holds: z.boolean(),
  code: z.enum(problemCodes).optional(),
  params: z.record(z.string(), z.union([z.number(), z.string()])),
});

/** What a drive costs, and what it may cost. Amounts in the minor unit of `currency`; nothing here is charged by asking. */
export const termsSchema = z.object({
  currency: z.string(),
  /** Held when the car is booked, given back when it has returned. */
  depositMinor: z.number().int(),
  /** The fee of a member whose score is below the floor; 0 for everybody else. */
  feeMinor: z.number().int(),
  /** A booking whose deposit is not held by then is released. */
  payWithinMinutes: z.number().int(),
  returnByUtcMs: z.number(),
  /** How long before and after the window the car may still be collected. */
  graceMinutes: z.number().int(),
  mostExtensionDays: z.number().int(),
  extensionFeeMinor: z.number().int(),
  /** Lateness up to the grace costs nothing; then each begun hour costs `lateFeeMinor`, and never more than `mostLateFeeMinor` in all. */
  lateGraceMinutes: z.number().int(),
  lateFeeMinor: z.number().int(),
  mostLateFeeMinor: z.number().int(),
  noShowFeeMinor: z.number().int(),
});

/** The last ms of the year 9999, in UTC: no calendar of this program goes further. */
export const LAST_UTC_MS = 253_402_300_799_999;

/** `GET /api/v1/eligibility` (phone). `afterBookingId`: the booking that this one takes the place of, once its car is back. */
export const eligibilityQuerySchema = z.object({
  carId: z.string().min(1).max(40),
  fromUtcMs: z.coerce.number().int().min(0).max(LAST_UTC_MS),
  untilUtcMs: z.coerce.number().int().min(0).max(LAST_UTC_MS),
  afterBookingId: z.string().min(1).max(40).optional(),
});

/** Whether the member may book it, with every rule. */
export const eligibilitySchema = z.object({ eligible: z.boolean(), rules: z.array(judgedRuleSchema), terms: termsSchema });

export type RuleName = z.infer<typeof ruleNameSchema>;
export type JudgedRule = z.infer<typeof judgedRuleSchema>;
export type Terms = z.infer<typeof termsSchema>;
export type Eligibility = z.infer<typeof eligibilitySchema>;
