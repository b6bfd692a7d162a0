import type { Pixels } from './backend.port.ts';

/** A photo of a phone has some 12 million pixels; whatever unpacks to more is no photo. */
const MOST_MEGAPIXELS = 50;
const MOST_MEGABYTES = 512;

/** Pixels of a JPEG; undefined when it cannot be read. The decoder is loaded when the first photo comes. */
export async function decodeJpeg(bytes: Uint8Array): Promise<Pixels | undefined> {
  const { decode } = await import('jpeg-js');
  try {
    return decode(bytes, { useTArray: true, maxResolutionInMP: MOST_MEGAPIXELS, maxMemoryUsageInMB: MOST_MEGABYTES });
  } catch {
    // It throws for whatever is no JPEG, and has no list of errors.
    return undefined;
  }
}
