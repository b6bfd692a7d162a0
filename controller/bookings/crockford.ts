import type { Rng } from '../ports.ts';

/** Douglas Crockford's base 32: no I, L, O, U, so that nothing is misread or spells a word. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` random characters, 5 bits each. */
export function randomCode(rng: Rng, length: number): string {
  return [...rng.bytes(length)].map((byte) => ALPHABET.charAt(byte & 31)).join('');
}
