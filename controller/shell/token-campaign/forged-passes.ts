import { fromBase45, toBase45 } from '../../bookings/base45.ts';
import { makePass } from '../../bookings/pass.ts';
import { makeSiteKeys } from '../../bookings/site-keys.ts';
import type { SiteKeys } from '../../bookings/site-keys.ts';
import type { SeededRng } from '../../../sim/time/seeded-rng.ts';

/** A pass of a booking that waits here, and what a forger can do with it. */
export interface PassPlay {
  readonly rng: SeededRng;
  readonly pass: string;
  readonly siteId: string;
  readonly keys: SiteKeys;
  readonly nowMs: number;
}

/** One way to forge a pass. */
export interface PassForgery {
  readonly kind: string;
  readonly make: (play: PassPlay) => string;
}

const PREFIX = 'CVT1:';
const CLAIM_BYTES = 18;
const bytesOf = (pass: string): Uint8Array => Uint8Array.from(fromBase45(pass.slice(PREFIX.length)) ?? []);
const again = (change: (bytes: Uint8Array, play: PassPlay) => Uint8Array): PassForgery['make'] => (play) => PREFIX + toBase45(change(bytesOf(play.pass), play));
const at = (text: string, index: number, by: string): string => text.slice(0, index) + by + text.slice(index + 1);

/** Passes that nobody was given. */
export const forgedPasses: readonly PassForgery[] = [
  { kind: 'one bit', make: again((bytes, { rng }) => { const bit = rng.int(bytes.length * 8); return bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)); }) },
  { kind: 'another window', make: again((bytes) => bytes.map((byte, i) => (i >= 10 && i < CLAIM_BYTES ? 0xff : byte))) },
  { kind: 'another booking', make: again((bytes, { rng }) => { const other = rng.bytes(8); return bytes.map((byte, i) => (i >= 2 && i < 10 ? (other[i - 2] ?? 0) : byte)); }) },
  { kind: 'no signature', make: again((bytes) => bytes.map((byte, i) => (i < CLAIM_BYTES ? byte : 0))) },
  { kind: 'only claims', make: again((bytes) => bytes.slice(0, CLAIM_BYTES)) },
  { kind: 'a byte more', make: again((bytes) => Uint8Array.from([...bytes, 0])) },
  { kind: 'signed by a stranger', make: ({ rng, pass, siteId, nowMs }) => makePass({ passId: Buffer.from(bytesOf(pass).slice(2, 10)).toString('hex'), fromUtcMs: nowMs, untilUtcMs: nowMs + 3_600_000 }, siteId, makeSiteKeys(rng)) },
  { kind: 'signed for another tower', make: ({ pass, keys, nowMs }) => makePass({ passId: Buffer.from(bytesOf(pass).slice(2, 10)).toString('hex'), fromUtcMs: nowMs, untilUtcMs: nowMs + 3_600_000 }, 'tmall-guangzhou', keys) },
  { kind: 'one character', make: ({ rng, pass }) => { const index = PREFIX.length + rng.int(pass.length - PREFIX.length); return at(pass, index, pass[index] === 'A' ? 'B' : 'A'); } },
  { kind: 'cut off', make: ({ rng, pass }) => pass.slice(0, rng.int(pass.length - 1) + 1) },
  { kind: 'in small letters', make: ({ pass }) => pass.toLowerCase() },
  { kind: 'of another format', make: ({ pass }) => `CVT2:${pass.slice(PREFIX.length)}` },
  { kind: 'without its format', make: ({ pass }) => pass.slice(PREFIX.length) },
  { kind: 'with a look-alike letter', make: ({ pass }) => pass.replace('C', '\u0421') },
  { kind: 'twice', make: ({ pass }) => pass + pass },
  { kind: 'anything', make: ({ rng }) => PREFIX + toBase45(rng.bytes(82)) },
];
