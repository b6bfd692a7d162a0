import type { z } from 'zod';
import { done, ok } from '../../ports.ts';
import type { Result, WallClock } from '../../ports.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { BackendAccess } from './backend-access.ts';
import { createReadSigned } from './jws.ts';
import type { TokenType } from './jws.ts';
import { sessionClaimsSchema, tokenClaimsSchema } from './token-claims.ts';
import type { Registered, TokenClaims } from './token-claims.ts';

/** A token that is not taken. `claims`: present when it is the backend's own, only not for this tower at this time. */
export interface NotTaken {
  readonly refusal: Refusal;
  readonly claims?: Registered;
}

const DAY_S = 86_400;
/** A token lives this long at most. */
const LONGEST_S: Readonly<Record<TokenType, number>> = { 'tower-booking+jwt': 7 * DAY_S, 'tower-session+jwt': 300 };
/** Two clocks that are kept right may still differ by this much. Only ever grants a token its beginning, never an end. */
const CLOCK_SKEW_S = 60;

/** Whether the claims are for this tower and for this time. */
function judge({ iss, aud, iat, nbf, exp }: Registered, typ: TokenType, { issuer, towerId, nowS }: { readonly issuer: string; readonly towerId: string; readonly nowS: number }): Result<void, Refusal> {
  if (iss !== issuer || aud !== towerId) return refuse('tokenWrong', 'This token is not for this tower. Nothing was done.');
  if (exp <= iat || exp - iat > LONGEST_S[typ]) return refuse('tokenWrong', 'This token would live for too long. Nothing was done. Sign it for a shorter time.');
  if (exp <= nowS) return refuse('tokenExpired', 'The time of this token is over. Nothing was done. Sign a fresh one.');
  return nbf > nowS + CLOCK_SKEW_S || iat > nowS + CLOCK_SKEW_S ? refuse('tokenExpired', 'The time of this token has not come. Nothing was done. Compare the clocks.') : done;
}

/** What a verifier knows. */
export interface VerifyParts {
  readonly access: Pick<BackendAccess, 'issuer' | 'keys'>;
  readonly towerId: string;
  readonly wall: WallClock;
}

/** Judges everything that can be judged without the journal: signature, form, addressee, time. */
export interface Verify {
  readonly token: (token: string) => Promise<Result<TokenClaims, NotTaken>>;
  /** Who asserts to be the backend; its `jti` has still to be used up. */
  readonly assertion: (assertion: string) => Promise<Result<Registered, NotTaken>>;
}

const formWrong = refuse('tokenWrong', 'This token does not say what a token must say. Nothing was done.').error;

/** A verifier for one tower and its backend. */
export function createVerify({ access: { issuer, keys }, towerId, wall }: VerifyParts): Verify {
  const read = createReadSigned(keys);
  const verify = async <T extends Registered>(text: string, typ: TokenType, schema: z.ZodType<T>): Promise<Result<T, NotTaken>> => {
    const payload = await read(text, typ);
    if (!payload.ok) return { ok: false, error: { refusal: payload.error } };
    const claims = schema.safeParse(payload.value);
    const registered = claims.success ? claims : sessionClaimsSchema.safeParse(payload.value);
    const judged = registered.success ? judge(registered.data, typ, { issuer, towerId, nowS: wall.utcMs() / 1000 }) : undefined;
    if (claims.success && judged?.ok === true) return ok(claims.data);
    const refusal = judged?.ok === false ? judged.error : formWrong;
    // What is meant for another tower is none of this one's business, and is answered to nobody.
    return { ok: false, error: { refusal, ...(registered.success && registered.data.iss === issuer && registered.data.aud === towerId && { claims: registered.data }) } };
  };
  return {
    token: (token) => verify(token, 'tower-booking+jwt', tokenClaimsSchema),
    assertion: (assertion) => verify(assertion, 'tower-session+jwt', sessionClaimsSchema),
  };
}
