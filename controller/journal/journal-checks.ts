import Database from 'better-sqlite3';
import { done, fault } from '../ports.ts';
import type { Result, StoreFault } from '../ports.ts';
import { claimsOf } from './inventory.ts';
import type { PalletPlace } from './journal.port.ts';
import { readMigrations, schemaVersion } from './migrations.ts';

const KEEP = 'Nothing moves. Keep the file, and restore the latest backup.';

/** Structure and references of the whole file. */
export function checkIntegrity(db: Database.Database): Result<void, StoreFault> {
  const verdict: unknown = db.pragma('integrity_check(10)', { simple: true });
  if (verdict !== 'ok') return fault('corrupt', `The journal is damaged: ${String(verdict)}. ${KEEP}`);
  const orphans = db.pragma('foreign_key_check') as readonly unknown[];
  if (orphans.length > 0) return fault('corrupt', `${String(orphans.length)} rows of the journal point at rows that are not there. Keep the file, and restore the latest backup.`);
  return done;
}

const tables = (db: Database.Database): string =>
  db.prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name").all().map(({ sql }) => sql).join('\n');

/** What the migrations up to a version make; worked out once for each. */
const made = new Map<number, string>();

function madeBy(version: number): string {
  const known = made.get(version);
  if (known !== undefined) return known;
  const model = new Database(':memory:');
  model.exec('CREATE TABLE IF NOT EXISTS applied_migrations (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL) STRICT');
  for (const { sql } of readMigrations().slice(0, version)) model.exec(sql);
  const text = tables(model);
  model.close();
  made.set(version, text);
  return text;
}

/** The schema that the migrations up to its version make, next to the one that the file has; undefined when they are the same. */
export function schemaFinding(db: Database.Database): string | undefined {
  const version = schemaVersion(db);
  const known = readMigrations().length;
  if (version > known) return `The schema is ${String(version)}; this program knows ${String(known)}.`;
  return madeBy(version) === tables(db) ? undefined : 'Tables, indexes or triggers differ from what the migrations make: the file was changed by hand, or by a bad disk.';
}

/**
 * Each pallet's place next to the places that are kept for it. They are written together, and SQLite has no checksum of its own: one changed
 * bit in a place would otherwise be believed.
 */
export function checkPlaces(db: Database.Database): Result<void, StoreFault> {
  const pallets = db.prepare<[], { palletId: string; place: string }>('SELECT pallet_id AS palletId, place FROM pallets').all();
  const claims = db.prepare<[], { palletId: string; place: string }>('SELECT pallet_id AS palletId, place FROM pallet_claims').all();
  const kept = new Map(claims.map(({ place, palletId }) => [place, palletId]));
  const owed = pallets.flatMap(({ palletId, place }) => claimsOf(place as PalletPlace).map((each) => ({ palletId, place: each })));
  const odd = owed.find(({ palletId, place }) => kept.get(place) !== palletId);
  if (odd === undefined && owed.length === claims.length) return done;
  return fault('corrupt', `The journal contradicts itself about where pallet ${odd?.palletId ?? 'and claim'} is. ${KEEP}`);
}
