import type { Fault, Result } from './result.ts';

/**
 * Condition of the link to one device. `live` means: its identity is proven and a valid answer with a changed counter
 * arrived within the device's age limit. An open port alone is never `live`.
 */
export type LinkState = 'closed' | 'identifying' | 'live' | 'silent' | 'frozen' | 'wrongIdentity';

/** Faults of any exchange on the wire. */
export type WireFaultCode =
  /** No answer within the deadline. */
  | 'timeout'
  /** The answer did not parse, had a wrong LRC, address or length. */
  | 'garbled'
  /** The device answered with a Modbus exception. */
  | 'exception'
  /** The bus is not open. */
  | 'disconnected'
  /** The device is not the one that the site names (role, serial number, firmware or document). */
  | 'wrongIdentity'
  /** The device restarted in between: what it was told before no longer counts. */
  | 'restarted'
  /** The read-back differs from what was written. */
  | 'readbackMismatch'
  /** The permit was withdrawn before the bytes left; nothing was sent. */
  | 'notPermitted'
  /** A newer command or a stop took its place; nothing was sent. */
  | 'superseded'
  /** The device refused the command block (sequence, epoch, lease, CRC or value). */
  | 'rejected';

export type WireFault = Fault<WireFaultCode> & { readonly deviceId: string };

/**
 * The newest process data of a device. `value` is undefined until the first valid answer after identification, and while
 * the device itself calls its reading invalid (broken load cell, failed self-test, broken antenna).
 */
export interface Observation<S> {
  readonly value: S | undefined;
  /** Monotonic ms of the last valid answer whose counter had changed; -Infinity when there was none. */
  readonly confirmedAtMs: number;
  /**
   * Monotonic ms at which the device took the values: the arrival of the answer less its time on the wire and the
   * measurement's own age. Compare two devices on a moving axis by this. Absent where nobody can tell.
   */
  readonly sampledAtMs?: number;
}

/** What every device on a bus offers. Reading is free of effects: it returns what the polling has brought. */
export interface Device<S> {
  readonly id: string;
  readonly link: () => LinkState;
  readonly observed: () => Observation<S>;
  /** Why the link is not live, for people; undefined when it is. */
  readonly linkFault: () => WireFault | undefined;
}

/** Asked synchronously at the moment the bytes are about to leave, after any waiting in the bus queue. */
export type StillPermitted = () => boolean;

/** A command that the device has stored and echoed back, not yet executed. Valid until the device restarts or another is armed. */
export interface Armed {
  readonly deviceId: string;
  readonly sequence: number;
  readonly bootId: number;
}

/** A device that moves something: armed, read back, then executed; and refreshed while it moves. */
export interface Actuator<S, Command> extends Device<S> {
  /** Writes the command block and reads it back. Moves nothing. */
  readonly arm: (command: Command) => Promise<Result<Armed, WireFault>>;
  /** Sends the execute frame if `permitted()` still holds at that instant. Resolves when the device has accepted it. */
  readonly execute: (armed: Armed, permitted: StillPermitted) => Promise<Result<void, WireFault>>;
  /** Whether the cyclic exchange may refresh the device's lease. Without refresh the device stops by itself. Set every scan. */
  readonly setLease: (granted: boolean) => void;
  /** Sends the stop frame next on the bus, never behind a queue; drops anything armed. Never waits for the journal. */
  readonly stop: () => Promise<Result<void, WireFault>>;
}
