import { z } from 'zod';

/** Ids as both sides make them. */
export const idSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,79}$/u);
const text = (most: number) => z.string().min(1).max(most);
const utcMs = z.number().int().min(0);
/** An amount in the minor unit of its currency. */
export const amountSchema = z.number().int().min(1).max(100_000_000_000);
export const currencySchema = z.string().regex(/^[A-Z]{3}$/u);
export const languageSchema = z.enum(['zh', 'en']);

/** A CloudEvent of a tower, as `config/backend/openapi.yaml` has it. */
export const eventSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: text(250),
  source: text(120),
  type: z.string().regex(/^io\.carillon\.[a-z]+\.[a-z][A-Za-z]*\.v1$/u),
  subject: text(120),
  time: z.iso.datetime(),
  bootid: text(80),
  seq: z.number().int().min(1),
  data: z.record(z.string(), z.unknown()),
});
export type CloudEvent = z.infer<typeof eventSchema>;

const claims = z.discriminatedUnion('op', [
  z.object({ op: z.literal('book'), bookingId: idSchema, memberId: idSchema, memberName: text(80), carId: idSchema, fromUtcMs: utcMs, untilUtcMs: utcMs, language: languageSchema }),
  z.object({ op: z.literal('amend'), bookingId: idSchema, fromUtcMs: utcMs.optional(), untilUtcMs: utcMs.optional(), returnByUtcMs: utcMs.optional() }),
  z.object({ op: z.literal('cancel'), bookingId: idSchema }),
  z.object({
    op: z.literal('member'), memberId: idSchema, memberName: text(80), language: languageSchema, tier: z.enum(['standard', 'super']),
    creditScore: z.number().int().min(0).max(1000).nullable(), licenceUntilUtcMs: utcMs.nullable(), isBlocked: z.boolean(),
  }),
  z.object({ op: z.literal('eraseMember'), memberId: idSchema }),
]);
/** What a token wants, without the claims that every token has. */
export type Wish = z.infer<typeof claims>;

/** What has come of a payment; a contract. */
export const paymentStates = ['asked', 'held', 'captured', 'released', 'declined'] as const;
export const contractStates = ['offered', 'signed', 'declined'] as const;

/** What a tower asks for: an amount to hold. */
export const paymentRequestSchema = z.object({
  paymentId: idSchema, payer: idSchema, purpose: z.enum(['deposit', 'belowFloorFee', 'extension', 'late', 'noShow']), amountMinor: amountSchema, currency: currencySchema,
});
/** A contract of sale to offer. */
export const contractRequestSchema = z.object({
  purchaseId: idSchema, buyer: idSchema, vin: z.string().regex(/^[A-HJ-NPR-Z0-9]{17}$/u), variantId: idSchema, amountMinor: amountSchema, currency: currencySchema,
});
/** A message to carry. */
export const messageRequestSchema = z.object({ messageId: idSchema, memberId: idSchema, language: languageSchema, text: text(2000) });

const towerId = idSchema;
/** One line of the ledger. What the backend knows is the fold of its lines, and nothing else. */
export const recordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('token'), towerId, jti: text(80), subject: text(120), seq: z.number().int().min(1), expUtcMs: utcMs, token: text(8000), wish: claims }),
  z.object({ kind: z.literal('event'), towerId, event: eventSchema }),
  /** Events that stand beyond the last one were seen, and those between have not come. */
  z.object({ kind: z.literal('gap'), towerId, missingFromSeq: z.number().int().min(1), seenSeq: z.number().int().min(1), utcMs }),
  /** The tower tells a seq otherwise than before: one side was restored from an older copy. */
  z.object({ kind: z.literal('fork'), towerId, seq: z.number().int().min(1), heldId: text(250), toldId: text(250), utcMs }),
  z.object({ kind: z.literal('payment'), towerId, request: paymentRequestSchema, state: z.enum(['asked', 'held', 'declined']), utcMs }),
  z.object({ kind: z.literal('paymentState'), paymentId: idSchema, state: z.enum(paymentStates), capturedMinor: amountSchema.optional(), utcMs }),
  z.object({ kind: z.literal('contract'), towerId, request: contractRequestSchema, utcMs }),
  z.object({ kind: z.literal('contractState'), purchaseId: idSchema, state: z.enum(contractStates), utcMs }),
  z.object({ kind: z.literal('message'), towerId, request: messageRequestSchema, utcMs }),
]);
export type LedgerRecord = z.infer<typeof recordSchema>;
export type RecordOf<Kind extends LedgerRecord['kind']> = Extract<LedgerRecord, { kind: Kind }>;
