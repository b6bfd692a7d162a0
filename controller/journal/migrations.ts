import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { done, fault } from '../ports.ts';
import type { Result, StoreFault } from '../ports.ts';
import { copyJournal } from './copy-journal.ts';
import { toStoreFault } from './store-faults.ts';

/** One numbered step of the schema. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Marks a file as a journal of this program ("CVJ1"). */
export const APPLICATION_ID = 0x43_56_4a_31;

const FOLDER = join(import.meta.dirname, 'migrations');
const APPLIED = 'CREATE TABLE IF NOT EXISTS applied_migrations (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL) STRICT';

/** The migrations of this program in their order. Throws when the numbers do not run 1, 2, 3: that is a broken install. */
export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  return names.map((name, index) => {
    const number = Number.parseInt(name, 10);
    if (number !== index + 1) throw new Error(`migration ${name} is out of order: number ${String(index + 1)} was expected`);
    return { number, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

/** Number of the last migration that the file has seen; 0 for a new file. */
export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

const fingerprint = (migration: Migration): string => createHash('sha256').update(migration.sql).digest('hex');

function applyOne(db: Database, migration: Migration): void {
  db.transaction(() => {
    db.exec(APPLIED);
    db.exec(migration.sql);
    db.prepare('INSERT INTO applied_migrations (number, sha256) VALUES (?, ?)').run(migration.number, fingerprint(migration));
    db.pragma(`application_id = ${String(APPLICATION_ID)}`);
    db.pragma(`user_version = ${String(migration.number)}`);
  }).immediate();
}

function checkPast(db: Database, version: number, migrations: readonly Migration[]): Result<void, StoreFault> {
  if (version > migrations.length) {
    return fault('schema', `The journal has schema ${String(version)}, this program knows ${String(migrations.length)}. Nothing was changed. Install the newer program, or restore the backup that stands beside the journal.`);
  }
  if (version === 0) return done;
  const rows = db.prepare<[], { number: number; sha256: string }>('SELECT number, sha256 FROM applied_migrations ORDER BY number').all();
  const odd = migrations.slice(0, version).find((migration, index) => rows[index]?.sha256 !== fingerprint(migration));
  return odd === undefined
    ? done
    : fault('schema', `The journal was made with another text of migration ${odd.name}. Nothing was changed. Install the program that made it.`);
}

/**
 * Brings the file to the newest schema, forward only. A file that already holds data is copied first, without face templates, to
 * `<path>.before-<n>.backup`; when a step fails the file is as it was before that step.
 */
export function migrate(db: Database, path: string, migrations: readonly Migration[]): Result<void, StoreFault> {
  const version = schemaVersion(db);
  const past = checkPast(db, version, migrations);
  if (!past.ok) return past;
  const pending = migrations.slice(version);
  const [first] = pending;
  if (first === undefined) return done;
  const backup = `${path}.before-${String(first.number)}.backup`;
  try {
    if (version > 0) copyJournal(db, backup);
  } catch (error) {
    return toStoreFault(error);
  }
  for (const migration of pending) {
    try {
      applyOne(db, migration);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return fault('schema', `Migration ${migration.name} failed (${why}). The journal is as it was before it.${version > 0 ? ' A copy of before the upgrade stands beside it.' : ''}`);
    }
  }
  return done;
}
