import type { SimulationOptions } from '../simulation.ts';

/** Where a bug can be put: between the parts of a simulated tower, never into one of them. */
export type Place = Pick<SimulationOptions, 'interpose' | 'onStore' | 'onGpio' | 'onClock'>;

/** A bug as somebody could have written it. */
export interface PlantedBug {
  readonly name: string;
  /** What it does, in words. */
  readonly words: string;
  /** Faults of the campaign without which it can do no harm; seeds without them are passed over. */
  readonly needs?: readonly string[];
  /** A fault that the bug needs so often that no seed brings it: struck so many times, in the place of the seed's own faults. */
  readonly forced?: { readonly fault: string; readonly times: number; readonly everyMs: number };
  /** What does the work as well: the bug takes away one of two safeguards, and need not be found. Counted apart. */
  readonly answeredBy?: string;
  /** Made anew for each run. */
  readonly plant: () => Place;
}
