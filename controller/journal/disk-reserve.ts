import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Space that is kept beside the journal, and given to it when the disk is full: what has begun can still be written down. */
export interface DiskReserve {
  /** Occupies the space; false when there is not enough of it, with some to spare. Harmless when it is held already. */
  readonly hold: () => boolean;
  /** Gives the space free; false when there was none to give. */
  readonly release: () => boolean;
}

/** No space kept: for the simulator and for tests. */
export const noReserve: DiskReserve = { hold: () => true, release: () => false };

/** Free space must be this many times the reserve before it is taken, or taking it would itself fill the disk. */
const SPARE = 2;
const CHUNK_BYTES = 1024 * 1024;

function write(path: string, bytes: number): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let written = 0; written < bytes; ) written += writeSync(file, Buffer.alloc(Math.min(CHUNK_BYTES, bytes - written)));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function occupy(path: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    if (bavail * bsize < bytes * SPARE) return false;
    write(path, bytes);
    return true;
  } catch {
    // Whatever the disk objects to, the space is not there; half a reserve would be none.
    rmSync(path, { force: true });
    return false;
  }
}

/** A reserve of `bytes` in a file beside the journal at `journalPath`. */
export function createDiskReserve(journalPath: string, bytes: number): DiskReserve {
  const path = `${journalPath}.reserve`;
  return {
    hold: () => existsSync(path) || occupy(path, bytes),
    release: () => {
      if (!existsSync(path)) return false;
      rmSync(path, { force: true });
      return true;
    },
  };
}
