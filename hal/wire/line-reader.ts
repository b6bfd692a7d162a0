import { ReadlineParser } from '@serialport/parser-readline';
import { MAX_FRAME_CHARS } from './modbus-ascii/frame.ts';

/** Cuts a byte stream into lines. */
export interface LineReader {
  readonly push: (bytes: Uint8Array) => void;
}

const COLON = 0x3a;
const CR = 0x0d;
const LF = 0x0a;

/** Where the last whole line end of `bytes` ends, or -1. A CR may have been the last byte before them. */
function lastLineEnd(bytes: Uint8Array, isAfterCr: boolean): number {
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    if (bytes[at] === LF && (at === 0 ? isAfterCr : bytes[at - 1] === CR)) return at;
  }
  return -1;
}

/** Whether `bytes` have a line feed before `end`. A frame is short: looking through it costs less than a call into the runtime. */
function hasLineFeedBefore(bytes: Uint8Array, end: number): boolean {
  for (let at = 0; at < end; at += 1) if (bytes[at] === LF) return true;
  return false;
}

/** The parser decodes text unless told otherwise; frames are bytes, and noise is not valid UTF-8. Its types forget that. */
const RAW = { encoding: undefined } as unknown as { readonly encoding: BufferEncoding };

function parserOf(onLine: (line: Uint8Array) => void): ReadlineParser {
  const parser = new ReadlineParser({ delimiter: Buffer.from('\r\n'), readableObjectMode: true, ...RAW });
  parser.on('data', (line: Uint8Array) => onLine(line));
  // Until it has been read once a stream hands its first chunk on a tick later.
  parser.read(0);
  return parser;
}

/**
 * Gives every line without its CR LF to `onLine`. The parser behind it keeps any amount of bytes without a line end; here no
 * more than one frame is kept, and what is cut away is reported to `onOverflow`.
 */
export function createLineReader(onLine: (line: Uint8Array) => void, onOverflow: () => void): LineReader {
  let parser = parserOf(onLine);
  let unended = 0;
  let isAfterCr = false;
  return {
    push: (bytes) => {
      const lineEnd = lastLineEnd(bytes, isAfterCr);
      if (bytes.length > 0) isAfterCr = bytes[bytes.length - 1] === CR;
      // Most chunks of a short line are one whole frame: nothing is to be cut, and nothing kept.
      if (unended === 0 && bytes.length <= MAX_FRAME_CHARS && lineEnd > 1 && lineEnd === bytes.length - 1 && !hasLineFeedBefore(bytes, lineEnd)) {
        onLine(bytes.subarray(0, lineEnd - 1));
        return;
      }
      const run = lineEnd >= 0 ? bytes.length - lineEnd - 1 : unended + bytes.length;
      if (run <= MAX_FRAME_CHARS) {
        unended = run;
        parser.write(bytes);
        return;
      }
      onOverflow();
      const whole = bytes.subarray(0, lineEnd + 1);
      if (whole.length > 0) parser.write(whole);
      parser = parserOf(onLine);
      const colon = bytes.lastIndexOf(COLON);
      const rest = colon > lineEnd && bytes.length - colon <= MAX_FRAME_CHARS ? bytes.subarray(colon) : bytes.subarray(bytes.length);
      unended = rest.length;
      isAfterCr = rest.at(-1) === CR;
      if (rest.length > 0) parser.write(rest);
    },
  };
}
