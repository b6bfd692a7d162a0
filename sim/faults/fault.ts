import type { Fault } from '../../hal/ports/result.ts';

/** How something can fail (the words of PX4's failure injection). */
export const VERBS = ['ok', 'off', 'stuck', 'garbage', 'wrong', 'slow', 'delayed', 'intermittent', 'silent'] as const;
export type Verb = (typeof VERBS)[number];

/**
 * A fault to inject. `target` is named after the site: a device (`lift`, `A.inner`, `scale-A`), an input or output of an IO
 * module (`io-carriage/lockPinIn`), a GPIO line (`gpio/A.innerLocked`), a bus (`bus/drives`), a mechanism (`lift/brake`,
 * `lift/motor`, `A.inner/motor`, `A.inner/lock`).
 */
export interface FaultSpec {
  readonly target: string;
  readonly verb: Verb;
  /** stuck: the level at which a line sticks; without it, the present one. */
  readonly level?: boolean;
  /** wrong: what is added to the reading, in the unit of the device. */
  readonly amount?: number;
  /** wrong: the device answers with the identity of another. */
  readonly identity?: boolean;
  /** wrong, devices only: the device answers with another firmware than the site names. */
  readonly firmware?: boolean;
  /** wrong, GPIO inputs only: the line shows what this other one should, as with two wires crossed. */
  readonly crossedWith?: string;
  /** wrong, buses only: what happens to frames; without it they come twice. */
  readonly manner?: LineManner;
  /** slow, delayed: milliseconds. */
  readonly ms?: number;
  /** intermittent, garbage, wrong (of a bus): share of the exchanges or readings that suffer, above 0 to 1. */
  readonly share?: number;
  /** Buses only: which way suffers; without it, both. */
  readonly direction?: 'toDevices' | 'toController';
}

/** What a line may do to whole frames: bring them twice, let later ones overtake, bring them again long after, or talk nonsense between them. */
export type LineManner = 'duplicate' | 'reorder' | 'replay' | 'babble';

/** Names an active fault: `<target>:<verb>`. */
export type FaultId = string;

/** Why an injection was refused: nothing was changed. */
export type InjectionFault = Fault<'noSuchTarget' | 'unsupported' | 'noEffect'>;

/** What a verb does to one target. */
export interface Effect {
  /** Two effects on the same aspect of a target would hide each other; the second is refused. */
  readonly aspect: string;
  /** Draws random numbers or keeps a history: time may not be skipped while it lasts. */
  readonly noisy?: boolean;
  /** Makes it so; returns what undoes it. */
  readonly apply: () => () => void;
}

/** The effect of a fault, or why there is none. */
export type EffectOf = (spec: FaultSpec) => Effect | 'unsupported' | 'noEffect';

/** A share as the caller gave it, or undefined when it would do nothing or means nothing. */
export function shareOf(spec: FaultSpec, usual: number): number | undefined {
  const share = spec.share ?? usual;
  return share > 0 && share <= 1 ? share : undefined;
}

/** A delay as the caller gave it, or undefined when it would do nothing. */
export function delayOf(spec: FaultSpec, usualMs: number): number | undefined {
  const ms = spec.ms ?? usualMs;
  return ms > 0 ? ms : undefined;
}
