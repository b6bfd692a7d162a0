import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** Tables of which nothing may outlive the journal: faces, and answers in which a code may stand. */
const NEVER_COPIED = ['templates', 'answers'];

/** Puts what was written to a file or a folder on the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** Templates never leave the journal, where they are erased in time: a restored booking is collected by pass or code. */
function withoutTemplates(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('secure_delete = ON');
    const present = copy.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(({ name }) => name);
    for (const table of NEVER_COPIED.filter((name) => present.includes(name))) copy.exec(`DELETE FROM ${table}`);
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
}

/**
 * Copies an open journal to `to`, without face templates, and puts the copy on the disk (SQLite itself does not flush it). A file at
 * `to` is replaced by the finished copy. Throws what SQLite and the file system object to; nothing half-made is left then.
 */
export function copyJournal(db: Database.Database, to: string): void {
  const part = `${to}.part`;
  try {
    rmSync(part, { force: true });
    db.prepare('VACUUM INTO ?').run(part);
    withoutTemplates(part);
    flush(part);
    renameSync(part, to);
    flush(dirname(to));
  } finally {
    rmSync(part, { force: true });
  }
}
