import type { StillPermitted } from '../ports/device.port.ts';
import type { Request } from './modbus-ascii/request.ts';

/** How one exchange on the bus ended. Only `answered` and `exception` come with an answer. */
export type Ending = 'answered' | 'exception' | 'timeout' | 'garbled' | 'disconnected' | 'notPermitted' | 'superseded';

/** One request and what becomes of it. A polling transaction is used again and again; it is never on the bus twice at once. */
export interface Transaction {
  /** Called in the instant before the bytes leave, after any waiting. */
  readonly prepare: () => Request;
  /** Asked before `prepare`; a refusal ends the transaction as `notPermitted` and sends nothing. Absent: always permitted. */
  readonly permitted?: StillPermitted;
  /** Called exactly once for each time it was given to the bus. `answer` is valid during the call only: unit, function, data. */
  readonly finish: (ending: Ending, answer: Uint8Array) => void;
}

/** A device as the scheduler of its bus sees it. */
export interface BusMember {
  readonly unit: number;
  /** A poll round begins. `mayProbe`: this round may spend a time-out on this device although it has not answered lately. */
  readonly beginRound: (mayProbe: boolean) => void;
  /** The next transaction of this device's turn in the round; undefined when its turn is over. */
  readonly nextInRound: () => Transaction | undefined;
  /** It has not answered lately and would like to be probed. */
  readonly wantsProbe: () => boolean;
  /**
   * What must be exchanged before an answer of this device can be told from a late one: undefined when nothing is in doubt; `later` when the device
   * has not answered that either, so that its turn in the round must settle it first; `silent` when it is lost, so that waiting for it is of no use.
   */
  readonly barrier: () => Transaction | 'later' | 'silent' | undefined;
  /** A frame of this device came that nobody waits for. True when an answer was overdue, so that this is it. */
  readonly strayAnswer: () => boolean;
  /** Live, nothing in doubt, and its last answer brought nothing but a new counter. */
  readonly isSteady: () => boolean;
  readonly connected: () => void;
  readonly disconnected: () => void;
}
