import { posix } from 'node:path';
import { ROOMS, isSource } from './source-tree.ts';
import type { SourceTree } from './source-tree.ts';

const AT_THE_ROOT = new Set<string>([
  ...ROOMS,
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'electron-builder.yml',
  'README.md',
]);
/** Names that say nothing about what is inside. */
const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'lib', 'libs', 'misc', 'shared', 'src', 'docs', 'scripts']);
const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';
const KEBAB = new RegExp(`^${WORD}(?:\\.${WORD})*$`);
const MAX_LINES = 400;

const inRoom = (path: string): boolean => ROOMS.some((room) => path.startsWith(`${room}/`));

/** Every entry of the root that the layout does not know. */
export function judgeRoot(tree: SourceTree): readonly string[] {
  const entries = new Set([...tree.keys()].map((path) => path.split('/')[0] ?? path));
  return [...entries]
    .filter((entry) => !entry.startsWith('.') && !AT_THE_ROOT.has(entry))
    .map((entry) => `${entry}: the root holds the five rooms and their papers, nothing else`);
}

function judgeName(path: string): string | null {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const names = [...parts.slice(0, -1), file.split('.')[0] ?? ''];
  const empty = names.find((name) => EMPTY_NAMES.has(name));
  if (empty !== undefined) return `${path}: "${empty}" does not say what is inside`;
  const odd = parts.find((name) => name !== 'README.md' && !KEBAB.test(name));
  return odd === undefined ? null : `${path}: "${odd}" is not kebab-case`;
}

/** Every file or folder whose name is not kebab-case, or says nothing. */
export function judgeNames(tree: SourceTree): readonly string[] {
  return [...tree.keys()].filter(inRoom).map(judgeName).filter((finding) => finding !== null);
}

/** Every source file that has grown too long to be read at one go. */
export function judgeSizes(tree: SourceTree): readonly string[] {
  return [...tree]
    .filter(([path]) => isSource(path))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines, more than ${MAX_LINES}`);
}

/** Every room, and every folder of a room that holds source, which has no README. */
export function judgeReadmes(tree: SourceTree): readonly string[] {
  const folders = new Set<string>(ROOMS);
  for (const path of tree.keys()) {
    const [room, folder, ...rest] = path.split('/');
    if (inRoom(path) && isSource(path) && rest.length > 0) folders.add(posix.join(room ?? '', folder ?? ''));
  }
  return [...folders].filter((folder) => !tree.has(`${folder}/README.md`)).map((folder) => `${folder}: has no README.md`);
}
