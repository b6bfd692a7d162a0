/** Source of random numbers. The system's is cryptographic; the simulator's is seeded. */
export interface Rng {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** `count` random bytes, for tokens and codes. */
  readonly bytes: (count: number) => Uint8Array;
}
