/** One end of a line that frames are thrown at. */
export interface FrameSubject {
  /** Chunks as they come over the line. True when at least one frame was taken as good. */
  readonly feed: (chunk: Buffer) => boolean;
  /** A good frame, after all of it: it must be taken as if nothing had been. */
  readonly isWell: () => boolean;
  /** What must not have happened, since the last look. */
  readonly wrong: () => string | undefined;
}

/** Makes a subject worse on purpose, to see that it is noticed: bytes as they come in, or a request before the device reads it. */
export interface FrameWeakness {
  readonly chunk?: (chunk: Buffer) => Buffer;
  readonly request?: (request: Uint8Array, length: number) => void;
}

/** The end of what has been heard, longer than any frame: a frame that is taken must stand in it. */
export interface Heard {
  readonly add: (chunk: Buffer) => void;
  /** Whether this very frame stands in it. */
  readonly has: (frame: Buffer) => boolean;
}

const KEPT_BYTES = 600;
const LF = 0x0a;

/** Remembers what was heard since the last line end, and the newest chunk. */
export function createHeard(): Heard {
  const nothing: Buffer = Buffer.alloc(0);
  let [before, newest] = [nothing, nothing];
  return {
    add: (chunk) => {
      if (newest[newest.length - 1] === LF) before = nothing;
      else {
        const whole = before.length === 0 ? newest : Buffer.concat([before, newest]);
        before = whole.length <= KEPT_BYTES ? whole : whole.subarray(whole.length - KEPT_BYTES);
      }
      newest = chunk;
    },
    has: (frame) => newest.includes(frame) || (before.length > 0 && Buffer.concat([before, newest]).includes(frame)),
  };
}
