import type { Stage } from './stage.port.ts';

/** A play on the simulated tower, with a sentence that says what it shows. */
export interface Scenario {
  /** As in `carillon sim run <name>`. */
  readonly name: string;
  /** One sentence: what happens and what must come of it. */
  readonly sentence: string;
  readonly family: 'deliver';
  /** Plays to the end and states its expectations on the stage. Rejects only on a mistake of the scenario itself. */
  readonly play: (stage: Stage) => Promise<void>;
}
