import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { backupJournal, restoreJournal } from './maintenance.ts';
import { readMigrations } from './migrations.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { NOON_UTC_MS, SITE, granted, openSeededBench, refusal } from './testing/journal-bench.ts';
import type { JournalBench } from './testing/journal-bench.ts';

const FACE = Buffer.from('a sealed template of 128 numbers, as the journal keeps it');

describe('a journal that is put back', () => {
  let bench: JournalBench;
  let at: { readonly path: string; readonly siteId: string };
  let backup: string;
  beforeEach(async () => {
    bench = await openSeededBench();
    at = { path: bench.path, siteId: SITE };
    backup = join(bench.folder, 'copy.db');
    bench.store.closeNow();
    granted(backupJournal({ ...at, to: backup }));
  });
  afterEach(() => bench.remove());
  const restore = () => restoreJournal({ ...at, from: backup, utcMs: NOON_UTC_MS });
  const kept = (): readonly string[] => readdirSync(dirname(at.path)).filter((name) => name.startsWith(`${basename(at.path)}.replaced`)).sort();

  it('keeps what each restore has replaced, not only the last', () => {
    const first = readFileSync(at.path);
    granted(restore());
    granted(restore());
    assert.deepEqual(kept(), ['journal.db.replaced', 'journal.db.replaced-2']);
    assert.ok(readFileSync(`${at.path}.replaced`).equals(first));
  });
  it('is refused, not thrown at, where files cannot be written', () => {
    const elsewhere = { path: join(bench.folder, 'missing', 'journal.db'), siteId: SITE };
    assert.equal(refusal(restoreJournal({ ...elsewhere, from: backup, utcMs: NOON_UTC_MS })), 'io');
    assert.equal(refusal(backupJournal({ ...at, to: join(bench.folder, 'missing', 'copy.db') })), 'io');
    assert.equal(refusal(restoreJournal({ ...at, from: bench.folder, utcMs: NOON_UTC_MS })), 'io');
  });
});

describe('the copy of a journal before an upgrade', () => {
  it('holds no face: templates are erased in time, and a copy would outlive them', async () => {
    const bench = await openSeededBench();
    bench.store.closeNow();
    const db = new Database(bench.path);
    db.exec(`INSERT INTO members VALUES ('m', 'M', 'en', 'x', 0);
      INSERT INTO bookings (booking_id, member_id, car_id, from_utc_ms, until_utc_ms, return_by_utc_ms, language, state, code_hash, sealed_code, pass_id, pass, created_utc_ms)
      VALUES ('b', 'm', 'SH-05', 1, 2, 3, 'en', 'booked', 'h', x'00', 'p', 'q', 0)`);
    db.prepare("INSERT INTO templates VALUES ('b', 0, 'v', ?)").run(FACE);
    db.close();
    const ours = readMigrations();
    const next = { number: ours.length + 1, name: 'next', sql: 'CREATE TABLE extra (x TEXT) STRICT;' };
    granted(openSqliteStore({ path: bench.path, siteId: SITE, utcMs: NOON_UTC_MS, migrations: [...ours, next] })).closeNow();
    const copy = readFileSync(`${bench.path}.before-${String(next.number)}.backup`);
    assert.ok(!copy.includes(FACE));
    assert.ok(readFileSync(bench.path).includes(FACE), 'the journal itself goes on with it');
    bench.remove();
  });
});
