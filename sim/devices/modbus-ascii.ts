/**
 * Modbus ASCII as a device speaks it (Modbus over serial line 1.02, 2.5.2): a colon, each byte as two upper-case hex
 * digits, the LRC over the bytes, CR LF. The LRC is the two's complement of the sum of all bytes.
 */

/** Longest frame: colon, 2 x 255 digits of address, PDU and LRC, CR LF (2.5.2.1). */
const MAX_FRAME_CHARS = 513;
const COLON = 0x3a;
const CR = 0x0d;
const LF = 0x0a;
const NOT_HEX = 0xff;

const VALUE_OF_DIGIT = new Uint8Array(256).fill(NOT_HEX);
const DIGITS = new TextEncoder().encode('0123456789ABCDEF');
DIGITS.forEach((digit, value) => (VALUE_OF_DIGIT[digit] = value));

/** Finds frames in a stream of bytes, however it is cut. */
export interface AsciiReceiver {
  readonly feed: (bytes: Uint8Array) => void;
}

/** Writes the bytes that `chars[1..end)` spell into `into` and checks the LRC; the number of bytes before it, or -1. */
function unpack(chars: Uint8Array, end: number, into: Uint8Array): number {
  const digits = end - 1;
  if (digits % 2 !== 0 || digits < 6) return -1;
  let sum = 0;
  for (let i = 0; i < digits / 2; i += 1) {
    const high = VALUE_OF_DIGIT[chars[1 + 2 * i] ?? 0] ?? NOT_HEX;
    const low = VALUE_OF_DIGIT[chars[2 + 2 * i] ?? 0] ?? NOT_HEX;
    if (high === NOT_HEX || low === NOT_HEX) return -1;
    const byte = (high << 4) | low;
    into[i] = byte;
    sum += byte;
  }
  return (sum & 0xff) === 0 ? digits / 2 - 1 : -1;
}

/**
 * Calls `onFrame(adu, length)` for every good frame: address and PDU, without LRC, in a buffer that is used again for the
 * next. Everything else is dropped without a word, as a device on a shared line must.
 */
export function createAsciiReceiver(onFrame: (adu: Uint8Array, length: number) => void): AsciiReceiver {
  const chars = new Uint8Array(MAX_FRAME_CHARS);
  const adu = new Uint8Array(MAX_FRAME_CHARS / 2);
  let filled = 0;

  const take = (byte: number): void => {
    if (byte === COLON) filled = 0;
    else if (filled === 0) return;
    if (filled === MAX_FRAME_CHARS) {
      filled = 0;
      return;
    }
    chars[filled++] = byte;
    if (byte !== LF) return;
    const complete = filled >= 2 && chars[filled - 2] === CR;
    const length = complete ? unpack(chars, filled - 2, adu) : -1;
    filled = 0;
    if (length > 0) onFrame(adu, length);
  };

  /** Most chunks are one whole frame; those need no copy. A second colon in it is found as a bad digit, and then by `take`. */
  const takeWhole = (bytes: Uint8Array): boolean => {
    const end = bytes.length - 2;
    if (bytes[0] !== COLON || bytes[end] !== CR || bytes[end + 1] !== LF || bytes.length > MAX_FRAME_CHARS) return false;
    const length = unpack(bytes, end, adu);
    if (length <= 0) return false;
    filled = 0;
    onFrame(adu, length);
    return true;
  };

  return {
    feed: (bytes) => {
      if (takeWhole(bytes)) return;
      for (const byte of bytes) take(byte);
    },
  };
}

/** The frame of the first `length` bytes of `adu`, in a fresh buffer (streams take buffers without wrapping them again). */
export function encodeAscii(adu: Uint8Array, length: number): Uint8Array {
  const frame = Buffer.allocUnsafe(2 * length + 5);
  let at = 0;
  let sum = 0;
  frame[at++] = COLON;
  for (let i = 0; i <= length; i += 1) {
    const byte = i < length ? (adu[i] ?? 0) : -sum & 0xff;
    sum += byte;
    frame[at++] = DIGITS[byte >>> 4] ?? 0;
    frame[at++] = DIGITS[byte & 0xf] ?? 0;
  }
  frame[at++] = CR;
  frame[at] = LF;
  return frame;
}
