import type { DeviceConfig, Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import type { SeededRng } from '../time/seeded-rng.ts';
import type { Answer, RegisterBlock } from './modbus-device.ts';

/** What may be wrong with a device. Changed by faults only; a healthy device has all of it at rest. */
export interface Health {
  /** Without power it is silent and drives nothing. */
  powered: boolean;
  /** Communication hangs: old values, unchanged counter, nothing taken in. */
  frozen: boolean;
  /** Works, but never answers. */
  silent: boolean;
  /** Answers with damaged bytes. */
  garbled: boolean;
  /** Answers this much later, in ms. */
  extraMs: number;
  /** Share of answers that are lost, 0 to 1. */
  lostShare: number;
  /** Answers the identity question with the serial number of another device. */
  foreign: boolean;
  /** Names another firmware than the site expects. */
  otherFirmware: boolean;
  /** Added to what it measures, in the unit of its measurement; 0 for a true reading. */
  bias: number;
}

/** A device in good order. */
export function healthy(): Health {
  return { powered: true, frozen: false, silent: false, garbled: false, extraMs: 0, lostShare: 0, foreign: false, otherFirmware: false, bias: 0 };
}

/** What every simulated device is built from. */
export interface DeviceContext {
  readonly config: DeviceConfig;
  readonly site: Site;
  readonly plant: PlantState;
  readonly inputs: PlantInputs;
  /** Drive-enable as it arrives at the drives, from the controller. */
  readonly enable: { readonly driveEnable: boolean };
  /** Draws the boot ids. */
  readonly rng: SeededRng;
}

/** A device at its place on a bus. */
export interface SimDevice {
  readonly config: DeviceConfig;
  readonly health: Health;
  readonly answer: Answer;
  /** One internal cycle of 10 ms. Absent where everything is computed when it is asked for. */
  readonly step?: () => void;
  /** Nothing is armed or in motion: further cycles would change nothing. */
  readonly atRest: () => boolean;
  /** Power on after power off is a restart: a new boot id, and nothing remembered. */
  readonly setPower: (on: boolean) => void;
}

/** The constants of a register document that stand at the same place in all of them. */
export interface DocumentFacts {
  readonly role: number;
  readonly version: number;
  readonly refreshTimeoutMs: number;
}

export const IDENTITY_START = 0x0000;
export const STATUS_START = 0x0100;
export const REFRESH_START = 0x0230;
export const CONTROL_START = 0x0240;
export const MAGIC = 0xca11;
/** Control word that stops at once and drops what is armed (CiA 402 quick stop). */
export const QUICK_STOP = 0x0002;
/** Where `bootId` stands in the identity block. */
const BOOT_ID = 8;
const SERIAL_LOW = 4;
const FIRMWARE_MAJOR = 5;

/** The identity block of a device and its restarts. */
export interface Identity {
  readonly block: RegisterBlock;
  readonly bootId: () => number;
  readonly restart: () => void;
}

/** Identity from the site and the device's document. Boot ids are random and never 0. */
export function createIdentity({ config, rng }: DeviceContext, facts: DocumentFacts, health: Health): Identity {
  const [major, minor] = config.firmware.split('.').map(Number);
  const serial = config.serialNumber;
  const newBootId = (): number => 1 + rng.int(0xffff);
  const values = Uint16Array.from([
    MAGIC, facts.role, facts.version, serial >>> 16, serial & 0xffff, major ?? 0, minor ?? 0, facts.refreshTimeoutMs, newBootId(),
  ]);
  return {
    block: {
      start: IDENTITY_START,
      values,
      readBy: 3,
      refresh: () => {
        values[SERIAL_LOW] = (serial + (health.foreign ? 1 : 0)) & 0xffff;
        values[FIRMWARE_MAJOR] = (major ?? 0) + (health.otherFirmware ? 1 : 0);
      },
    },
    bootId: () => values[BOOT_ID] ?? 0,
    restart: () => {
      values[BOOT_ID] = newBootId();
    },
  };
}

/** Counter of internal cycles: one each 10 ms of the device's own clock, modulo 65536. */
export function counterAt(timeMs: number): number {
  return Math.floor(timeMs / 10) & 0xffff;
}

/** Writes a signed or unsigned 32-bit number, high word first. */
export function putLong(values: Uint16Array, at: number, value: number): void {
  const whole = Math.round(value) | 0;
  values[at] = whole >>> 16;
  values[at + 1] = whole & 0xffff;
}

/** Reads a signed 32-bit number, high word first. */
export function longAt(values: Uint16Array, at: number): number {
  return ((values[at] ?? 0) << 16) | (values[at + 1] ?? 0);
}
