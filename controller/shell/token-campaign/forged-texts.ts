import { encode, headerOf, signToken } from './forge.ts';
import type { Forgery, Play } from './forgery.ts';

/** Order of the group of Ed25519 (RFC 8032): S plus this is the same signature to whoever does not look. */
const L = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

type Parts = readonly [header: string, payload: string, signature: string];

const partsOf = ({ claims, backend }: Play): Parts => signToken(claims, backend).split('.') as unknown as Parts;
const bytesOf = (part: string): Buffer => Buffer.from(part, 'base64url');

/** The token as it should be, written otherwise. */
const text = (change: (token: string, play: Play) => string): Forgery['make'] => (play) => change(signToken(play.claims, play.backend), play);
/** One of its three parts written otherwise. */
const part = (change: (parts: Parts, play: Play) => readonly string[]): Forgery['make'] => (play) => change(partsOf(play), play).join('.');
const signature = (change: (bytes: Buffer, play: Play) => Uint8Array): Forgery['make'] => part(([header, payload, sig], play) => [header, payload, Buffer.from(change(bytesOf(sig), play)).toString('base64url')]);

function addOrder(bytes: Buffer): Uint8Array {
  let s = 0n;
  for (let i = 63; i >= 32; i -= 1) s = (s << 8n) | BigInt(bytes[i] ?? 0);
  s += L;
  return bytes.map((byte, i) => (i < 32 ? byte : Number((s >> BigInt(8 * (i - 32))) & 0xffn)));
}

function flip(bytes: Buffer, { rng }: Play): Uint8Array {
  const at = rng.int(bytes.length * 8);
  return bytes.map((byte, i) => (i === at >> 3 ? byte ^ (1 << (at & 7)) : byte));
}

/** The other way to write the last character: the bits that no byte needs are set. */
function loosen(encoded: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(encoded.slice(-1));
  return encoded.length % 4 === 0 ? `${encoded}A` : encoded.slice(0, -1) + alphabet.charAt(last ^ 1);
}

/** How it is written: truncated, extended, encoded otherwise, wrapped in something else. */
export const forgedTexts: readonly Forgery[] = [
  { kind: 'one bit of the signature', make: signature(flip) },
  { kind: 'a signature of zeros', make: signature((bytes) => bytes.map(() => 0)) },
  { kind: 'half a signature', make: signature((bytes) => bytes.subarray(0, 32)) },
  { kind: 'a signature and a byte', make: signature((bytes) => Buffer.concat([bytes, Buffer.from([0])])) },
  { kind: 'the signature plus the order of the group', make: signature(addOrder) },
  { kind: 'the signature of another token', make: ({ claims, backend, ...play }) => [...partsOf({ ...play, claims, backend }).slice(0, 2), partsOf({ ...play, backend, claims: { ...claims, seq: 77 } })[2]].join('.') },
  { kind: 'one bit of the payload', make: part(([header, payload, sig], play) => [header, Buffer.from(flip(bytesOf(payload), play)).toString('base64url'), sig]) },
  { kind: 'one bit of the header', make: part(([header, payload, sig], play) => [Buffer.from(flip(bytesOf(header), play)).toString('base64url'), payload, sig]) },
  { kind: 'one character replaced', make: text((token, { rng }) => { const at = rng.int(token.length); const by = token[at] === 'A' ? 'B' : 'A'; return token.slice(0, at) + by + token.slice(at + 1); }) },
  { kind: 'one character left out', make: text((token, { rng }) => { const at = rng.int(token.length); return token.slice(0, at) + token.slice(at + 1); }) },
  { kind: 'one character more', make: text((token, { rng }) => { const at = rng.int(token.length); return `${token.slice(0, at)}A${token.slice(at)}`; }) },
  { kind: 'cut off', make: text((token, { rng }) => token.slice(0, rng.int(token.length))) },
  { kind: 'without its beginning', make: text((token, { rng }) => token.slice(1 + rng.int(token.length - 1))) },
  { kind: 'a signature with loose bits', make: part(([header, payload, sig]) => [header, payload, loosen(sig)]) },
  { kind: 'padded', make: part(([header, payload, sig]) => [header, payload, `${sig}==`]) },
  { kind: 'every part padded', make: part((parts) => parts.map((each) => each + '='.repeat((4 - (each.length % 4)) % 4 || 1))) },
  { kind: 'plain base64', make: part((parts) => parts.map((each) => bytesOf(each).toString('base64').replace(/=*$/u, '+'))) },
  { kind: 'a space behind it', make: text((token) => `${token} `) },
  { kind: 'a line break within', make: text((token, { rng }) => { const at = rng.int(token.length); return `${token.slice(0, at)}\n${token.slice(at)}`; }) },
  { kind: 'a character of no width within', make: text((token, { rng }) => { const at = rng.int(token.length); return `${token.slice(0, at)}\u200b${token.slice(at)}`; }) },
  { kind: 'full-width full stops', make: text((token) => token.replaceAll('.', '\uff0e')) },
  { kind: 'a look-alike letter', make: text((token) => token.replace('e', '\u0435')) },
  { kind: 'two parts', make: part(([header, payload]) => [header, payload]) },
  { kind: 'four parts', make: part((parts) => [...parts, 'AA']) },
  { kind: 'five parts, as if encrypted', make: part(([header, payload, sig]) => [header, '', payload, sig, 'AA']) },
  { kind: 'twice, one after the other', make: text((token) => `${token}.${token}`) },
  { kind: 'as JSON', make: (play) => { const [header, payload, sig] = partsOf(play); return JSON.stringify({ protected: header, payload, signature: sig }); } },
  { kind: 'with Bearer before it', make: text((token) => `Bearer ${token}`) },
  { kind: 'without a payload (detached)', make: part(([header, , sig]) => [header, '', sig]) },
  { kind: 'only full stops', make: () => '..' },
  { kind: 'nothing that anybody wrote', make: ({ rng }) => Buffer.from(rng.bytes(1 + rng.int(300))).toString('base64url') },
  { kind: 'ever so long', make: ({ claims, backend }) => signToken({ ...claims, more: 'x'.repeat(7000) }, backend) },
  { kind: 'header and payload changed places', make: part(([header, payload, sig]) => [payload, header, sig]) },
  { kind: 'the claims in the header', make: ({ claims, backend }) => signToken({}, backend, { ...headerOf(backend), ...claims }) },
  { kind: 'the header doubled', make: part(([header, payload, sig], { backend }) => [header + encode(headerOf(backend)), payload, sig]) },
];
