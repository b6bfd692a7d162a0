import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What a PKCS #8 private key of Ed25519 begins with (RFC 8410, 7); 32 bytes of seed follow. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 private key of a seed of 32 bytes. */
export function keyOfSeed(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}

/** `x` of the public key's JWK (RFC 8037): 32 bytes in base64url. */
export function publicX(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('not a key of Ed25519');
  return x;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWS in compact form (RFC 7515), signed with Ed25519. */
export function signJws(claims: object, { typ, kid, privateKey }: { readonly typ: string; readonly kid: string; readonly privateKey: KeyObject }): string {
  const signed = `${encode({ alg: 'EdDSA', typ, kid })}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}
