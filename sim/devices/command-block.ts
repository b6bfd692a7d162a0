import { crc32OfRegisters } from './crc32.ts';
import { EXCEPTION } from './modbus-device.ts';
import type { RegisterBlock, Refusal } from './modbus-device.ts';

/** Where the fields stand that all command blocks share. */
const SEQUENCE = 0;
const EPOCH_HIGH = 1;
const EPOCH_LOW = 2;
const LEASE_MS = 3;

/** The command block of a device: what was written last, whether it is armed, and by whom. */
export interface CommandBlock {
  readonly block: RegisterBlock;
  /** The execute register: starts what is armed. */
  readonly execute: RegisterBlock;
  readonly armed: () => boolean;
  /** Forgets what is armed; the block can still be read back. */
  readonly drop: () => void;
  /** Whether `epochLow` is the low word of the newest epoch seen; a refresh of anybody else counts for nothing. */
  readonly isOwnEpoch: (epochLow: number) => boolean;
  /** Power is gone: nothing is remembered. */
  readonly forget: () => void;
}

/** What the device behind the block decides. */
export interface CommandRules {
  /** Number of registers, CRC included. */
  readonly registers: number;
  /** Refuses values that the device cannot carry out. Called for a block whose CRC, epoch and sequence are good. */
  readonly check: (values: Uint16Array) => Refusal;
  /** Carries out the armed command. A refusal leaves it armed. Absent for devices that act on the write itself. */
  readonly run: (values: Uint16Array) => Refusal;
  /** Device time in ms. */
  readonly nowMs: () => number;
}

export const COMMAND_START = 0x0200;
export const EXECUTE_START = 0x0220;

/**
 * The guarded command block of all our register documents: a wrong CRC-32 is refused with exception 3, an epoch older than
 * the newest or a sequence that is not above the last one of its epoch with exception 4. A good block is armed, nothing more.
 */
export function createCommandBlock(rules: CommandRules): CommandBlock {
  const stored = new Uint16Array(rules.registers);
  const crcAt = rules.registers - 2;
  let epoch = 0;
  let lastSequence = 0;
  let armed = false;
  let armedAtMs = 0;

  const write = (values: Uint16Array): Refusal => {
    const crc = (((values[crcAt] ?? 0) << 16) | (values[crcAt + 1] ?? 0)) >>> 0;
    if (crc !== crc32OfRegisters(values, crcAt)) return EXCEPTION.illegalValue;
    const itsEpoch = (((values[EPOCH_HIGH] ?? 0) << 16) | (values[EPOCH_LOW] ?? 0)) >>> 0;
    const sequence = values[SEQUENCE] ?? 0;
    if (itsEpoch < epoch || sequence <= (itsEpoch === epoch ? lastSequence : 0)) return EXCEPTION.staleCommand;
    const refusal = rules.check(values);
    if (refusal !== undefined) return refusal;
    stored.set(values.subarray(0, rules.registers));
    epoch = itsEpoch;
    lastSequence = sequence;
    armed = true;
    armedAtMs = rules.nowMs();
    return undefined;
  };

  const leaseHolds = (): boolean => armed && rules.nowMs() - armedAtMs <= (stored[LEASE_MS] ?? 0);

  const execute = (values: Uint16Array): Refusal => {
    if (!leaseHolds() || values[0] !== stored[SEQUENCE]) return EXCEPTION.staleCommand;
    const refusal = rules.run(stored);
    if (refusal === undefined) armed = false;
    return refusal;
  };

  return {
    block: { start: COMMAND_START, values: stored, readBy: 3, write },
    execute: { start: EXECUTE_START, values: new Uint16Array(1), readBy: undefined, write: execute },
    armed: () => {
      armed = leaseHolds();
      return armed;
    },
    drop: () => {
      armed = false;
    },
    isOwnEpoch: (epochLow) => epochLow === (epoch & 0xffff),
    forget: () => {
      stored.fill(0);
      epoch = 0;
      lastSequence = 0;
      armed = false;
    },
  };
}
