import { timingSafeEqual } from 'node:crypto';
import type { Rng } from '../ports.ts';

/** Keys by which a kiosk proves that it still speaks for the person that was recognised there. In memory: a restart forgets them. */
export interface SessionKeys {
  /** The key of one return or collection; the same until it is forgotten. */
  readonly keyOf: (id: string) => string;
  readonly isTheirs: (id: string, key: string | undefined) => boolean;
}

/** Keys remembered at a time; far more than a tower has bays. */
const MOST_KEYS = 64;
const KEY_BYTES = 24;

/** No key at first. */
export function createSessionKeys(rng: Pick<Rng, 'bytes'>): SessionKeys {
  const keys = new Map<string, string>();
  return {
    keyOf: (id) => {
      const known = keys.get(id);
      if (known !== undefined) return known;
      const key = Buffer.from(rng.bytes(KEY_BYTES)).toString('base64url');
      const oldest = keys.keys().next();
      if (keys.size >= MOST_KEYS && oldest.done !== true) keys.delete(oldest.value);
      keys.set(id, key);
      return key;
    },
    isTheirs: (id, key) => {
      const [known, given] = [Buffer.from(keys.get(id) ?? ''), Buffer.from(key ?? '')];
      return known.length > 0 && known.length === given.length && timingSafeEqual(known, given);
    },
  };
}
