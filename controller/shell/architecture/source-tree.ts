import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The house as it is judged: every file's path from the root, and its text (empty for pictures and other bytes). */
export type SourceTree = ReadonlyMap<string, string>;

/** Rooms whose source is judged. */
export const ROOMS = ['config', 'hal', 'controller', 'sim', 'kiosk'] as const;

const TEXT = /\.(?:ts|tsx|mts|mjs|cjs|js|json|ya?ml|css|html|md|txt|sh)$|(?:^|\/)(?:\.[\w.-]+|run)$/;
const SOURCE = /\.(?:ts|tsx|mjs|cjs)$/;
/** Folders that hold what only tests load. */
const SUPPORT = /\/(?:testing|architecture|gallery)\//;
const TEST = /\.test\.tsx?$/;

/** A file that the compiler or Node loads as a program. */
export function isSource(path: string): boolean {
  return SOURCE.test(path);
}

/** A test, or a file that exists for tests alone. Neither is part of what runs in a tower. */
export function isTestOnly(path: string): boolean {
  return TEST.test(path) || SUPPORT.test(path);
}

/** Reads every file that belongs to the repository: tracked, or new and not ignored. Needs git and a clone. */
export function readTree(root: string): SourceTree {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const tree = new Map<string, string>();
  for (const path of new Set(listed.split('\0').filter((name) => name !== ''))) {
    const file = join(root, path);
    // A file deleted but not yet committed is still listed.
    if (!existsSync(file) || !statSync(file).isFile()) continue;
    tree.set(path, TEXT.test(path) ? readFileSync(file, 'utf8') : '');
  }
  return tree;
}

/** A tree made of what stands here, for tests of the rules themselves. */
export function fakeTree(files: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(files));
}
