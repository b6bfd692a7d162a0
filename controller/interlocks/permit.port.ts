import type { FactCause, FactName, Truth } from '../sensing/fact.ts';

/** How a rule reacts when it breaks while its motion runs. */
export type Reaction =
  /** Withdraw drive enable at once, quick-stop frame next on each bus, latch. */
  | 'stop'
  /** Withdraw the lease of that motion at once, quick-stop frame to its device, latch nothing: a hand has let go. */
  | 'release'
  /** Refuse to start; a running motion ends by itself. */
  | 'refuse';

/** Who may take the latch away, always by an edge. Never remotely. */
export type ResetBy = 'customer' | 'operator' | 'technician';

/**
 * A motion that alone makes a fact good again: a drive that has lost its reference finds it by homing, a carriage that has crept off its station is brought
 * back to one, a fork that has left its end is engaged again, a shuttle that is out comes back, a bolt goes to its end, a door is shut.
 */
export type MendedBy = 'homing' | 'levelling' | 'engaging' | 'retracting' | 'bolting' | 'shutting';

/** One broken rule of the interlock table, ready for people: ids of sentences in `config/words`. */
export interface Broken {
  readonly interlockId: string;
  readonly fact: FactName;
  readonly value: Truth;
  /** The value that would permit. */
  readonly expects: boolean;
  readonly cause: FactCause;
  /** Monotonic ms since when. */
  readonly sinceMs: number;
  readonly sources: readonly string[];
  readonly reaction: Reaction;
  readonly reset: ResetBy;
  /** No reset waits for this rule, since only a motion mends it; its motions stay refused until then. */
  readonly mendedBy?: MendedBy;
  /** The reset is given at the panel, in sight of the tower: the safety hardware has stopped it. */
  readonly atPanel?: true;
  /** No reset waits for this rule while the key is on maintenance. */
  readonly bridged?: true;
  /** Word ids: `interlock.<id>.customer`, `.operator`, `.technician`. */
  readonly words: { readonly customer: string; readonly operator: string; readonly technician: string };
  /** Bay that the sentence names, or undefined. */
  readonly bay: string | undefined;
}

/** The answer of the interlock table for one motion: every broken rule, never only the first. */
export type Permit = { readonly granted: true } | { readonly granted: false; readonly broken: readonly Broken[] };
