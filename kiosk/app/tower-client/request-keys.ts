import type { NewRequestId } from '../rim/rim.port.ts';

/** Keys of wishes that must not be done twice. */
export interface RequestKeys {
  /** The same wish asked again (a lost answer, a second press) keeps its key; a changed wish gets a new one. */
  readonly keyFor: (wish: string) => string;
  /** It was done: the same wish once more is a new one. */
  readonly forget: (wish: string) => void;
  readonly forgetAll: () => void;
}

/** Keeps the keys of the wishes whose outcome is not known yet. In memory: they go with the page. */
export function requestKeys(newRequestId: NewRequestId): RequestKeys {
  const keys = new Map<string, string>();
  return {
    keyFor: (wish) => {
      const known = keys.get(wish);
      if (known !== undefined) return known;
      const key = newRequestId();
      keys.set(wish, key);
      return key;
    },
    forget: (wish) => void keys.delete(wish),
    forgetAll: () => {
      keys.clear();
    },
  };
}
