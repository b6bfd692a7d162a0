/**
 * The Modbus face of a simulated device: blocks of registers and inputs, and the functions that reach them. Written from
 * the Modbus application protocol 1.1b3 and the register documents in `config/devices`.
 */

/** Exception codes of the register documents. */
export const EXCEPTION = { illegalFunction: 1, illegalAddress: 2, illegalValue: 3, staleCommand: 4, busy: 6 } as const;
export type Exception = (typeof EXCEPTION)[keyof typeof EXCEPTION];
/** Outcome of a write: `undefined` when it was taken. */
export type Refusal = Exception | undefined;

const READ_COILS = 1;
const READ_INPUTS = 2;
const READ_HOLDING = 3;
const READ_INPUT_REGISTERS = 4;
const WRITE_MULTIPLE = 16;
const READ_WRITE = 23;

/** A run of registers with one meaning. */
export interface RegisterBlock {
  readonly start: number;
  readonly values: Uint16Array;
  /** Functions that read it: 3 for holding, 4 for input registers; function 23 reads what 3 reads. Empty: write only. */
  readonly readBy: 3 | 4 | undefined;
  /** Brings `values` up to date just before they are read. */
  readonly refresh?: () => void;
  /** Takes a write of the whole block. Absent: read only. */
  readonly write?: (values: Uint16Array) => Refusal;
}

/** A run of single bits, read by function 1 (coils) or 2 (discrete inputs). */
export interface BitBlock {
  readonly readBy: 1 | 2;
  readonly bits: Uint8Array;
  readonly refresh: () => void;
}

/** What a device has on its face. */
export interface ModbusFace {
  readonly functions: readonly number[];
  readonly registers: readonly RegisterBlock[];
  readonly bits?: readonly BitBlock[];
}

/** A device whose communication hangs: it acknowledges, but reads old values and takes nothing in. */
export interface Hanging {
  readonly frozen: boolean;
}

/** Answers one request. `request` is address and PDU; returns the length of the answer in `reply`, 0 for silence. */
export type Answer = (request: Uint8Array, length: number, reply: Uint8Array) => number;

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function putWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 8;
  bytes[at + 1] = word & 0xff;
}

/** Copies `count` registers from `address` behind a byte count at `reply[2]`; the length of the answer, or a refusal as negative. */
function readRegisters(face: ModbusFace, hanging: Hanging, by: number, address: number, count: number, reply: Uint8Array): number {
  if (count < 1 || count > 125) return -EXCEPTION.illegalValue;
  for (const block of face.registers) {
    const offset = address - block.start;
    if (block.readBy !== by || offset < 0 || offset + count > block.values.length) continue;
    if (!hanging.frozen) block.refresh?.();
    reply[2] = 2 * count;
    for (let i = 0; i < count; i += 1) putWord(reply, 3 + 2 * i, block.values[offset + i] ?? 0);
    return 3 + 2 * count;
  }
  return -EXCEPTION.illegalAddress;
}

function readBits(face: ModbusFace, hanging: Hanging, by: number, address: number, count: number, reply: Uint8Array): number {
  if (count < 1 || count > 2000) return -EXCEPTION.illegalValue;
  const block = face.bits?.find((each) => each.readBy === by);
  if (block === undefined || address + count > block.bits.length) return -EXCEPTION.illegalAddress;
  if (!hanging.frozen) block.refresh();
  const bytes = Math.ceil(count / 8);
  reply[2] = bytes;
  reply.fill(0, 3, 3 + bytes);
  for (let i = 0; i < count; i += 1) {
    if (block.bits[address + i]) reply[3 + (i >> 3)] = (reply[3 + (i >> 3)] ?? 0) | (1 << (i & 7));
  }
  return 3 + bytes;
}

const scratch = new Uint16Array(125);

/** Writes the registers that follow the byte count at `request[at]`. A block is written whole or not at all. */
function writeRegisters(face: ModbusFace, hanging: Hanging, address: number, count: number, request: Uint8Array, length: number, at: number): Refusal {
  if (count < 1 || count > 123 || request[at] !== 2 * count || length !== at + 1 + 2 * count) return EXCEPTION.illegalValue;
  const block = face.registers.find((each) => each.start === address && each.write !== undefined);
  if (block?.write === undefined || block.values.length !== count) return EXCEPTION.illegalAddress;
  if (hanging.frozen) return undefined;
  for (let i = 0; i < count; i += 1) scratch[i] = wordAt(request, at + 1 + 2 * i);
  return block.write(scratch);
}

function dispatch(face: ModbusFace, hanging: Hanging, request: Uint8Array, length: number, reply: Uint8Array): number {
  const code = request[1] ?? 0;
  if (!face.functions.includes(code)) return -EXCEPTION.illegalFunction;
  const address = wordAt(request, 2);
  const count = wordAt(request, 4);
  if (code === WRITE_MULTIPLE) {
    if (length < 7) return -EXCEPTION.illegalValue;
    const refusal = writeRegisters(face, hanging, address, count, request, length, 6);
    if (refusal !== undefined) return -refusal;
    putWord(reply, 2, address);
    putWord(reply, 4, count);
    return 6;
  }
  if (code === READ_WRITE) {
    if (length < 11) return -EXCEPTION.illegalValue;
    const refusal = writeRegisters(face, hanging, wordAt(request, 6), wordAt(request, 8), request, length, 10);
    return refusal === undefined ? readRegisters(face, hanging, READ_HOLDING, address, count, reply) : -refusal;
  }
  if (length !== 6) return -EXCEPTION.illegalValue;
  if (code === READ_COILS || code === READ_INPUTS) return readBits(face, hanging, code, address, count, reply);
  return readRegisters(face, hanging, code === READ_INPUT_REGISTERS ? READ_INPUT_REGISTERS : READ_HOLDING, address, count, reply);
}

/** Builds the answering side of a face for the device at `unit`. */
export function createAnswer(unit: number, face: ModbusFace, hanging: Hanging): Answer {
  return (request, length, reply) => {
    if (request[0] !== unit || length < 2) return 0;
    reply[0] = unit;
    reply[1] = request[1] ?? 0;
    const answered = dispatch(face, hanging, request, length, reply);
    if (answered > 0) return answered;
    reply[1] = (request[1] ?? 0) | 0x80;
    reply[2] = -answered;
    return 3;
  };
}
