import type { Dice } from '../../../../sim/campaign/dice.ts';

/** What is done to a frame. `whole` is left as it is: what is good must be taken. */
export const FRAME_KINDS = [
  'whole', 'bit flipped', 'character changed', 'cut short', 'head lost', 'doubled', 'glued to another', 'noise before', 'noise alone', 'without end', 'check wrong',
  'length wrong', 'content changed', 'content random', 'lower case', 'split', 'colon inside', 'too long', 'without line ends',
] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

const DIGITS = Buffer.from('0123456789ABCDEF', 'latin1');
const COLON = 0x3a;
const CRLF = Buffer.from('\r\n', 'latin1');
const MAX_DATA_BYTES = 254;
/** Longer than any frame may be. */
const TOO_LONG_BYTES = 300;
const MOST_NOISE_BYTES = 64;
const STREAM_BYTES = 1500;

/** Address and data of a frame without its check, as bytes. */
export const contentOf = (frame: Buffer): Buffer => Buffer.from(frame.toString('latin1', 1, frame.length - 4), 'hex');

/** The frame of any content, or of so many bytes of it, with the check that belongs to it: written apart from both codecs that it is held against. */
export function frameWith(content: Uint8Array, length: number = content.length): Buffer {
  const frame = Buffer.allocUnsafe(2 * length + 5);
  let sum = 0;
  frame[0] = COLON;
  for (let i = 0; i <= length; i += 1) {
    const byte = i < length ? (content[i] ?? 0) : (0x100 - (sum & 0xff)) & 0xff;
    sum += byte;
    frame[1 + 2 * i] = DIGITS[byte >> 4] ?? 0;
    frame[2 + 2 * i] = DIGITS[byte & 0xf] ?? 0;
  }
  CRLF.copy(frame, frame.length - 2);
  return frame;
}

function noise(bytes: number, dice: Dice): Buffer {
  const chunk = Buffer.allocUnsafe(bytes);
  for (let i = 0; i < bytes; i += 1) chunk[i] = dice.int(256);
  return chunk;
}

function withByte(frame: Buffer, change: (byte: number) => number, dice: Dice): Buffer {
  const copy = Buffer.from(frame);
  const at = dice.int(copy.length);
  copy[at] = change(copy[at] ?? 0);
  return copy;
}

/** Another content under a right check: only what stands behind the check can tell. */
function withContent(frame: Buffer, dice: Dice): Buffer {
  const content = contentOf(frame);
  for (let n = 1 + dice.int(3); n > 0; n -= 1) {
    const at = dice.int(content.length);
    content[at] = dice.int(2) === 0 ? dice.int(256) : (content[at] ?? 0) ^ (1 << dice.int(8));
  }
  return frameWith(content);
}

function withLength(frame: Buffer, dice: Dice): Buffer {
  const content = contentOf(frame);
  if (dice.int(2) === 0) return frameWith(content.subarray(0, dice.int(content.length)));
  return frameWith(Buffer.concat([content, noise(Math.min(1 + dice.int(16), MAX_DATA_BYTES - content.length), dice)]));
}

/** The numbers of functions, and bytes at random behind one. */
function randomContent(frame: Buffer, dice: Dice): Buffer {
  const content = noise(2 + dice.int(40), dice);
  const given = contentOf(frame);
  content[0] = given[0] ?? 0;
  if (dice.int(4) > 0) content[1] = given[1] ?? 0;
  return frameWith(content);
}

function withoutLineEnds(bytes: number, dice: Dice): Buffer {
  const stream = noise(bytes, dice);
  for (let i = 0; i < stream.length; i += 1) if (stream[i] === 0x0a) stream[i] = 0x30;
  return stream;
}

function withColon(frame: Buffer, dice: Dice): Buffer {
  const at = 1 + dice.int(frame.length - 3);
  return Buffer.concat([frame.subarray(0, at), Buffer.of(COLON), frame.subarray(at)]);
}

const MUTATIONS: Readonly<Record<FrameKind, (frame: Buffer, other: Buffer, dice: Dice) => Buffer>> = {
  whole: (frame) => frame,
  'bit flipped': (frame, _other, dice) => withByte(frame, (byte) => byte ^ (1 << dice.int(8)), dice),
  'character changed': (frame, _other, dice) => withByte(frame, () => DIGITS[dice.int(16)] ?? 0, dice),
  'cut short': (frame, _other, dice) => Buffer.concat([frame.subarray(0, dice.int(frame.length - 2)), CRLF]),
  'head lost': (frame, _other, dice) => frame.subarray(1 + dice.int(frame.length - 1)),
  doubled: (frame) => Buffer.concat([frame, frame]),
  'glued to another': (frame, other, dice) => Buffer.concat([frame.subarray(0, frame.length - dice.int(frame.length)), other]),
  'noise before': (frame, _other, dice) => Buffer.concat([noise(1 + dice.int(MOST_NOISE_BYTES), dice), frame]),
  'noise alone': (_frame, _other, dice) => noise(1 + dice.int(MOST_NOISE_BYTES), dice),
  'without end': (frame, _other, dice) => frame.subarray(0, frame.length - 1 - dice.int(2)),
  'check wrong': (frame, _other, dice) => {
    const copy = Buffer.from(frame);
    const at = copy.length - 3 - dice.int(2);
    copy[at] = DIGITS[(DIGITS.indexOf(copy[at] ?? 0) + 1 + dice.int(15)) & 0xf] ?? 0;
    return copy;
  },
  'length wrong': (frame, _other, dice) => withLength(frame, dice),
  'content changed': (frame, _other, dice) => withContent(frame, dice),
  'content random': (frame, _other, dice) => randomContent(frame, dice),
  'lower case': (frame) => Buffer.from(frame.toString('latin1').toLowerCase(), 'latin1'),
  split: (frame, _other, dice) => frame.subarray(0, 1 + dice.int(frame.length - 1)),
  'colon inside': (frame, _other, dice) => withColon(frame, dice),
  'too long': (_frame, _other, dice) => frameWith(noise(TOO_LONG_BYTES, dice)),
  'without line ends': (_frame, _other, dice) => withoutLineEnds(STREAM_BYTES, dice),
};

/** So many small ones come for each long one: what is long takes the time of many. */
const LONG_ONES = 2;
const LONG_EVERY = 256;

/** Draws what is done to the next frame. */
export function drawFrameKind(dice: Dice): FrameKind {
  const isLong = dice.int(LONG_EVERY) === 0;
  const at = isLong ? FRAME_KINDS.length - 1 - dice.int(LONG_ONES) : dice.int(FRAME_KINDS.length - LONG_ONES);
  return FRAME_KINDS[at] ?? 'whole';
}

/** Does it. `other`: any other frame of the same line. */
export function mutateFrame(kind: FrameKind, frame: Buffer, other: Buffer, dice: Dice): Buffer {
  return MUTATIONS[kind](frame, other, dice);
}
