import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrations } from './migrations.ts';
import type { Migration } from './migrations.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { statement } from './statements.ts';
import { NOON_UTC_MS, SITE, granted, openBench, refusal, tempFolder } from './testing/journal-bench.ts';

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

describe('a new journal', () => {
  it('begins at epoch 0 with nothing in it', async () => {
    const bench = openBench();
    const image = granted(await bench.journal.boot());
    assert.deepEqual(image, { epoch: 1, pallets: [], cars: [], openIntents: [], openCollections: [] });
    bench.remove();
  });
});
