import type { Told } from '../../config/words/told.ts';
import type { AlarmPriority, AlarmState } from '../api/contract/index.ts';

/** States of ISA-18.2 that follow from cause, acknowledgement and reset alone; what people or design put over them is no part of it. */
export type CoreState = Extract<AlarmState, 'normal' | 'unacknowledged' | 'acknowledged' | 'returnedUnacknowledged' | 'latchedUnacknowledged' | 'latchedAcknowledged'>;

/** What can happen to an alarm. `reset`: by a person who has looked. */
export type CoreEvent = 'raised' | 'returned' | 'acknowledged' | 'reset';

/** The state that follows. Pure and total. A latching alarm waits for a reset when its cause has gone. */
export function nextCoreState(state: CoreState, event: CoreEvent, latching: boolean): CoreState {
  switch (event) {
    case 'raised': return state === 'acknowledged' ? state : 'unacknowledged';
    case 'returned':
      if (state === 'unacknowledged') return latching ? 'latchedUnacknowledged' : 'returnedUnacknowledged';
      if (state === 'acknowledged') return latching ? 'latchedAcknowledged' : 'normal';
      return state;
    case 'acknowledged':
      if (state === 'unacknowledged') return 'acknowledged';
      if (state === 'returnedUnacknowledged') return 'normal';
      return state === 'latchedUnacknowledged' ? 'latchedAcknowledged' : state;
    case 'reset':
      // Reset, but nobody has said that he saw it.
      if (state === 'latchedUnacknowledged') return 'returnedUnacknowledged';
      return state === 'latchedAcknowledged' ? 'normal' : state;
  }
}

/** Whether the cause is there. */
export function isActive(state: CoreState): boolean {
  return state === 'unacknowledged' || state === 'acknowledged';
}

/** What may be put over the core state: out of service weighs more than shelved, and that more than suppressed. */
export interface Overlay {
  /** Monotonic ms at which a shelving ends. */
  readonly shelvedUntilMs?: number;
  readonly outOfService?: true;
  /** The alarm id whose consequence it is by design. */
  readonly suppressedBy?: string;
}

/** The state as ISA-18.2 names it. */
export function displayed(core: CoreState, { shelvedUntilMs, outOfService, suppressedBy }: Overlay): AlarmState {
  if (outOfService) return 'outOfService';
  if (shelvedUntilMs !== undefined) return 'shelved';
  return suppressedBy !== undefined && core !== 'normal' ? 'suppressed' : core;
}

/** One alarm. */
export interface Alarm {
  readonly alarmId: string;
  readonly tag: string;
  readonly object: string | undefined;
  readonly priority: AlarmPriority;
  readonly latching: boolean;
  readonly shelvable: boolean;
  readonly core: CoreState;
  readonly overlay: Overlay;
  readonly firstOut: boolean;
  readonly consequenceOf: string | undefined;
  readonly chattering: boolean;
  readonly raisedUtcMs: number;
  readonly changedUtcMs: number;
  readonly acknowledgedBy: string | undefined;
  readonly count: number;
  readonly detail: string;
  /** The detail for the page to say; undefined where it is a text of a device or of the program itself. */
  readonly told: Told | undefined;
}
