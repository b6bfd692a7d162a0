import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import { bitAt, wordAt } from '../wire/modbus-ascii/answer.ts';

/** Byte offsets of a status block in the answer that carries it, by the register names of the document. */
export interface StatusLayout {
  readonly count: number;
  readonly start: number;
  readonly answerBytes: number;
  /** Offset of a register; throws for a name that the document lacks. */
  readonly at: (register: string) => number;
  /** Mask of a bit of the register `flags`; throws for a name that the document lacks. */
  readonly flag: (name: string) => number;
  readonly bootIdOf: (answer: Uint8Array) => number;
  readonly counterOf: (answer: Uint8Array) => number;
  readonly volatileBytes: readonly number[];
}

/** Every read answers with unit, function and byte count before its data. */
const DATA_AT = 3;

function known(value: number | undefined, document: DeviceDocument, name: string): number {
  if (value === undefined || value < 0) throw new Error(`register document ${document.document} has no status ${name}`);
  return value;
}

/** Layout of a status block of registers. `alsoVolatile` names registers that change without meaning, beside the counter. */
export function registerLayout(document: DeviceDocument, alsoVolatile: readonly string[] = []): StatusLayout {
  const block = document.blocks['status'];
  const registers = block?.registers ?? [];
  const at = (register: string): number => DATA_AT + 2 * known(registers.indexOf(register), document, register);
  const bootAt = at('bootId');
  const counterAt = at('counter');
  return {
    count: registers.length,
    start: known(block?.start, document, 'block'),
    answerBytes: DATA_AT + 2 * registers.length,
    at,
    flag: (name) => 1 << known(block?.flags?.[name], document, name),
    bootIdOf: (answer) => wordAt(answer, bootAt),
    counterOf: (answer) => wordAt(answer, counterAt),
    volatileBytes: ['counter', ...alsoVolatile].flatMap((register) => [at(register), at(register) + 1]),
  };
}

/** Layout of a status block of discrete inputs: `at` gives the first input of a range, as a bit number. */
export function inputLayout(document: DeviceDocument): StatusLayout {
  const block = document.blocks['status'];
  const at = (range: string): number => known(block?.ranges?.[range], document, range);
  const count = known(block?.discreteInputs, document, 'discreteInputs');
  const wordFrom = (from: number) => (answer: Uint8Array): number => {
    let word = 0;
    for (let bit = 15; bit >= 0; bit -= 1) word = (word << 1) | (bitAt(answer, DATA_AT, from + bit) ? 1 : 0);
    return word;
  };
  const counterByte = DATA_AT + (at('counter') >> 3);
  return {
    count,
    start: known(block?.start, document, 'block'),
    answerBytes: DATA_AT + Math.ceil(count / 8),
    at,
    flag: (name) => known(undefined, document, name),
    bootIdOf: wordFrom(at('bootId')),
    counterOf: wordFrom(at('counter')),
    volatileBytes: [counterByte, counterByte + 1],
  };
}

/** Bit `index` of the data of an answer to a read of inputs or coils. */
export const inputAt = (answer: Uint8Array, index: number): boolean => bitAt(answer, DATA_AT, index);
