import type { Fault, Result } from './result.ts';

/** Why a byte pipe refused. `closed`: the far end or we closed it. `busy`: another process holds the port. */
export type PipeFault = Fault<'closed' | 'busy' | 'notFound' | 'failed'>;

/**
 * A raw, full-duplex line of bytes: a serial port, a pty or the simulator's baud-timed pipe.
 * Frames may arrive split or glued; the pipe knows nothing of them. Being open says nothing about being alive.
 */
export interface BytePipe {
  /** Hands bytes to the line. Never blocks; loss shows as silence. */
  readonly write: (bytes: Uint8Array) => void;
  /** Exactly one listener; set once, before the first write. */
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => void;
  /** Called at most once, when the line is known to be gone. May never be called although the line is dead. */
  readonly onClosed: (listener: (reason: PipeFault) => void) => void;
  /** Discards what the driver has queued in either direction. Used right after opening: stale commands must not survive. */
  readonly flush: () => void;
  readonly close: () => void;
}

/** Opens a fresh pipe. After a loss a new pipe is opened; an old one is never reused. */
export type OpenPipe = () => Promise<Result<BytePipe, PipeFault>>;
