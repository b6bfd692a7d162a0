import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Dice } from '../../../../sim/campaign/dice.ts';
import { openSqliteStore } from '../../../journal/sqlite-store.ts';

/** What is done to the files of a journal that nobody holds. */
export const FILE_KINDS = [
  'whole', 'byte flipped', 'bytes at random', 'page zeroed', 'page misdirected', 'cut short', 'emptied', 'header changed', 'grown', 'log flipped', 'log cut short', 'log lost', 'mark damaged', 'no database', 'digit changed', 'another tower',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const PAGE = 4096;
const HEADER_BYTES = 100;

function edit(path: string, change: (file: number, length: number) => void): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  try {
    change(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function flip(file: number, length: number, dice: Dice): void {
  if (length === 0) return;
  const at = dice.int(length);
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.of((byte[0] ?? 0) ^ (1 << dice.int(8))), 0, 1, at);
}

const noise = (bytes: number, dice: Dice): Buffer => Buffer.from(Array.from({ length: bytes }, () => dice.int(256)));

function misdirect(file: number, length: number, dice: Dice): void {
  const pages = Math.floor(length / PAGE);
  const page = Buffer.alloc(PAGE);
  readSync(file, page, 0, PAGE, dice.int(pages) * PAGE);
  writeSync(file, page, 0, PAGE, dice.int(pages) * PAGE);
}

/** One digit of a text becomes another: the kind of damage that leaves every structure whole. */
function changeDigit(file: number, length: number, dice: Dice): void {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, 0);
  const places = [...bytes.toString('latin1').matchAll(/(?<=[A-Z0-9]-?)[0-9](?=-?[A-Z0-9])/gu)];
  const place = places[dice.int(Math.max(1, places.length))];
  if (place !== undefined) writeSync(file, String((Number(place[0]) + 1 + dice.int(9)) % 10), place.index, 'latin1');
}

type Change = (path: string, dice: Dice) => void;
const inFile = (change: (file: number, length: number, dice: Dice) => void): Change => (path, dice) => { edit(path, (file, length) => { change(file, length, dice); }); };
const inLog = (change: (file: number, length: number, dice: Dice) => void): Change => (path, dice) => { inFile(change)(`${path}-wal`, dice); };

const CHANGES: Readonly<Record<FileKind, Change>> = {
  whole: () => undefined,
  'byte flipped': inFile(flip),
  'bytes at random': inFile((file, length, dice) => { writeSync(file, noise(1 + dice.int(64), dice), 0, undefined, dice.int(length)); }),
  'page zeroed': inFile((file, length, dice) => { writeSync(file, Buffer.alloc(PAGE), 0, PAGE, dice.int(Math.ceil(length / PAGE)) * PAGE); }),
  'page misdirected': inFile(misdirect),
  'cut short': inFile((file, length, dice) => { ftruncateSync(file, dice.int(length)); }),
  emptied: inFile((file) => { ftruncateSync(file, 0); }),
  'header changed': inFile((file, _length, dice) => { writeSync(file, noise(1, dice), 0, 1, dice.int(HEADER_BYTES)); }),
  grown: inFile((file, length, dice) => { writeSync(file, noise(1 + dice.int(2 * PAGE), dice), 0, undefined, length); }),
  'log flipped': inLog(flip),
  'log cut short': inLog((file, length, dice) => { ftruncateSync(file, dice.int(Math.max(1, length))); }),
  'log lost': (path) => { rmSync(`${path}-wal`, { force: true }); },
  'mark damaged': (path, dice) => { inFile(flip)(`${path}-mark`, dice); },
  'no database': inFile((file, length, dice) => { writeSync(file, noise(Math.min(length, PAGE), dice), 0, undefined, 0); }),
  'digit changed': inFile(changeDigit),
  // Its own mark comes with another tower's disk.
  'another tower': (path) => {
    for (const rest of ['', '-wal', '-mark']) rmSync(path + rest, { force: true });
    const opened = openSqliteStore({ path, siteId: 'another-tower', utcMs: 0 });
    if (opened.ok) opened.value.closeNow();
  },
};

/** Does it to the journal at `path`, its log or its mark. */
export function mutateFile(kind: FileKind, path: string, dice: Dice): void {
  CHANGES[kind](path, dice);
}
