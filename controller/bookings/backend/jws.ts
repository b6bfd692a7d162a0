import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import { z } from 'zod';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { PinnedKey } from './backend-access.ts';

/** Longer ones are not even looked at. */
const MOST_TOKEN_CHARS = 8000;

/** What a signature of the backend may stand under: what is signed as the one is never taken for the other. */
export type TokenType = 'tower-booking+jwt' | 'tower-session+jwt';

/** Reads what the backend has signed: the payload as JSON, or `tokenWrong`, which does not say what was wrong with it. */
export type ReadSigned = (token: string, typ: TokenType) => Promise<Result<unknown, Refusal>>;

const wrong = refuse('tokenWrong', 'This is not signed by the backend of this tower. Nothing was done.');

/**
 * Everything that would change how the signature is judged is fixed: the algorithm, the type, the name of a pinned key. Keys that a header
 * brings along or points to (`jwk`, `jku`, `x5c`, `x5u`) are not looked at; an extension that must be understood (`crit`, RFC 7515 4.1.11) is not.
 */
const headerSchema = z.looseObject({ alg: z.literal('EdDSA'), typ: z.string(), kid: z.string(), crit: z.undefined().optional(), b64: z.undefined().optional() });

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/u;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One text for each sequence of bytes: base64url lets the last character carry bits that nobody reads, and those are not signed. */
const isCanonical = (part: string): boolean => Buffer.from(part, 'base64url').toString('base64url') === part;

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // No UTF-8 or no JSON: the schemas refuse undefined.
    return undefined;
  }
}

function keyOf({ x }: PinnedKey): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

/** The key that the header names, when everything else in it is as it must be. */
function keyFor(token: string, typ: TokenType, pinned: ReadonlyMap<string, KeyObject>): KeyObject | undefined {
  if (token.length > MOST_TOKEN_CHARS || !COMPACT.test(token) || !token.split('.').every(isCanonical)) return undefined;
  const header = headerSchema.safeParse(parseJson(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url')));
  return header.success && header.data.typ === typ ? pinned.get(header.data.kid) : undefined;
}

/** A reader for the pinned keys (JWS compact, RFC 7515; Ed25519, RFC 8037; advice of RFC 8725). */
export function createReadSigned(keys: readonly PinnedKey[]): ReadSigned {
  const pinned = new Map(keys.map((key) => [key.kid, keyOf(key)]));
  return async (token, typ) => {
    const key = keyFor(token, typ, pinned);
    if (key === undefined) return wrong;
    try {
      const { payload } = await compactVerify(token, key, { algorithms: ['EdDSA'] });
      return ok(parseJson(payload));
    } catch {
      // The library throws for every reason not to trust a token; who sent it learns no more than that.
      return wrong;
    }
  };
}
