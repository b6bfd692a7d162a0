import { registerAddress } from '../../config/device-documents.ts';
import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { DeviceConfig } from '../../config/schema/site.schema.ts';
import { wordAt } from '../wire/modbus-ascii/answer.ts';
import { readRegisters, type Request } from '../wire/modbus-ascii/request.ts';

/** What a device must say about itself, and how it is asked. */
export interface Identity {
  /** Reads the whole identity block. */
  readonly wholeRequest: Request;
  /** The first difference from what the site names, as a sentence; undefined when all is right. */
  readonly difference: (answer: Uint8Array) => string | undefined;
  /** Boot id in the answer to the whole request. */
  readonly bootIdOf: (answer: Uint8Array) => number;
  /**
   * Reads the last registers of the block, each time another number of them: an answer proves by its length which of the
   * last few questions it belongs to, so that a late one is not taken for it.
   */
  readonly nextTail: () => Tail;
}

/** One read of the end of the identity block. */
export interface Tail {
  readonly request: Request;
  readonly bootIdOf: (answer: Uint8Array) => number;
}

const HOLDING = 3;
/** Numbers of registers of successive tails. Eight is left out: it is the length of a command block read back. */
const TAIL_LENGTHS = [5, 7, 3, 6, 2, 4] as const;

const hex = (word: number): string => `0x${word.toString(16).toUpperCase().padStart(4, '0')}`;

const isSerial = (name: string): boolean => name === 'serialHigh' || name === 'serialLow';

/** Told whole and in decimal, as it stands on the type plate. */
function serialOf(names: readonly string[], word: (index: number) => number): number {
  return word(names.indexOf('serialHigh')) * 0x1_0000 + word(names.indexOf('serialLow'));
}

function expectedWords(device: DeviceConfig, document: DeviceDocument): Readonly<Record<string, number>> {
  const [major = 0, minor = 0] = device.firmware.split('.').map(Number);
  return {
    magic: document.blocks['identity']?.magic ?? 0,
    role: document.role,
    documentVersion: document.version,
    serialHigh: device.serialNumber >>> 16,
    serialLow: device.serialNumber & 0xffff,
    firmwareMajor: major,
    firmwareMinor: minor,
    refreshTimeoutMs: document.refreshTimeoutMs,
  };
}

/** The identity that `device` must prove according to its register document. */
export function identityOf(device: DeviceConfig, document: DeviceDocument): Identity {
  const names = document.blocks['identity']?.registers ?? [];
  const start = registerAddress(document, 'identity', names[0] ?? 'magic');
  const expected = expectedWords(device, document);
  const bootIndex = registerAddress(document, 'identity', 'bootId') - start;
  const wholeRequest = readRegisters(device.unit, HOLDING, start, names.length);
  const tails = TAIL_LENGTHS.map((length): Tail => {
    const first = names.length - length;
    const request = readRegisters(device.unit, HOLDING, start + first, length);
    return { request, bootIdOf: (answer) => wordAt(answer, request.dataAt + 2 * (bootIndex - first)) };
  });
  const whole: Tail = { request: wholeRequest, bootIdOf: (answer) => wordAt(answer, wholeRequest.dataAt + 2 * bootIndex) };
  let next = -1;
  return {
    wholeRequest,
    bootIdOf: whole.bootIdOf,
    difference: (answer) => {
      for (const [index, name] of names.entries()) {
        const found = wordAt(answer, wholeRequest.dataAt + 2 * index);
        const wanted = expected[name];
        if (wanted === undefined || found === wanted) continue;
        return isSerial(name)
          ? `serial number ${String(serialOf(names, (at) => wordAt(answer, wholeRequest.dataAt + 2 * at)))} where ${String(device.serialNumber)} is configured`
          : `${name} is ${hex(found)} where ${hex(wanted)} is configured`;
      }
      return undefined;
    },
    nextTail: () => {
      next = (next + 1) % tails.length;
      return tails[next] ?? whole;
    },
  };
}
