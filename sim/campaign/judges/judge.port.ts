import type { StageSnapshot } from '../../scenarios/stage.port.ts';

/** What a sentence about a whole run is judged by: not plant truth alone, but also screens, journal and answers. */
export interface Judge {
  /** With the screens that customers look at, some times a second while a controller runs. */
  readonly look?: (shown: StageSnapshot) => void;
  /** No fault lasts any more. */
  readonly faultsOver?: () => void;
  /** The tower is ready and stands still. */
  readonly end?: () => Promise<void>;
  /** How often the sentence had something to say, by invariant. */
  readonly premises: () => Readonly<Record<string, number>>;
}

/** Tells what did not hold; the first time of each invariant counts. */
export type Report = (invariant: string, detail: string) => void;
