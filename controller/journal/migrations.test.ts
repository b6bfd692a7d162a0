import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createJournal } from './journal.ts';
import { readMigrations } from './migrations.ts';
import type { Migration } from './migrations.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { statement } from './statements.ts';
import { NOON_UTC_MS, SITE, granted, openBench, refusal, standingWall, tempFolder } from './testing/journal-bench.ts';

const ours = readMigrations();
const broken: Migration = { number: ours.length + 1, name: 'broken', sql: 'CREATE TABLE half (x TEXT); INSERT INTO nowhere VALUES (1);' };
const next: Migration = { number: ours.length + 1, name: 'next', sql: 'CREATE TABLE extra (x TEXT) STRICT;' };
const open = (path: string, migrations: readonly Migration[]) => openSqliteStore({ path, siteId: SITE, utcMs: NOON_UTC_MS, migrations });

describe('migrations of the journal', () => {
  const folder = tempFolder();
  after(folder.remove);
  let path = '';
  let count = 0;
  beforeEach(() => {
    count += 1;
    path = join(folder.path, `${count}.db`);
    granted(open(path, ours)).closeNow();
  });

  it('makes no backup of a new journal and one before each upgrade', () => {
    assert.ok(!existsSync(`${path}.before-1.backup`));
    granted(open(path, [...ours, next])).closeNow();
    const backup = new Database(`${path}.before-${next.number}.backup`, { readonly: true });
    assert.equal(backup.pragma('user_version', { simple: true }), ours.length);
    backup.close();
  });
  it('leaves the journal as it was when a step fails', () => {
    const failed = open(path, [...ours, broken]);
    assert.ok(!failed.ok);
    assert.equal(failed.error.code, 'schema');
    assert.match(failed.error.message, /Migration broken failed .* as it was before it\. A copy/);
    const again = granted(open(path, ours));
    assert.equal(granted(again.readNow(statement('site.one'))).length, 1);
    again.closeNow();
  });
  it('refuses a journal that a newer program has made', () => {
    granted(open(path, [...ours, next])).closeNow();
    assert.equal(refusal(open(path, ours)), 'schema');
  });
  it('refuses a journal made with another text of a step', () => {
    const edited = ours.map((step, index) => (index === 0 ? { ...step, sql: `${step.sql}-- edited` } : step));
    assert.equal(refusal(open(path, edited)), 'schema');
  });
  it('throws for a broken install whose numbers do not follow each other', () => {
    const steps = join(folder.path, 'steps');
    mkdirSync(steps);
    writeFileSync(join(steps, '001-a.sql'), '');
    writeFileSync(join(steps, '003-c.sql'), '');
    assert.throws(() => readMigrations(steps), /003-c.sql is out of order: number 2 was expected/);
  });
  it('finds the site row again after a start that was cut before it was written', () => {
    const half = new Database(path);
    half.exec('DELETE FROM site');
    half.close();
    const bench = granted(open(path, ours));
    assert.equal(granted(bench.readNow(statement('site.one')))[0]?.['siteId'], SITE);
    bench.closeNow();
  });
});

describe('the migration to orders', () => {
  it('carries every collection over as a delivery, with its phase, and keeps the intents', async () => {
    const folder = tempFolder();
    after(folder.remove);
    const path = join(folder.path, 'old.db');
    granted(open(path, ours.slice(0, 2))).closeNow();
    const old = new Database(path);
    old.exec(`INSERT INTO pallets VALUES ('P05', 5, '2-1L', 'cell:2-1L');
      INSERT INTO cars VALUES ('SH-05', 'P05', 'pallet', '', '', '', '', 'BEV', 1, 1, 1, 1, 1, 1);
      INSERT INTO collections VALUES ('c-1', 'b-1', 'SH-05', 'P05', '2-1L', 'A', 'coming', 1, 2), ('c-2', NULL, 'SH-05', 'P05', '2-1L', 'A', 'done', 1, 2);
      INSERT INTO intents VALUES (1, 1, 'lift.move', 'up', 'c-1', 3)`);
    old.close();
    const store = granted(open(path, ours));
    const image = granted(await createJournal({ store, wall: standingWall() }).boot());
    assert.deepEqual(image.openOrders, [{ kind: 'deliver', orderId: 'c-1', bookingId: 'b-1', carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'coming' }]);
    assert.equal(image.openIntents[0]?.orderId, 'c-1');
    assert.equal(granted(store.readNow(statement('collection.one', { collectionId: 'c-2' })))[0]?.['phase'], 'done');
    store.closeNow();
  });
});

describe('a new journal', () => {
  it('begins at epoch 0 with nothing in it', async () => {
    const bench = openBench();
    const image = granted(await bench.journal.boot());
    assert.deepEqual(image, { epoch: 1, pallets: [], cars: [], openIntents: [], openOrders: [] });
    bench.remove();
  });
});
