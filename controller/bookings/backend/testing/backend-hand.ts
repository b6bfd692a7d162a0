import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { BackendAccess, PinnedKey } from '../backend-access.ts';

/** A signing key of a backend, with what a tower pins of it. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly pinned: PinnedKey;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 from a name: the same in every run. */
export function signingKey(kid: string): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, createHash('sha256').update(`signing key ${kid}`).digest()]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { key, pinned: { kid, x } };
}

/** A shared secret from a name. */
export function sharedSecret(name: string): string {
  return `whsec_${createHash('sha256').update(`shared secret ${name}`).digest('base64')}`;
}

export const KEY = signingKey('key-1');

/** Access of a tower to the backend of these tests. */
export function accessFor(change: Partial<BackendAccess> = {}): BackendAccess {
  return { url: 'https://backend.example', issuer: 'operator.example', keys: [KEY.pinned], secret: sharedSecret('one'), pollMs: 5000, timeoutMs: 8000, ...change };
}

export type Claims = Readonly<Record<string, unknown>>;

const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs with Node's own cryptography, not with the library under test. Header and payload may be anything. */
export function signJws(payload: unknown, header: unknown, key: KeyObject = KEY.key): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/** The header of a token. */
export const tokenHeader = (kid = KEY.pinned.kid, typ = 'tower-booking+jwt') => ({ alg: 'EdDSA', typ, kid });

let jtis = 0;

/** Claims that every token carries, good for an hour from `nowUtcMs`. */
export function claimsAt(nowUtcMs: number, more: Claims): Claims {
  jtis += 1;
  const nowS = Math.floor(nowUtcMs / 1000);
  return { iss: 'operator.example', aud: 'tmall-shanghai', jti: `token-${String(jtis).padStart(8, '0')}`, iat: nowS, nbf: nowS, exp: nowS + 3600, ...more };
}

/** A token that is as it should be. */
export function tokenAt(nowUtcMs: number, more: Claims, by: SigningKey = KEY): string {
  return signJws(claimsAt(nowUtcMs, more), tokenHeader(by.pinned.kid), by.key);
}
