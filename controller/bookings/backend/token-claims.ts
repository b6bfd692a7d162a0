import { z } from 'zod';
import { tiers } from '../../../config/schema/booking.schema.ts';

/** Ids of bookings and members as the routes of this tower can carry them. */
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,39}$/u);
const jti = z.string().min(8).max(80);
/** Seconds since 1970, as JWT has them (RFC 7519 NumericDate); whole ones. */
const seconds = z.number().int().min(0).max(253_402_300_799);
const utcMs = z.number().int().min(0).max(253_402_300_799_999);
const seq = z.number().int().min(1);
const language = z.enum(['zh', 'en']);
/** Shown on screens: no control characters, nothing that turns the direction of the text around. */
const name = z.string().min(1).max(80).regex(/^[^\p{Cc}\p{Cs}\u{202a}-\u{202e}\u{2066}-\u{2069}]+$/u);

/** Who says it, to whom, and when; the rest of a token stands beside these. */
const registered = { iss: z.string(), aud: z.string(), jti, iat: seconds, nbf: seconds, exp: seconds };

/** `POST /api/v1/sessions` of the backend: `typ` is `tower-session+jwt`. */
export const sessionClaimsSchema = z.object(registered);

/**
 * What the backend may ask for (`typ` is `tower-booking+jwt`). book, amend and cancel are about a booking, member and eraseMember about a member;
 * `seq` rises with each token about the same one. A `null` is something that the backend says it does not know.
 */
export const tokenClaimsSchema = z.discriminatedUnion('op', [
  z.object({ ...registered, op: z.literal('book'), seq, bookingId: id, memberId: id, memberName: name, carId: id, fromUtcMs: utcMs, untilUtcMs: utcMs, language }),
  z.object({ ...registered, op: z.literal('amend'), seq, bookingId: id, fromUtcMs: utcMs.optional(), untilUtcMs: utcMs.optional(), returnByUtcMs: utcMs.optional() }),
  z.object({ ...registered, op: z.literal('cancel'), seq, bookingId: id }),
  z.object({
    ...registered, op: z.literal('member'), seq, memberId: id, memberName: name, language, tier: z.enum(tiers),
    creditScore: z.number().int().min(0).max(1000).nullable(), licenceUntilUtcMs: utcMs.nullable(), isBlocked: z.boolean(),
  }),
  z.object({ ...registered, op: z.literal('eraseMember'), seq, memberId: id }),
]);

/** Claims of an assertion: who asks for a session, for which tower, and until when. */
export type Registered = z.infer<typeof sessionClaimsSchema>;
/** Claims of a token, by its `op`. */
export type TokenClaims = z.infer<typeof tokenClaimsSchema>;
/** Claims of the tokens of one `op`. */
export type ClaimsOf<Op extends TokenClaims['op']> = Extract<TokenClaims, { readonly op: Op }>;

/** What a token is about, as events and the journal name it. */
export function subjectOf(claims: TokenClaims): string {
  return 'bookingId' in claims ? `booking/${claims.bookingId}` : `member/${claims.memberId}`;
}
