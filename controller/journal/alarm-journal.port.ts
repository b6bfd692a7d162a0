import type { Told } from '../../config/words/told.ts';
import type { Result, StoreFault } from '../ports.ts';

/** One thing that happened to an alarm; names as in the history of the contract. */
export interface AlarmEventRecord {
  readonly alarmId: string;
  readonly tag: string;
  readonly object: string | undefined;
  readonly priority: string;
  readonly event: string;
  readonly state: string;
  readonly firstOut: boolean;
  readonly consequenceOf: string | undefined;
  readonly by: string | undefined;
  readonly detail: string;
  readonly told?: Told | undefined;
}

/** An alarm that a person has put aside. `untilUtcMs`: end of a shelving; undefined out of service. */
export interface AlarmHoldRecord {
  readonly alarmId: string;
  readonly untilUtcMs: number | undefined;
  readonly by: string;
  readonly why: string;
}

/** A personal lock-out tag. */
export interface LockoutRecord {
  readonly lockoutId: string;
  readonly who: string;
  readonly note: string;
  readonly sinceUtcMs: number;
}

/** That an alarm was raised, and how long ago; by a wall clock that was put back, how long before the last that happened to any. */
export interface AlarmRaise {
  readonly alarmId: string;
  readonly agoMs: number;
}

/** What outlives a restart. */
export interface AlarmImage {
  /** In the order in which they came. */
  readonly raises: readonly AlarmRaise[];
  readonly holds: readonly AlarmHoldRecord[];
  readonly lockouts: readonly LockoutRecord[];
}

/** The journal of alarms and lock-outs. Each call resolves only when it is durable. */
export interface AlarmJournal {
  /** `withinMs`: the raises of this long until now. */
  readonly image: (withinMs: number) => Promise<Result<AlarmImage, StoreFault>>;
  /** Everything that happened together, in order. */
  readonly happened: (events: readonly AlarmEventRecord[]) => Promise<Result<void, StoreFault>>;
  readonly putAside: (hold: AlarmHoldRecord) => Promise<Result<void, StoreFault>>;
  readonly takeBack: (alarmId: string, by: string) => Promise<Result<void, StoreFault>>;
  readonly lockOut: (lockout: LockoutRecord) => Promise<Result<void, StoreFault>>;
  readonly unlock: (lockoutId: string, who: string) => Promise<Result<void, StoreFault>>;
}
