import type { SpokenSound } from './voice-protocol.ts';

const TAG_BYTES = 4;
const CHUNK_HEAD_BYTES = 8;
const RIFF_HEAD_BYTES = 12;
const FULL_SCALE = 32_768;

const tagAt = (view: DataView, at: number): string => String.fromCharCode(...Array.from({ length: TAG_BYTES }, (_, i) => view.getUint8(at + i)));

function findChunk(view: DataView, tag: string): { readonly at: number; readonly bytes: number } | undefined {
  let at = RIFF_HEAD_BYTES;
  while (at + CHUNK_HEAD_BYTES <= view.byteLength) {
    const said = view.getUint32(at + TAG_BYTES, true);
    const begin = at + CHUNK_HEAD_BYTES;
    // A length beyond the end is that of a stream whose head was written before its end was known.
    if (tagAt(view, at) === tag) return { at: begin, bytes: Math.min(said, view.byteLength - begin) };
    at = begin + said + (said % 2);
  }
  return undefined;
}

/**
 * The sound in a RIFF WAVE file of one channel and 16 bits. Undefined when it is none.
 * Format: Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft, 1991).
 */
export function readWav(file: Uint8Array): SpokenSound | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < RIFF_HEAD_BYTES || tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') return undefined;
  const format = findChunk(view, 'fmt ');
  const data = findChunk(view, 'data');
  if (format === undefined || data === undefined || format.bytes < 16) return undefined;
  const isPlain = view.getUint16(format.at, true) === 1 && view.getUint16(format.at + 2, true) === 1 && view.getUint16(format.at + 14, true) === 16;
  if (!isPlain) return undefined;
  const samples = new Float32Array(Math.floor(data.bytes / 2));
  for (let i = 0; i < samples.length; i += 1) samples[i] = view.getInt16(data.at + 2 * i, true) / FULL_SCALE;
  return { samples, sampleRateHz: view.getUint32(format.at + 4, true) };
}
