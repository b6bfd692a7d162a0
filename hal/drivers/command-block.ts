import { crc32 } from 'node:zlib';
import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import { putWord } from '../wire/modbus-ascii/request.ts';

/** Values of a command block by register name; a 32-bit value stands once, under the name without High and Low. */
export type BlockFields = Readonly<Record<string, number>>;

const HALVES = /^(?<name>.+)(?<half>High|Low)$/u;

function wordOf(register: string, fields: BlockFields): number {
  const split = HALVES.exec(register)?.groups;
  const long = split?.['name'] === undefined ? undefined : fields[split['name']];
  if (long !== undefined) return (split?.['half'] === 'High' ? long >>> 16 : long) & 0xffff;
  return (fields[register] ?? 0) & 0xffff;
}

/**
 * The registers of a document's command block, CRC included: CRC-32 (IEEE 802.3) over all registers before it, high byte
 * first. Registers that `fields` does not name are 0.
 */
export function commandWords(document: DeviceDocument, fields: BlockFields): readonly number[] {
  const registers = document.blocks['command']?.registers ?? [];
  const words = registers.slice(0, -2).map((register) => wordOf(register, fields));
  const bytes = new Uint8Array(2 * words.length);
  words.forEach((word, i) => putWord(bytes, 2 * i, word));
  const crc = crc32(bytes);
  return [...words, crc >>> 16, crc & 0xffff];
}
