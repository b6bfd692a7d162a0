import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { done, fault, ok } from '../ports.ts';
import type { Result, StoreFault } from '../ports.ts';
import { chainHash } from './audit-chain.ts';
import { checkIntegrity, checkPlaces, schemaFinding } from './journal-checks.ts';
import { APPLICATION_ID, migrate, readMigrations, schemaVersion } from './migrations.ts';
import type { Migration } from './migrations.ts';
import { isSystemError, toOpeningFault } from './store-faults.ts';

/** Which file, and whose it must be. */
export interface JournalFileOptions {
  readonly path: string;
  readonly siteId: string;
  /** Wall time for the birth of a new journal, in ms of UTC. */
  readonly utcMs: number;
  /** Space to keep beside the journal for a full disk, in bytes. None unless given. */
  readonly reserveBytes?: number;
  /** Only for tests and for the simulator's full disk: no more pages than this. */
  readonly maxPages?: number;
  /** Only for tests of migrations. */
  readonly migrations?: readonly Migration[];
}

/** What must read back after opening, and what it protects. Order matters: exclusive comes before the first read. */
const PRAGMAS: readonly (readonly [name: string, wish: string, readBack: string | number])[] = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  // The library is compiled with NORMAL for WAL, which may lose committed steps with the power.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  // Nothing of a template may reach a temporary file.
  ['temp_store', 'MEMORY', 2],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
];

function setPragmas(db: Database.Database): Result<void, StoreFault> {
  for (const [name, wish, expected] of PRAGMAS) {
    db.pragma(`${name} = ${wish}`);
    const found: unknown = db.pragma(name, { simple: true });
    if (found !== expected) {
      return fault('io', `SQLite did not accept ${name}=${wish} (it is ${String(found)}), so a step could be lost. Put the journal on a local disk.`);
    }
  }
  return done;
}

/** A file that is not ours is left untouched: this reads before anything is written. */
function checkMark(db: Database.Database, name: string): Result<void, StoreFault> {
  const mark = db.pragma('application_id', { simple: true });
  const objects = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()?.count ?? 0;
  const isNew = mark === 0 && objects === 0 && schemaVersion(db) === 0;
  if (mark === APPLICATION_ID || isNew) return done;
  return fault('wrongSite', `${name} is a database, but not a journal of Carillon. It was left as it is. Give the controller the path of its journal.`);
}

/** Refuses the journal of another site. */
export function checkSite(db: Database.Database, siteId: string, name: string): Result<void, StoreFault> {
  const row = db.prepare<[], { siteId: string }>('SELECT site_id AS siteId FROM site').get();
  if (row === undefined || row.siteId === siteId) return done;
  return fault('wrongSite', `${name} is the journal of ${row.siteId}, not of ${siteId}. It was left as it is. Put the right disk in, or give the controller the journal of this site.`);
}

function checkContent(db: Database.Database): Result<void, StoreFault> {
  const finding = schemaFinding(db);
  return finding === undefined ? checkPlaces(db) : fault('corrupt', `${finding} Nothing moves. Keep the file, and restore the latest backup.`);
}

function addSite(db: Database.Database, options: JournalFileOptions): void {
  db.prepare('INSERT INTO site (only_row, site_id, epoch, created_utc_ms) VALUES (1, ?, 0, ?) ON CONFLICT DO NOTHING').run(options.siteId, options.utcMs);
}

type Step = () => Result<void, StoreFault>;

/** Up to the first refusal. */
function inOrder(steps: readonly Step[]): Result<void, StoreFault> {
  for (const step of steps) {
    const result = step();
    if (!result.ok) return result;
  }
  return done;
}

function prepare(db: Database.Database, options: JournalFileOptions): Result<void, StoreFault> {
  const name = basename(options.path);
  db.function('chain_hash', { deterministic: true, directOnly: true }, (before: string, seq: number, utcMs: number, kind: string, detail: string) =>
    chainHash(before, { seq, utcMs, kind, detail }),
  );
  db.pragma('locking_mode = EXCLUSIVE');
  const ready = inOrder([
    () => checkMark(db, name),
    () => setPragmas(db),
    () => checkIntegrity(db),
    () => (schemaVersion(db) === 0 ? done : checkSite(db, options.siteId, name)),
    () => migrate(db, options.path, options.migrations ?? readMigrations()),
    // Migrations of a test make another schema, which is theirs to look at.
    () => (options.migrations === undefined ? checkContent(db) : done),
  ]);
  if (!ready.ok) return ready;
  addSite(db, options);
  // A page limit below what the file already has is raised to that by SQLite itself.
  if (options.maxPages !== undefined) db.pragma(`max_page_count = ${String(options.maxPages)}`);
  return done;
}

/**
 * Opens the journal of one site for this process alone, creating it when it is missing, and brings it to the newest schema.
 * Errors: `locked` (another controller), `wrongSite`, `corrupt`, `schema`, `full`, `readOnly`, `io`. On each the file is
 * closed and as it was.
 */
export function openJournalFile(options: JournalFileOptions): Result<Database.Database, StoreFault> {
  let db: Database.Database | undefined;
  try {
    mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 });
    db = new Database(options.path, { timeout: 0 });
    const prepared = prepare(db, options);
    if (prepared.ok) return ok(db);
    db.close();
    return prepared;
  } catch (error) {
    db?.close();
    return isSystemError(error) ? fault('io', `The folder of the journal cannot be used (${error.message}). Nothing was changed.`) : toOpeningFault(error);
  }
}

/**
 * Opens an existing journal to look at it: changes neither schema nor content. Takes the lock, so a running controller
 * refuses it with `locked`.
 */
export function openForInspection(path: string, siteId: string): Result<Database.Database, StoreFault> {
  let db: Database.Database | undefined;
  try {
    const opened = new Database(path, { timeout: 0, fileMustExist: true });
    db = opened;
    opened.pragma('locking_mode = EXCLUSIVE');
    const ready = inOrder([
      () => checkMark(opened, basename(path)),
      () => setPragmas(opened),
      () => (schemaVersion(opened) === 0 ? fault('schema', `${basename(path)} holds no journal yet.`) : checkSite(opened, siteId, basename(path))),
    ]);
    if (ready.ok) return ok(opened);
    opened.close();
    return ready;
  } catch (error) {
    db?.close();
    return toOpeningFault(error);
  }
}
