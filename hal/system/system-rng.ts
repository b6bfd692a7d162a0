import { randomBytes } from 'node:crypto';
import type { Rng } from '../ports/rng.port.ts';

const TWO_TO_48 = 0x1_0000_0000_0000;

/** Cryptographic random numbers of the machine. */
export const systemRng: Rng = {
  next: () => randomBytes(6).readUIntBE(0, 6) / TWO_TO_48,
  bytes: (count) => Uint8Array.from(randomBytes(count)),
};
