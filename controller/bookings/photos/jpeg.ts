import { fault, ok } from '../../ports.ts';
import type { Fault, Result } from '../../ports.ts';

/** Bytes that are no photo as a camera or a page makes it. */
export type JpegFault = Fault<'notJpeg' | 'tooSmall' | 'tooLarge'>;

/** A JPEG whose segments were walked through; its picture was not decoded. */
export interface Jpeg {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The same picture without anything that tells where, when, by whom and with what it was taken. */
  readonly bytes: Uint8Array;
}

/** Markers of ITU-T T.81, table B.1. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;
/** Frames that browsers and cameras make: baseline, extended, progressive. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Other kinds of frames (lossless, arithmetic): no page shows them. */
const isOtherFrame = (marker: number): boolean => marker >= 0xc3 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

const LEAST_PX = 64;
const MOST_PX = 6000;
/** `JFIF` and a zero, and a thumbnail of no size: what remains of APP0. */
const JFIF_BYTES = 16;

const wrong = (message: string) => fault('notJpeg', `This is not a photo as a camera makes it (${message}). Nothing was kept.`);

interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** The end of the entropy-coded data that begins at `from`: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** The segments from after SOI to EOI; what follows EOI is not looked at. */
function segmentsOf(bytes: Uint8Array): Result<readonly Segment[], JpegFault> {
  if (bytes.length < 4 || wordAt(bytes, 0) !== (0xff00 | SOI)) return wrong('it does not begin like one');
  const segments: Segment[] = [];
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return wrong('its parts do not follow each other');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) return ok(segments);
    if (marker === 0 || marker === SOI) return wrong('its parts do not follow each other');
    const length = standsAlone(marker) ? 0 : wordAt(bytes, at + 2);
    if (!standsAlone(marker) && length < 2) return wrong('a part has no length');
    const headEnd = at + 2 + length;
    const end = marker === SOS ? endOfScan(bytes, headEnd) : headEnd;
    if (headEnd > bytes.length) return wrong('it ends in the middle');
    segments.push({ marker, start: at, end });
    at = end;
  }
  return wrong('it has no end');
}

/** Only what is needed to show the picture: no EXIF (place, time, camera), no comment, no thumbnail, no second picture. */
function isNeeded(bytes: Uint8Array, { marker, start, end }: Segment): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  const says = (text: string): boolean => Buffer.from(bytes.subarray(start + 4, start + 4 + text.length)).toString('latin1') === text;
  // Adobe's segment tells how the colours are transformed: without it some pictures turn green.
  if (marker === APP14) return says('Adobe') && end - start === JFIF_BYTES;
  return marker === APP0 && says('JFIF\0') && end - start === JFIF_BYTES + 2;
}

/**
 * Judges the bytes of a photo by their segments and leaves out what tells more than the picture. Errors: `notJpeg`; `tooSmall` under
 * 64 px, `tooLarge` beyond 6000 px a side: nobody can open the picture of a few bytes that claims to be larger.
 */
export function readJpeg(bytes: Uint8Array): Result<Jpeg, JpegFault> {
  const read = segmentsOf(bytes);
  if (!read.ok) return read;
  const segments = read.value;
  const frames = segments.filter(({ marker }) => FRAMES.includes(marker));
  const [frame] = frames;
  if (frame === undefined || frames.length > 1 || segments.some(({ marker }) => isOtherFrame(marker))) return wrong('it has not one picture');
  if (!segments.some(({ marker, start }) => marker === SOS && start > frame.start)) return wrong('it has no picture');
  const [heightPx, widthPx] = [wordAt(bytes, frame.start + 5), wordAt(bytes, frame.start + 7)];
  if (Math.min(widthPx, heightPx) < LEAST_PX) return fault('tooSmall', `The photo is too small (${String(widthPx)} × ${String(heightPx)} px). Nothing was kept.`);
  if (Math.max(widthPx, heightPx) > MOST_PX) return fault('tooLarge', `The photo is too large (${String(widthPx)} × ${String(heightPx)} px). Nothing was kept.`);
  const kept = segments.filter((segment) => isNeeded(bytes, segment)).map(({ start, end }) => bytes.subarray(start, end));
  return ok({ widthPx, heightPx, bytes: Buffer.concat([Uint8Array.of(0xff, SOI), ...kept, Uint8Array.of(0xff, EOI)]) });
}
