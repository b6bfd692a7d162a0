import type { SeededRng } from '../../../sim/time/seeded-rng.ts';
import type { Forge } from './forge.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** What a forger has to work with: claims that would have an effect if they were believed, and everybody's keys. */
export interface Play {
  readonly rng: SeededRng;
  readonly nowS: number;
  readonly claims: Claims;
  /** The pinned key. Its holder would have to be careless: what it signs here is not for this tower, or no token. */
  readonly backend: Forge;
  /** Pinned once, and no more. */
  readonly revoked: Forge;
  readonly stranger: Forge;
}

/** One way to make a token that must have no effect at all. */
export interface Forgery {
  readonly kind: string;
  readonly make: (play: Play) => string;
}
