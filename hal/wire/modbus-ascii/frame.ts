/** Longest Modbus ASCII frame in characters, from colon to line feed (Modbus over Serial Line V1.02, 2.5.2.1). */
export const MAX_FRAME_CHARS = 513;
/** Most bytes between colon and LRC: unit, function and 252 bytes of data. */
export const MAX_ADU_BYTES = 254;

const COLON = 0x3a;
const CR = 0x0d;
const LF = 0x0a;

const HEX_CHARS = Uint8Array.from('0123456789ABCDEF', (digit) => digit.charCodeAt(0));
/** Character code to nibble; -1 for anything but 0-9 and A-F. Lower case is not Modbus and is not taken. */
const NIBBLES = new Int8Array(256).fill(-1);
HEX_CHARS.forEach((code, nibble) => (NIBBLES[code] = nibble));

const hexChar = (nibble: number): number => HEX_CHARS[nibble] ?? 0;
const nibbleOf = (code: number | undefined): number => NIBBLES[code ?? 0] ?? -1;

/** Two's complement of the sum of the bytes, modulo 256. */
export function lrc(bytes: Uint8Array, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += bytes[i] ?? 0;
  return -sum & 0xff;
}

/** Number of characters that a frame of `aduBytes` bytes (unit, function, data) takes on the line. */
export function frameChars(aduBytes: number): number {
  return 1 + 2 * (aduBytes + 1) + 2;
}

/** The frame of the first `length` bytes of `adu` (unit, function, data), as a buffer of its own: pipes keep what they are given. */
export function encodeFrame(adu: Uint8Array, length: number): Uint8Array {
  const frame = new Uint8Array(frameChars(length));
  frame[0] = COLON;
  let at = 1;
  for (let i = 0; i < length; i += 1) {
    const byte = adu[i] ?? 0;
    frame[at] = hexChar(byte >> 4);
    frame[at + 1] = hexChar(byte & 0xf);
    at += 2;
  }
  const check = lrc(adu, length);
  frame[at] = hexChar(check >> 4);
  frame[at + 1] = hexChar(check & 0xf);
  frame[at + 2] = CR;
  frame[at + 3] = LF;
  return frame;
}

/**
 * Decodes a line without its CR LF into `into` (at least 256 bytes): unit, function, data. Whatever stands before the last
 * colon is noise of the line. Returns the number of bytes without the LRC, or -1 when the line is not one whole frame
 * with a right LRC.
 */
export function decodeLine(line: Uint8Array, into: Uint8Array): number {
  const colon = line.lastIndexOf(COLON);
  const chars = line.length - colon - 1;
  // At least unit, function and LRC; at most the 508 hex digits of data and 2 of LRC.
  if (colon < 0 || chars < 6 || chars % 2 !== 0 || chars > 2 * (MAX_ADU_BYTES + 1)) return -1;
  let sum = 0;
  let count = 0;
  for (let at = colon + 1; at < line.length; at += 2) {
    const byte = (nibbleOf(line[at]) << 4) | nibbleOf(line[at + 1]);
    if (byte < 0) return -1;
    into[count] = byte;
    count += 1;
    sum += byte;
  }
  return (sum & 0xff) === 0 ? count - 1 : -1;
}
