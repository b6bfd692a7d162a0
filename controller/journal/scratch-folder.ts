import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for what is thrown away with its process: in memory where the system offers that, so that nothing waits for a disk. Its owner removes it. */
export function createScratchFolder(name: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `carillon-${name}-`));
}
