import { encodeFrame, MAX_ADU_BYTES } from './frame.ts';

/** Set in the function code of an answer that is an exception. */
export const EXCEPTION_BIT = 0x80;

/** A request with the shape of its one right answer. */
export interface Request {
  /** Unit, function, data; no LRC. */
  readonly adu: Uint8Array;
  /** Bytes of the right answer: unit, function, data. */
  readonly answerBytes: number;
  /** Offset of the first byte of data in the answer of a read; the answer of a write carries none. */
  readonly dataAt: number;
}

/** First data byte of an answer to a read: after unit, function and byte count. */
const DATA_AT = 3;
/** Answer of a write: unit, function, address and count or value. */
const ECHO_BYTES = 6;

function begin(unit: number, fn: number, bytes: number): Uint8Array {
  if (bytes > MAX_ADU_BYTES) throw new RangeError(`a request of ${bytes} bytes does not fit into a frame`);
  const adu = new Uint8Array(bytes);
  adu[0] = unit;
  adu[1] = fn;
  return adu;
}

/** Writes a register, high byte first. */
export function putWord(adu: Uint8Array, at: number, value: number): void {
  adu[at] = (value >> 8) & 0xff;
  adu[at + 1] = value & 0xff;
}

function read(unit: number, fn: number, address: number, count: number, dataBytes: number): Request {
  const adu = begin(unit, fn, 6);
  putWord(adu, 2, address);
  putWord(adu, 4, count);
  return { adu, answerBytes: DATA_AT + dataBytes, dataAt: DATA_AT };
}

/** Function 1 (coils) or 2 (discrete inputs): `count` bits from `address`. */
export function readBits(unit: number, fn: 1 | 2, address: number, count: number): Request {
  return read(unit, fn, address, count, Math.ceil(count / 8));
}

/** Function 3 (holding registers) or 4 (input registers): `count` registers from `address`. */
export function readRegisters(unit: number, fn: 3 | 4, address: number, count: number): Request {
  return read(unit, fn, address, count, 2 * count);
}

/** Function 15: sets coils from `address`. */
export function writeCoils(unit: number, address: number, levels: readonly boolean[]): Request {
  const bytes = Math.ceil(levels.length / 8);
  const adu = begin(unit, 15, 7 + bytes);
  putWord(adu, 2, address);
  putWord(adu, 4, levels.length);
  adu[6] = bytes;
  levels.forEach((level, i) => {
    if (level) adu[7 + (i >> 3)] = (adu[7 + (i >> 3)] ?? 0) | (1 << (i & 7));
  });
  return { adu, answerBytes: ECHO_BYTES, dataAt: ECHO_BYTES };
}

/** Function 16: writes registers from `address`. */
export function writeRegisters(unit: number, address: number, words: readonly number[]): Request {
  const adu = begin(unit, 16, 7 + 2 * words.length);
  putWord(adu, 2, address);
  putWord(adu, 4, words.length);
  adu[6] = 2 * words.length;
  words.forEach((word, i) => putWord(adu, 7 + 2 * i, word));
  return { adu, answerBytes: ECHO_BYTES, dataAt: ECHO_BYTES };
}

/** First byte of the words that function 23 writes. */
export const EXCHANGE_WRITE_AT = 11;

/** Function 23: writes `words`, then reads `readCount` registers, in one transaction. */
export function exchangeRegisters(
  unit: number,
  readAddress: number,
  readCount: number,
  writeAddress: number,
  words: readonly number[],
): Request {
  const adu = begin(unit, 23, EXCHANGE_WRITE_AT + 2 * words.length);
  putWord(adu, 2, readAddress);
  putWord(adu, 4, readCount);
  putWord(adu, 6, writeAddress);
  putWord(adu, 8, words.length);
  adu[10] = 2 * words.length;
  words.forEach((word, i) => putWord(adu, EXCHANGE_WRITE_AT + 2 * i, word));
  return { adu, answerBytes: DATA_AT + 2 * readCount, dataAt: DATA_AT };
}

/** The frame of a request. */
export const frameOf = (request: Request): Uint8Array => encodeFrame(request.adu, request.adu.length);
