import assert from 'node:assert/strict';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrations } from './migrations.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { statement, statements } from './statements.ts';
import { auditStatement } from './audit.ts';
import { NOON_UTC_MS, SITE, granted, openBench, refusal, tempFolder } from './testing/journal-bench.ts';
import type { JournalBench } from './testing/journal-bench.ts';

const audit = (text: string) => auditStatement('note', { text }, NOON_UTC_MS);

describe('the journal file', () => {
  let bench: JournalBench;
  beforeEach(() => (bench = openBench()));
  afterEach(() => bench.remove());

  it('has every statement compile, readers in read and writers in commit', () => {
    const db = new Database(':memory:');
    db.function('chain_hash', { varargs: true }, () => '');
    for (const { sql } of readMigrations()) db.exec(sql);
    for (const [name, { sql }] of statements) assert.doesNotThrow(() => db.prepare(sql), name);
  });
  it('refuses a second controller with a sentence that says what to do', () => {
    const second = openSqliteStore({ path: bench.path, siteId: SITE, utcMs: NOON_UTC_MS });
    assert.ok(!second.ok);
    assert.equal(second.error.code, 'locked');
    assert.match(second.error.message, /Another controller holds this journal\. Nothing was changed\. Stop the other controller/);
    assert.equal(refusal(bench.store.commitNow([audit('still works')])), '');
  });
  it('refuses the journal of another site and leaves it as it is', () => {
    granted(bench.store.commitNow([audit('mine')]));
    bench.store.closeNow();
    const before = readFileSync(bench.path);
    const other = openSqliteStore({ path: bench.path, siteId: 'tmall-guangzhou', utcMs: NOON_UTC_MS });
    assert.ok(!other.ok);
    assert.equal(other.error.code, 'wrongSite');
    assert.match(other.error.message, /journal of tmall-shanghai, not of tmall-guangzhou/);
    assert.deepEqual(readFileSync(bench.path), before);
  });
  it('leaves a database that is not a journal, and a file that is no database, untouched', () => {
    const foreign = join(bench.folder, 'foreign.db');
    const db = new Database(foreign);
    db.exec('CREATE TABLE recipes (name TEXT)');
    db.close();
    const paper = join(bench.folder, 'paper.db');
    writeFileSync(paper, 'a shopping list, not a database: milk, eggs, and a car to fetch at noon'.repeat(20));
    for (const [path, code] of [[foreign, 'wrongSite'], [paper, 'corrupt']] as const) {
      const before = readFileSync(path);
      assert.equal(refusal(openSqliteStore({ path, siteId: SITE, utcMs: NOON_UTC_MS })), code);
      assert.deepEqual(readFileSync(path), before, path);
    }
  });
  it('says what to do when its folder cannot be used', () => {
    const blocked = join(bench.folder, 'blocked');
    writeFileSync(blocked, '');
    assert.equal(refusal(openSqliteStore({ path: join(blocked, 'journal.db'), siteId: SITE, utcMs: NOON_UTC_MS })), 'io');
    mkdirSync(join(bench.folder, 'a-folder.db'));
    assert.equal(refusal(openSqliteStore({ path: join(bench.folder, 'a-folder.db'), siteId: SITE, utcMs: NOON_UTC_MS })), 'io');
  });
  it('refuses a file whose pages were overwritten', () => {
    for (let i = 0; i < 400; i += 1) granted(bench.store.commitNow([audit(`row ${i} ${'x'.repeat(200)}`)]));
    bench.store.closeNow();
    const bytes = readFileSync(bench.path);
    bytes.fill(0xa5, 4096 * 8, 4096 * 20);
    writeFileSync(bench.path, bytes);
    assert.equal(refusal(openSqliteStore({ path: bench.path, siteId: SITE, utcMs: NOON_UTC_MS })), 'corrupt');
  });
  it('stores all of a batch or nothing of it', () => {
    const twice = [audit('first'), statement('site.add', { siteId: 'x', utcMs: 0 })];
    assert.equal(refusal(bench.store.commitNow(twice)), 'conflict');
    assert.deepEqual(granted(bench.store.readNow(statement('audit.all'))), []);
    assert.equal(bench.store.health(), 'ok', 'a wrong batch says nothing of the disk');
  });
  it('refuses a batch whose statement changes another number of rows than expected', () => {
    const batch = [audit('kept only together'), statement('pallet.move', { palletId: 'P99', place: 'carriage' }, 1)];
    assert.equal(refusal(bench.store.commitNow(batch)), 'conflict');
    assert.deepEqual(granted(bench.store.readNow(statement('audit.all'))), []);
  });
  it('answers closed after it is closed, and throws for a statement that does not exist', async () => {
    assert.throws(() => bench.store.commitNow([{ name: 'no.such', params: {} }]), /no statement "no.such"/);
    await bench.store.close();
    assert.equal(refusal(await bench.store.commit([audit('late')])), 'closed');
    assert.equal(refusal(await bench.store.read(statement('audit.all'))), 'closed');
    assert.equal(bench.store.health(), 'closed');
  });
});

describe('the journal on a full disk', () => {
  it('refuses with full, keeps what it had, and recovers when there is space again', () => {
    const folder = tempFolder();
    const small = openBench({ maxPages: 60 }, folder);
    let stored = 0;
    let last = small.store.commitNow([audit('x'.repeat(2000))]);
    while (last.ok && stored < 1000) {
      stored += 1;
      last = small.store.commitNow([audit('x'.repeat(2000))]);
    }
    assert.equal(refusal(last), 'full');
    assert.equal(small.store.health(), 'full');
    assert.equal(granted(small.store.readNow(statement('audit.all'))).length, stored, 'reads go on');
    small.store.closeNow();

    const roomy = openBench({}, folder);
    assert.equal(granted(roomy.store.readNow(statement('audit.all'))).length, stored);
    assert.equal(refusal(roomy.store.commitNow([audit('after')])), '');
    assert.equal(roomy.store.health(), 'ok');
    roomy.remove();
  });
});
