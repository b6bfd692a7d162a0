import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A signing key and what would be pinned of it. */
export interface Forge {
  readonly kid: string;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  /** `x` of the public JWK. */
  readonly x: string;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key from its name: the same in every run. */
export function createForge(kid: string): Forge {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, createHash('sha256').update(`campaign ${kid}`).digest()]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  return { kid, key, publicKey, x: publicKey.export({ format: 'jwk' }).x ?? '' };
}

/** A secret of webhooks from its name. */
export const secretOf = (name: string): string => `whsec_${createHash('sha256').update(`campaign ${name}`).digest('base64')}`;

/** A part of a JWS. Text is taken as it is. */
export const encode = (part: unknown): string => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Signs two parts that are encoded already. */
export function signParts(header: string, payload: string, key: KeyObject): string {
  return `${header}.${payload}.${sign(null, Buffer.from(`${header}.${payload}`), key).toString('base64url')}`;
}

/** The header of a token. */
export const headerOf = ({ kid }: Pick<Forge, 'kid'>, typ = 'tower-booking+jwt') => ({ alg: 'EdDSA', typ, kid });

/** A JWS of anything, signed by anybody. Written apart from the tower's own reader, on Node's cryptography alone. */
export function signToken(claims: unknown, by: Forge, header: unknown = headerOf(by)): string {
  return signParts(encode(header), encode(claims), by.key);
}
