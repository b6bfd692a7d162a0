import { scryptSync, timingSafeEqual } from 'node:crypto';
import type { Rng } from '../ports.ts';

/**
 * scrypt (RFC 7914): 8 MB and some 20 ms an attempt. More would hold up the thread that serves the screens; what really stands
 * against searching a stolen journal is the key of the site in every PIN, and the 50 random bits of every sign-in code.
 */
const COST = { N: 8192, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** `scrypt$<salt>$<hash>` of a PIN or sign-in code. */
export function hashSecret(secret: string, rng: Rng): string {
  const salt = Buffer.from(rng.bytes(SALT_BYTES));
  return `scrypt$${salt.toString('hex')}$${scryptSync(secret, salt, HASH_BYTES, COST).toString('hex')}`;
}

/** Behind which no secret stands: nobody finds one whose hash is nothing but zeros. */
const NOBODYS = `scrypt$${'00'.repeat(SALT_BYTES)}$${'00'.repeat(HASH_BYTES)}`;

/** Whether a secret is the one behind the hash; compares in constant time, and takes as long where there is none (''). */
export function isSecret(secret: string, stored: string): boolean {
  const [kind, salt = '', hash = ''] = (stored === '' ? NOBODYS : stored).split('$');
  const expected = Buffer.from(hash, 'hex');
  if (kind !== 'scrypt' || expected.length !== HASH_BYTES) return false;
  return timingSafeEqual(scryptSync(secret, Buffer.from(salt, 'hex'), HASH_BYTES, COST), expected);
}
