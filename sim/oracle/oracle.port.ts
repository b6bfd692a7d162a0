/** A sentence about the truth that must hold at every tick. Created around one scene; allocates only in `detail`. */
export interface Invariant {
  /** `I01` and so on: stable, used in results and replays. */
  readonly id: string;
  readonly sentence: string;
  /** Whether the invariant says anything about this tick. Called exactly once a tick, before `holds`; keeps its short history. */
  readonly premise: () => boolean;
  /** Asked only when the premise is true. */
  readonly holds: () => boolean;
  /** What was seen, for people; asked when it does not hold. */
  readonly detail: () => string;
  /** It judges whether what broke the sentence has been answered in time. */
  readonly isAnswer?: true;
}

/** An invariant that did not hold. One entry for as long as it lasts. */
export interface Violation {
  readonly invariant: string;
  /** Plant time at which it was first seen. */
  readonly atMs: number;
  readonly detail: string;
  /** The answer to what had broken it has not come in time: no accident excuses that. */
  readonly isLate?: true;
}

/** The judge over plant truth. Imports nothing of the controller and reads nothing of it. */
export interface Oracle {
  /** Called once after every plant step (people included). Allocates nothing while everything holds. */
  readonly check: () => void;
  readonly violations: () => readonly Violation[];
  /** How many ticks each invariant had something to say; one that never had is proven by nothing. */
  readonly premises: () => Readonly<Record<string, number>>;
  readonly sentences: () => readonly { readonly id: string; readonly sentence: string }[];
}
