import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Rng } from '../ports.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what the journal keeps of people, and hashes what is only looked up. */
export interface Seal {
  /** AES-256-GCM. `about` binds the bytes to their row: sealed bytes moved to another row do not open. */
  readonly seal: (plain: Uint8Array, about: string) => Uint8Array;
  /** The plain bytes, or undefined when they were altered, moved, or sealed with another key. */
  readonly open: (sealed: Uint8Array, about: string) => Uint8Array | undefined;
  /** Keyed hash (HMAC-SHA-256, hexadecimal) for values that are compared and never read back. */
  readonly keyedHash: (purpose: string, value: string) => string;
}

/** A seal with the site's key (32 bytes). */
export function createSeal(sealKey: Uint8Array, rng: Rng): Seal {
  const derive = (purpose: string): Buffer => createHmac('sha256', sealKey).update(`carillon/${purpose}`).digest();
  const key = derive('seal');
  return {
    seal: (plain, about) => {
      const nonce = rng.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed, about) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      } catch {
        // The only error of final() is a tag that does not fit: the bytes are not what was sealed here.
        return undefined;
      }
    },
    keyedHash: (purpose, value) => createHmac('sha256', derive(purpose)).update(value).digest('hex'),
  };
}
