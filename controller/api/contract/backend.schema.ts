import { z } from 'zod';
import { problemCodes } from './problem-codes.ts';

/** A JWS in compact form, as `config/backend/openapi.yaml` has it. */
const jws = z.string().min(1).max(8000);

/** `POST /api/v1/sessions` of the backend. The assertion is signed with a pinned key, lives for five minutes at most and opens one session. */
export const backendSessionSchema = z.strictObject({ role: z.literal('backend'), assertion: jws });

/** `POST /api/v1/backend/tokens` (backend). */
export const takeTokenSchema = z.strictObject({ token: jws });

/**
 * What became of a token. taken: it has its effect · refused: the tower's rules do not allow it, `codes` says which · tokenOutdated: something newer was
 * taken of the same booking or member · tokenUsed: it was judged before, `earlier` says how · tokenExpired, tokenWrong: not for this tower at this time.
 */
export const tokenVerdictSchema = z.object({
  verdict: z.enum(['taken', 'refused', 'tokenOutdated', 'tokenUsed', 'tokenExpired', 'tokenWrong']),
  codes: z.array(z.enum(problemCodes)),
  earlier: z.string().optional(),
});

/** `POST /api/v1/backend/notices`: a CloudEvent that says what to look at. It is signed, needs no session, and carries no truth of its own. */
export const noticeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(250),
  source: z.string().min(1).max(120),
  type: z.enum(['io.carillon.payment.changed.v1', 'io.carillon.contract.changed.v1']),
  data: z.object({ paymentId: z.string().min(1).max(80).optional(), purchaseId: z.string().min(1).max(80).optional() }),
});

/** How the tower and its backend stand, for `GET /health`. It never makes a tower unwell. */
export const linkStateSchema = z.object({
  /** The backend answered when it was last asked. */
  connected: z.boolean(),
  /** Events that the backend has not taken yet. */
  unsent: z.number().int(),
  /** Since when nobody has answered; absent while connected. */
  waitingSinceUtcMs: z.number().optional(),
  /** Why the link stands still until a person looks at it: both sides tell different histories, or one of them is refused. */
  trouble: z.enum(['unreachable', 'refused', 'historyForked', 'journal']).optional(),
});

export type TokenVerdict = z.infer<typeof tokenVerdictSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type LinkState = z.infer<typeof linkStateSchema>;
