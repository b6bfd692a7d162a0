import type { Stage } from './stage.port.ts';

/** Families of trouble. `accident`: what has really happened in a tower somewhere. */
export type Family =
  | 'deliver' | 'orders' | 'returns' | 'modes' | 'hazards' | 'recovery' | 'accident' | 'traffic'
  | 'power' | 'process' | 'disk' | 'time' | 'serial' | 'line' | 'sensor' | 'drive' | 'turn' | 'coin' | 'door' | 'car' | 'people' | 'operator';

/** A play on the simulated tower, with a sentence that says what it shows. */
export interface Scenario {
  /** As in `carillon sim run <name>`. */
  readonly name: string;
  /** One sentence: what happens and what must come of it. */
  readonly sentence: string;
  readonly family: Family;
  /** The preset that has what it is about; without it any site has, and the default one is taken. */
  readonly site?: string;
  /** Plays to the end and states its expectations on the stage. Rejects only on a mistake of the scenario itself. */
  readonly play: (stage: Stage) => Promise<void>;
}
