import { closeSync, copyFileSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { markPathOf } from '../../../journal/high-water.ts';
import { checkJournal } from '../../../journal/maintenance.ts';
import { openSqliteStore } from '../../../journal/sqlite-store.ts';
import type { Dice } from '../../../../sim/campaign/dice.ts';

/** How a journal is found that nobody writes to at the moment. */
export type Damage = 'flipped' | 'misdirected' | 'foreign' | 'old' | 'newer' | 'noLog';

/** Where SQLite's header keeps `user_version`, the number of the schema. */
const USER_VERSION_AT = 60;
const PAGE = 4096;
const NEWER = 999;

const logOf = (path: string): string => `${path}-wal`;
const lookedAt = (path: string): string => `${path}-looked-at`;

/** Copies file and log. */
export function copyJournal(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(logOf(from))) copyFileSync(logOf(from), logOf(to));
  else rmSync(logOf(to), { force: true });
}

/** What is wrong with a journal as it lies on the disk. A copy is looked at: opening one tidies its log up. */
export function findingsOf(path: string, siteId: string): readonly string[] {
  const copy = lookedAt(path);
  copyJournal(path, copy);
  const checked = checkJournal({ path: copy, siteId });
  return checked.ok ? checked.value.findings : [checked.error.message];
}

/** All that a journal says, its log worked into it. A copy is opened, as for its findings. */
function contentOf(path: string, siteId: string): Buffer {
  findingsOf(path, siteId);
  return readFileSync(lookedAt(path));
}

/** Puts another file in place of the journal. False where both say the same: nobody can tell them apart, and nothing is damaged. */
function exchange(path: string, siteId: string, put: () => void): boolean {
  const before = contentOf(path, siteId);
  put();
  return !contentOf(path, siteId).equals(before);
}

/** The length of the log, in bytes. */
export function logLength(path: string): number {
  return existsSync(logOf(path)) ? statSync(logOf(path)).size : 0;
}

function edit(path: string, change: (file: number, length: number) => void): void {
  const file = openSync(path, 'r+');
  try {
    change(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/** The high-water mark beside a journal, for putting it back. */
export function readNote(path: string): Buffer | undefined {
  return existsSync(markPathOf(path)) ? readFileSync(markPathOf(path)) : undefined;
}

/** The note as it was before a write that has not become durable. */
export function putNote(path: string, note: Buffer | undefined): void {
  if (note === undefined) rmSync(markPathOf(path), { force: true });
  else writeFileSync(markPathOf(path), note);
}

/** The log ends somewhere after `fromByte`, and what stands there is half nonsense: as a power cut leaves a write that was not yet flushed. */
export function tearLog(path: string, fromByte: number, dice: Dice): void {
  edit(logOf(path), (file, length) => {
    const end = fromByte + dice.int(Math.max(1, length - fromByte));
    ftruncateSync(file, Math.max(fromByte, end));
    if (end > fromByte) writeSync(file, Buffer.from([dice.int(256)]), 0, 1, fromByte + dice.int(end - fromByte));
  });
}

/** Which journal is damaged, and the copy of an earlier moment, where one was kept. */
export interface Damaged {
  readonly path: string;
  readonly siteId: string;
  readonly backup: string | undefined;
}

/** Damages a journal. False where there is nothing to damage. */
export function damageJournal({ path, siteId, backup }: Damaged, how: Damage, dice: Dice): boolean {
  switch (how) {
    case 'foreign': {
      rmSync(path, { force: true });
      rmSync(logOf(path), { force: true });
      // Another tower's disk comes with its own mark.
      rmSync(markPathOf(path), { force: true });
      const opened = openSqliteStore({ path, siteId: 'another-tower', utcMs: 0 });
      if (opened.ok) opened.value.closeNow();
      return opened.ok;
    }
    case 'old':
      if (backup === undefined) return false;
      return exchange(path, siteId, () => { copyJournal(backup, path); });
    case 'noLog':
      // The copy that was made while the log was there: without it.
      if (backup === undefined) return false;
      return exchange(path, siteId, () => {
        copyFileSync(backup, path);
        rmSync(logOf(path), { force: true });
      });
    case 'newer':
      edit(path, (file) => { writeSync(file, Buffer.from([0, 0, NEWER >> 8, NEWER & 0xff]), 0, 4, USER_VERSION_AT); });
      return true;
    case 'flipped':
      edit(path, (file, length) => {
        const at = PAGE + dice.int(Math.max(1, length - PAGE));
        const byte = Buffer.alloc(1);
        readSync(file, byte, 0, 1, at);
        writeSync(file, Buffer.from([(byte[0] ?? 0) ^ (1 << dice.int(8))]), 0, 1, at);
      });
      return true;
    case 'misdirected':
      edit(path, (file, length) => {
        const pages = Math.floor(length / PAGE);
        const page = Buffer.alloc(PAGE);
        readSync(file, page, 0, PAGE, (1 + dice.int(pages - 1)) * PAGE);
        writeSync(file, page, 0, PAGE, (1 + dice.int(pages - 1)) * PAGE);
      });
      return true;
  }
}
