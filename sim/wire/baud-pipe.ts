import type { BytePipe, PipeFault } from '../../hal/ports/byte-pipe.port.ts';
import type { Clock } from '../../hal/ports/clock.port.ts';
import type { Rng } from '../../hal/ports/rng.port.ts';

/** What may happen to the bytes of one direction of a line. Changed by faults only. */
export interface LineHealth {
  /** Share of chunks that never arrive, 0 to 1. */
  lostShare: number;
  /** Share of chunks in which a byte is damaged. */
  garbledShare: number;
  /** Share of chunks that end early. */
  truncatedShare: number;
  /** Chunks arrive this much later, in ms. */
  extraMs: number;
  /** Shares of chunks that arrive twice, that later ones overtake, that come once more after a while, and before which somebody talks nonsense. */
  duplicatedShare: number;
  overtakenShare: number;
  replayedShare: number;
  babbleShare: number;
}

/** One direction in good order. */
export function healthyLine(): LineHealth {
  return { lostShare: 0, garbledShare: 0, truncatedShare: 0, extraMs: 0, duplicatedShare: 0, overtakenShare: 0, replayedShare: 0, babbleShare: 0 };
}

/** The far end of a pipe, where the devices sit. */
export interface FarEnd {
  /** Sends after a pause (the turnaround of a device). */
  readonly write: (bytes: Uint8Array, afterMs: number) => void;
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
}

/** A line with two ends. */
export interface BaudPipe {
  readonly near: BytePipe;
  readonly far: FarEnd;
  /** The line is gone, with or without a word to the near end. */
  readonly cut: (reason: PipeFault | undefined) => void;
}

export interface BaudPipeOptions {
  readonly clock: Clock;
  readonly baud: number;
  readonly rng: Rng;
  readonly toFar: LineHealth;
  readonly toNear: LineHealth;
}

/** Start bit, eight data bits, stop bit. */
const BITS_PER_BYTE = 10;

interface Direction {
  readonly send: (bytes: Uint8Array, afterMs: number) => void;
  readonly listen: (listener: (bytes: Uint8Array) => void) => void;
  readonly flush: () => void;
}

/** What arrives of a chunk: the chunk itself on a healthy line, a damaged or shorter copy, or nothing. */
function damage(bytes: Uint8Array, health: LineHealth, rng: Rng): Uint8Array | undefined {
  const { lostShare, garbledShare, truncatedShare } = health;
  if (lostShare === 0 && garbledShare === 0 && truncatedShare === 0) return bytes;
  if (rng.next() < lostShare) return undefined;
  if (rng.next() < truncatedShare) return bytes.slice(0, Math.floor(rng.next() * bytes.length));
  if (rng.next() >= garbledShare) return bytes;
  const garbled = bytes.slice();
  const at = Math.floor(rng.next() * garbled.length);
  garbled[at] = (garbled[at] ?? 0) ^ (1 << Math.floor(rng.next() * 7));
  return garbled;
}

/** A chunk that is overtaken is late by this much, one that is replayed by up to that much, ms. */
const OVERTAKEN_MS = 12;
const REPLAYED_MS = 600;
/** Bytes of nonsense at a time. */
const BABBLE_BYTES = 24;

const hasManners = ({ duplicatedShare, overtakenShare, replayedShare, babbleShare }: LineHealth): boolean =>
  duplicatedShare > 0 || overtakenShare > 0 || replayedShare > 0 || babbleShare > 0;

/** When, after its due time, a chunk arrives, and as what: mostly once, at once, and as it was sent. */
function arrivals(bytes: Uint8Array, health: LineHealth, rng: Rng): readonly { readonly lateMs: number; readonly bytes: Uint8Array }[] {
  const lateMs = rng.next() < health.overtakenShare ? OVERTAKEN_MS : 0;
  const nonsense = rng.next() < health.babbleShare ? [{ lateMs: 0, bytes: rng.bytes(BABBLE_BYTES) }] : [];
  const twice = rng.next() < health.duplicatedShare ? [{ lateMs, bytes }] : [];
  const again = rng.next() < health.replayedShare ? [{ lateMs: 1 + rng.next() * REPLAYED_MS, bytes }] : [];
  return [...nonsense, { lateMs, bytes }, ...twice, ...again];
}

/** One direction: a chunk arrives when its last byte would, and waits for the chunk before it. One timer per chunk. */
function createDirection(options: BaudPipeOptions, health: LineHealth): Direction {
  const { clock, baud, rng } = options;
  let listener: ((bytes: Uint8Array) => void) | undefined;
  let freeAtMs = 0;
  /** What was sent before the last flush arrives nowhere. */
  let flushes = 0;
  return {
    send: (bytes, afterMs) => {
      const startMs = Math.max(clock.nowMs() + afterMs, freeAtMs);
      freeAtMs = startMs + (bytes.length * BITS_PER_BYTE * 1000) / baud;
      const arriving = damage(bytes, health, rng);
      if (arriving === undefined || arriving.length === 0) return;
      const sentAfter = flushes;
      const deliver = (chunk: Uint8Array, lateMs: number): void => {
        clock.setTimeout(() => {
          if (sentAfter === flushes) listener?.(chunk);
        }, freeAtMs + health.extraMs + lateMs - clock.nowMs());
      };
      if (!hasManners(health)) deliver(arriving, 0);
      else for (const one of arrivals(arriving, health, rng)) deliver(one.bytes, one.lateMs);
    },
    listen: (each) => {
      listener = each;
    },
    flush: () => {
      flushes += 1;
      // The line itself is busy until the bytes on it have passed; what was queued behind them is gone.
      freeAtMs = Math.min(freeAtMs, clock.nowMs());
    },
  };
}

/** A serial line between a controller (near) and its devices (far), timed by its baud rate at 8N1. */
export function createBaudPipe(options: BaudPipeOptions): BaudPipe {
  const outward = createDirection(options, options.toFar);
  const homeward = createDirection(options, options.toNear);
  let open = true;
  let onClosed: ((reason: PipeFault) => void) | undefined;

  const flush = (): void => {
    outward.flush();
    homeward.flush();
  };
  const cut = (reason: PipeFault | undefined): void => {
    if (!open) return;
    open = false;
    flush();
    if (reason !== undefined) onClosed?.(reason);
  };
  const near: BytePipe = {
    write: (bytes) => {
      if (open) outward.send(bytes, 0);
    },
    onBytes: homeward.listen,
    onClosed: (listener) => {
      onClosed = listener;
    },
    flush,
    close: () => cut(undefined),
  };
  return {
    near,
    far: {
      write: (bytes, afterMs) => {
        if (open) homeward.send(bytes, afterMs);
      },
      onBytes: outward.listen,
    },
    cut,
  };
}
