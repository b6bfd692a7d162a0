import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { fault, ok } from '../ports.ts';
import type { Fault, Result, StoreFault } from '../ports.ts';
import { CHAIN_START, chainHash, verifyChain } from './audit-chain.ts';
import type { AuditRow } from './audit-chain.ts';
import { canonicalJson } from './canonical-json.ts';
import { copyJournal, flush } from './copy-journal.ts';
import { markPathOf } from './high-water.ts';
import { checkIntegrity, checkPlaces, schemaFinding } from './journal-checks.ts';
import { openForInspection } from './journal-file.ts';
import { schemaVersion } from './migrations.ts';
import { statements } from './statements.ts';
import { isSystemError, toOpeningFault, toStoreFault } from './store-faults.ts';

/** Why a backup or a restore was refused. The journal is as it was. */
export type MaintenanceFault = StoreFault | Fault<'exists' | 'missing'>;

/** Which journal. */
export interface JournalAt {
  readonly path: string;
  readonly siteId: string;
}

/** What `db check` found; `ok` when there is no finding. */
export interface CheckReport {
  readonly ok: boolean;
  readonly findings: readonly string[];
  readonly schema: number;
  readonly epoch: number;
  readonly auditRows: number;
  /** Hash of the last audit row: write it down elsewhere, and rows cut off later will show. */
  readonly auditHead: string;
  readonly openIntents: number;
}

function sqlOf(name: string): string {
  const text = statements.get(name);
  if (text === undefined) throw new Error(`the journal has no statement "${name}"`);
  return text.sql;
}

function checkOpen(db: Database.Database): CheckReport {
  const integrity = checkIntegrity(db);
  const schema = schemaFinding(db);
  const places = schema === undefined ? checkPlaces(db) : undefined;
  const chain = verifyChain(db.prepare<[], AuditRow>(sqlOf('audit.all')).iterate());
  const findings = [
    integrity.ok ? undefined : integrity.error.message,
    schema,
    places?.ok === false ? places.error.message : undefined,
    chain.ok ? undefined : chain.message,
    db.pragma('synchronous', { simple: true }) === 2 ? undefined : 'Commits are not flushed: synchronous is not FULL.',
  ].filter((finding) => finding !== undefined);
  return {
    ok: findings.length === 0,
    findings,
    schema: schemaVersion(db),
    epoch: db.prepare<[], { epoch: number }>(sqlOf('site.one')).get()?.epoch ?? 0,
    auditRows: chain.ok ? chain.rows : 0,
    auditHead: chain.ok ? chain.head : '',
    openIntents: db.prepare(sqlOf('intent.open')).all().length,
  };
}

/** A file that cannot be read or written is as much to be expected as a journal that SQLite objects to. */
function toFault(error: unknown): { readonly ok: false; readonly error: MaintenanceFault } {
  return isSystemError(error) ? fault('io', `The file or its folder cannot be used (${error.message}). Nothing was changed.`) : toStoreFault(error);
}

/** Integrity, references, schema, audit chain and durability of a journal that no controller holds. Errors: as opening. */
export function checkJournal({ path, siteId }: JournalAt): Result<CheckReport, MaintenanceFault> {
  if (!existsSync(path)) return fault('missing', `There is no journal at ${path}.`);
  const opened = openForInspection(path, siteId);
  if (!opened.ok) return opened;
  try {
    return ok(checkOpen(opened.value));
  } catch (error) {
    return toOpeningFault(error);
  } finally {
    opened.value.close();
  }
}

/**
 * Copies the journal of a stopped controller to `to`, without face templates. Errors: `exists` (never overwrites), `locked`
 * (stop the controller first) and those of opening and writing.
 */
export function backupJournal({ path, siteId, to }: JournalAt & { readonly to: string }): Result<{ readonly path: string; readonly bytes: number }, MaintenanceFault> {
  if (!existsSync(path)) return fault('missing', `There is no journal at ${path}.`);
  if (existsSync(to)) return fault('exists', `${to} exists already. Nothing was written. Choose another name.`);
  const opened = openForInspection(path, siteId);
  if (!opened.ok) return opened;
  try {
    copyJournal(opened.value, to);
    return ok({ path: to, bytes: statSync(to).size });
  } catch (error) {
    return toFault(error);
  } finally {
    opened.value.close();
  }
}

/** Devices refuse commands of an epoch that they have seen surpassed; between backup and restore at most this many starts may lie. */
const EPOCH_LEAP = 10_000;

/** Makes the restored copy say of itself that it is one, and raises the epoch beyond any that devices have seen. */
function markRestored(path: string, utcMs: number): void {
  const copy = new Database(path);
  copy.function('chain_hash', (before: string, seq: number, at: number, kind: string, detail: string) => chainHash(before, { seq, utcMs: at, kind, detail }));
  copy.transaction(() => {
    copy.prepare('UPDATE site SET epoch = epoch + ?').run(EPOCH_LEAP);
    copy.prepare(sqlOf('audit.add')).run({ utcMs, kind: 'journalRestored', detail: canonicalJson({ epochLeap: EPOCH_LEAP }), chainStart: CHAIN_START });
  })();
  copy.close();
}

/** Whether the place of the journal is free: empty, or a file that nobody holds. */
function notHeld({ path, siteId }: JournalAt): Result<void, MaintenanceFault> {
  if (!existsSync(path)) return ok(undefined);
  const present = openForInspection(path, siteId);
  if (present.ok) present.value.close();
  // A damaged journal is what a restore is for; a held one, or another site's, is not ours to replace.
  return present.ok || present.error.code === 'corrupt' || present.error.code === 'schema' ? ok(undefined) : present;
}

/**
 * Moves the journal out of the way, with the log of one that was not closed: what is damaged may still be needed. The name is the
 * first free one, so that a second restore keeps what the first has kept.
 */
function setAside(path: string): void {
  let aside = `${path}.replaced`;
  for (let number = 2; existsSync(aside) || existsSync(`${aside}-wal`); number += 1) aside = `${path}.replaced-${String(number)}`;
  // The log first: a journal must never be found with the log of another one.
  for (const rest of ['-wal', '-shm', '']) if (existsSync(`${path}${rest}`)) renameSync(`${path}${rest}`, `${aside}${rest}`);
  // What stands there from now on may be as old as it is: somebody has said so.
  rmSync(markPathOf(path), { force: true });
}

/**
 * Puts a backup in the place of the journal; the old file stays beside it as `<path>.replaced` (`.replaced-2` …). Refused while a controller runs
 * (`locked`), for another site (`wrongSite`) and for a backup that does not pass the check (`corrupt`). The inventory is as old as
 * the backup: the next start compares it with the sensors and shows what disagrees.
 */
export function restoreJournal({ path, siteId, from, utcMs }: JournalAt & { readonly from: string; readonly utcMs: number }): Result<CheckReport, MaintenanceFault> {
  if (!existsSync(from)) return fault('missing', `There is no backup at ${from}.`);
  const free = notHeld({ path, siteId });
  if (!free.ok) return free;
  const part = `${path}.restoring`;
  try {
    rmSync(part, { force: true });
    copyFileSync(from, part);
    const before = checkJournal({ path: part, siteId });
    if (!before.ok) return before;
    if (!before.value.ok) return fault('corrupt', `The backup is damaged, so the journal was left as it is: ${before.value.findings.join(' ')}`);
    markRestored(part, utcMs);
    flush(part);
    setAside(path);
    renameSync(part, path);
    flush(dirname(path));
    return checkJournal({ path, siteId });
  } catch (error) {
    return toFault(error);
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${rest}`, { force: true });
  }
}
