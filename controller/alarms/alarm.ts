/** States of an alarm by ISA-18.2; an alarm that is not there is normal. */
export type AlarmState =
  /** Active, nobody has acknowledged it. */
  | 'unack'
  /** Active and acknowledged. */
  | 'ack'
  /** Gone before anybody acknowledged it. */
  | 'rtnUnack'
  /** Its cause is gone; it waits for a reset. */
  | 'latched';

/** What can happen to an alarm. */
export type AlarmEvent = 'raised' | 'acknowledged' | 'returned' | 'reset';

export type AlarmPriority = 'critical' | 'high' | 'medium' | 'low';

/** One alarm. Cause, consequence and action stand in the words under its id. */
export interface Alarm {
  /** `stop.<code>`, `collection.<code>`; the same cause is one alarm, however often it comes. */
  readonly id: string;
  readonly priority: AlarmPriority;
  readonly state: AlarmState;
  /** The first of a cascade: what came before everything else. */
  readonly firstOut: boolean;
  /** A safety trip keeps until it is reset, and cannot be shelved. */
  readonly latching: boolean;
  /** Monotonic ms at which it was raised. */
  readonly atMs: number;
  readonly detail: string;
}

/** The state that follows; undefined is normal. Pure and total. */
export function nextAlarmState(state: AlarmState | undefined, event: AlarmEvent, latching: boolean): AlarmState | undefined {
  switch (event) {
    case 'raised': return state === 'ack' ? 'ack' : 'unack';
    case 'acknowledged': return state === 'unack' ? 'ack' : state === 'rtnUnack' ? undefined : state;
    case 'returned':
      if (state !== 'unack' && state !== 'ack') return state;
      if (latching) return 'latched';
      return state === 'unack' ? 'rtnUnack' : undefined;
    case 'reset': return state === 'latched' ? undefined : state;
  }
}
