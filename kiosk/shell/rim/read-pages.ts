import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { manifestOf } from '../pages.ts';
import type { Pages } from '../pages.ts';

/** Reads the built pages into memory, once; nothing is read from the disk afterwards. Null when they are not there. */
export function readPages(folder: string): Pages | null {
  try {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return manifestOf(names.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [`/${file.slice(folder.length).split(sep).filter((part) => part !== '').join('/')}`, new Uint8Array(readFileSync(file))] as const;
    }));
  } catch {
    // Not built, or not packed: the caller says that there is nothing to show.
    return null;
  }
}
