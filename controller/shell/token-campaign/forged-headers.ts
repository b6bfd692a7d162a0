import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { encode, headerOf, signParts, signToken } from './forge.ts';
import type { Forgery } from './forgery.ts';

const { privateKey: ecKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: rsaKey, publicKey: rsaPublicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

function hmac(alg: 'HS256' | 'HS512', secret: string | Buffer): Forgery['make'] {
  return ({ backend, claims }) => {
    const signed = `${encode({ ...headerOf(backend), alg })}.${encode(claims)}`;
    return `${signed}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret).update(signed).digest('base64url')}`;
  };
}

const withHeader = (more: object, by: 'backend' | 'stranger' = 'backend'): Forgery['make'] => (play) => signToken(play.claims, play[by], { ...headerOf(play.backend), ...more });
const strangerJwk = (x: string) => ({ kty: 'OKP', crv: 'Ed25519', x, alg: 'EdDSA', use: 'sig' });

/** Who signs, and how the header says that it should be judged. */
export const forgedHeaders: readonly Forgery[] = [
  { kind: 'alg none, no signature', make: ({ backend, claims }) => `${encode({ ...headerOf(backend), alg: 'none' })}.${encode(claims)}.` },
  { kind: 'alg none, a signature', make: ({ backend, claims }) => signToken(claims, backend, { ...headerOf(backend), alg: 'none' }) },
  { kind: 'alg NoNe', make: ({ backend, claims }) => `${encode({ ...headerOf(backend), alg: 'NoNe' })}.${encode(claims)}.AA` },
  { kind: 'HS256, the public key as PEM', make: (play) => hmac('HS256', play.backend.publicKey.export({ format: 'pem', type: 'spki' }).toString())(play) },
  { kind: 'HS256, the raw public key', make: (play) => hmac('HS256', Buffer.from(play.backend.x, 'base64url'))(play) },
  { kind: 'HS256, x as text', make: (play) => hmac('HS256', play.backend.x)(play) },
  { kind: 'HS512, the public key as DER', make: (play) => hmac('HS512', play.backend.publicKey.export({ format: 'der', type: 'spki' }))(play) },
  { kind: 'HS256, an empty secret', make: hmac('HS256', '') },
  {
    kind: 'ES256 by a stranger',
    make: ({ backend, claims }) => {
      const signed = `${encode({ ...headerOf(backend), alg: 'ES256' })}.${encode(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), { key: ecKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  },
  {
    kind: 'RS256 by a stranger, the key in the header',
    make: ({ backend, claims }) => {
      const signed = `${encode({ ...headerOf(backend), alg: 'RS256', jwk: rsaPublicKey.export({ format: 'jwk' }) })}.${encode(claims)}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), rsaKey).toString('base64url')}`;
    },
  },
  { kind: 'the right signature under another name of the algorithm', make: withHeader({ alg: 'Ed25519' }) },
  { kind: 'alg in small letters', make: withHeader({ alg: 'eddsa' }) },
  { kind: 'alg as a list', make: withHeader({ alg: ['EdDSA'] }) },
  { kind: 'no alg', make: withHeader({ alg: undefined }) },
  { kind: 'a stranger under the name of the pinned key', make: ({ claims, stranger, backend }) => signToken(claims, stranger, headerOf(backend)) },
  { kind: 'a stranger under its own name', make: ({ claims, stranger }) => signToken(claims, stranger) },
  { kind: 'a key that was revoked', make: ({ claims, revoked }) => signToken(claims, revoked) },
  { kind: 'a stranger with its key in the header', make: (play) => withHeader({ jwk: strangerJwk(play.stranger.x) }, 'stranger')(play) },
  { kind: 'a stranger with its key in the header, its own name', make: ({ claims, stranger }) => signToken(claims, stranger, { ...headerOf(stranger), jwk: strangerJwk(stranger.x) }) },
  { kind: 'a stranger with an address of keys', make: withHeader({ jku: 'https://stranger.example/keys' }, 'stranger') },
  { kind: 'a stranger with a certificate', make: withHeader({ x5u: 'https://stranger.example/c', x5c: ['MIIB'] }, 'stranger') },
  { kind: 'an extension that must be understood', make: withHeader({ crit: ['exp'], exp: 1 }) },
  { kind: 'crit b64 and b64 true', make: withHeader({ crit: ['b64'], b64: true }) },
  {
    kind: 'a payload that is not encoded (RFC 7797)',
    make: ({ backend, claims }) => {
      const header = encode({ ...headerOf(backend), crit: ['b64'], b64: false });
      return `${header}.${JSON.stringify(claims)}.${sign(null, Buffer.from(`${header}.${JSON.stringify(claims)}`), backend.key).toString('base64url')}`;
    },
  },
  { kind: 'b64 without crit', make: withHeader({ b64: false }) },
  { kind: 'the type of a session', make: withHeader({ typ: 'tower-session+jwt' }) },
  { kind: 'the type JWT', make: withHeader({ typ: 'JWT' }) },
  { kind: 'no type', make: withHeader({ typ: undefined }) },
  { kind: 'no kid', make: withHeader({ kid: undefined }) },
  { kind: 'kid __proto__', make: withHeader({ kid: '__proto__' }) },
  { kind: 'kid as a path', make: withHeader({ kid: '../../../dev/null' }) },
  { kind: 'kid as a list', make: ({ claims, backend }) => signToken(claims, backend, { ...headerOf(backend), kid: [backend.kid] }) },
  { kind: 'two algs in one header', make: ({ claims, backend }) => signParts(encode(`{"alg":"EdDSA","typ":"tower-booking+jwt","kid":"${backend.kid}","alg":"none"}`), encode(claims), backend.key) },
  { kind: 'a header that is a list', make: ({ claims, backend }) => signParts(encode([headerOf(backend)]), encode(claims), backend.key) },
  { kind: 'a header that is no JSON', make: ({ claims, backend }) => signParts(encode('{'), encode(claims), backend.key) },
];
