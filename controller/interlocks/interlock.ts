import type { SiteEvent } from '../../config/schema/plans.schema.ts';
import type { BayFactName, TowerFactName } from '../sensing/fact.ts';
import type { MotionKind } from './motion.ts';
import type { MendedBy, Reaction, ResetBy } from './permit.port.ts';

/**
 * permissive: needed to start, may be lost afterwards without stopping · interlock: needed all the time ·
 * safetyMirror: what the independent safety hardware enforces, read back, obeyed and explained.
 */
export type InterlockKind = 'permissive' | 'interlock' | 'safetyMirror';

/** One rule: a motion needs a fact. The whole of `INTERLOCKS` decides what may move; nothing else does. */
export interface Interlock {
  /** `IL-nn`; also the id of its three sentences `interlock.<id>.customer|operator|technician`. */
  readonly id: string;
  readonly motions: readonly MotionKind[];
  readonly fact:
    | { readonly of: 'tower'; readonly name: TowerFactName }
    /** The bay that the motion names. */
    | { readonly of: 'motionBay'; readonly name: BayFactName }
    /** Every bay of the site. */
    | { readonly of: 'everyBay'; readonly name: BayFactName };
  /** Value that permits. Unknown never does. */
  readonly expects: boolean;
  readonly kind: InterlockKind;
  readonly reaction: Reaction;
  readonly reset: ResetBy;
  /** What mends the fact, when nobody can mend it while everything stands: a reset does not wait for it, the motions stay refused. */
  readonly mendedBy?: MendedBy;
  /**
   * With the key on maintenance the enabling device stands in for this contact of the safety hardware: there it is not mirrored and no
   * reset waits for it. Motions that name the fact need it all the same.
   */
  readonly bridged?: true;
  /**
   * The site's plan for this event narrows the row. newWork: to the kinds of work that the plan refuses, and to going on where it does not
   * let work come to its end. running: the row holds only where the plan stops what runs.
   */
  readonly plan?: { readonly event: SiteEvent; readonly decides: 'newWork' | 'running' };
  /** Numbers of the hazard list that the rule guards against. */
  readonly hazards: readonly number[];
}

/** A tower-wide rule. */
export function tower(name: TowerFactName): Interlock['fact'] {
  return { of: 'tower', name };
}

/** A rule about the bay that the motion names. */
export function motionBay(name: BayFactName): Interlock['fact'] {
  return { of: 'motionBay', name };
}

/** A rule about each bay of the site. */
export function everyBay(name: BayFactName): Interlock['fact'] {
  return { of: 'everyBay', name };
}
