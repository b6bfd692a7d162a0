import type { Rng } from '../../hal/ports/rng.port.ts';

/** A seeded source of random numbers that can be split by purpose. */
export interface SeededRng extends Rng {
  /** An independent stream for a purpose: what one purpose draws never shifts what another sees. */
  readonly fork: (label: string) => SeededRng;
  /** Uniform whole number from 0 to `below` - 1. */
  readonly int: (below: number) => number;
}

/** FNV-1a over the label, mixed into the seed. */
function mix(seed: number, label: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < label.length; i += 1) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes PractRand and BigCrush. */
function sfc32(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = seed >>> 0;
  let c = Math.imul(seed ^ 0x85ebca6b, 0xc2b2ae35) >>> 0;
  let d = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i += 1) draw();
  return draw;
}

/** Random numbers that depend on the seed (a whole number) alone. */
export function createSeededRng(seed: number): SeededRng {
  const draw = sfc32(seed);
  return {
    next: () => draw() / 0x1_0000_0000,
    bytes: (count) => Uint8Array.from({ length: count }, () => draw() >>> 24),
    int: (below) => Math.floor((draw() / 0x1_0000_0000) * below),
    fork: (label) => createSeededRng(mix(seed, label)),
  };
}
