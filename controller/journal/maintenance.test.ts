import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { backupJournal, checkJournal, restoreJournal } from './maintenance.ts';
import { NOON_UTC_MS, SITE, granted, openSeededBench, refusal } from './testing/journal-bench.ts';
import type { JournalBench } from './testing/journal-bench.ts';

describe('maintenance of the journal', () => {
  let bench: JournalBench;
  let at: { readonly path: string; readonly siteId: string };
  beforeEach(async () => {
    bench = await openSeededBench();
    for (let i = 0; i < 5; i += 1) granted(await bench.journal.audit({ kind: 'note', detail: { i } }));
    granted(await bench.journal.intend({ motion: 'lift.move', detail: 'x', orderId: undefined }));
    at = { path: bench.path, siteId: SITE };
  });
  afterEach(() => bench.remove());
  const stop = (): void => bench.store.closeNow();
  const tamper = (sql: string): void => {
    const db = new Database(bench.path);
    db.exec(sql);
    db.close();
  };

  it('finds nothing wrong with a sound journal and tells its head', () => {
    stop();
    const report = granted(checkJournal(at));
    assert.deepEqual(report.findings, []);
    assert.deepEqual([report.ok, report.epoch, report.auditRows, report.openIntents], [true, 1, 6, 1]);
    assert.match(report.auditHead, /^[0-9a-f]{64}$/u);
  });
  it('refuses to touch the journal of a running controller', () => {
    const to = join(bench.folder, 'copy.db');
    assert.equal(refusal(checkJournal(at)), 'locked');
    assert.equal(refusal(backupJournal({ ...at, to })), 'locked');
    writeFileSync(to, readFileSync(bench.path));
    assert.equal(refusal(restoreJournal({ ...at, from: to, utcMs: NOON_UTC_MS })), 'locked');
  });
  it('refuses another site, and a journal that is not there', () => {
    stop();
    assert.equal(refusal(checkJournal({ ...at, siteId: 'elsewhere' })), 'wrongSite');
    assert.equal(refusal(checkJournal({ ...at, path: join(bench.folder, 'none.db') })), 'missing');
    assert.ok(!existsSync(join(bench.folder, 'none.db')), 'looking makes no file');
  });
  it('sees an audit row edited by hand, and a trigger taken away for it', () => {
    stop();
    tamper("DROP TRIGGER audit_is_final; UPDATE audit SET detail = '{}' WHERE seq = 3");
    const report = granted(checkJournal(at));
    assert.ok(!report.ok);
    assert.match(report.findings.join('\n'), /changed by hand/);
    assert.match(report.findings.join('\n'), /audit row 3 was changed/);
  });
  it('sees a row that points at nothing', () => {
    stop();
    tamper("PRAGMA foreign_keys = OFF; INSERT INTO outcomes VALUES (999, 'done', NULL, 0)");
    assert.match(granted(checkJournal(at)).findings.join('\n'), /1 rows of the journal point at rows that are not there/);
  });
  it('backs up and restores: the same inventory, a higher epoch, and a note of it', async () => {
    stop();
    const to = join(bench.folder, 'copy.db');
    granted(backupJournal({ ...at, to }));
    assert.equal(refusal(backupJournal({ ...at, to })), 'exists');
    tamper("UPDATE pallets SET place = 'unknown'");
    const report = granted(restoreJournal({ ...at, from: to, utcMs: NOON_UTC_MS }));
    assert.ok(report.ok);
    assert.equal(report.epoch, 10_001);
    assert.ok(existsSync(`${bench.path}.replaced`), 'what was there is kept');
    bench = bench.restart();
    const image = granted(await bench.journal.boot());
    assert.equal(image.epoch, 10_002);
    assert.ok(image.pallets.every((pallet) => pallet.place === `cell:${pallet.homeCell}`));
  });
  it('restores over a damaged journal, but never from a damaged backup', () => {
    stop();
    const to = join(bench.folder, 'copy.db');
    granted(backupJournal({ ...at, to }));
    writeFileSync(bench.path, 'shredded');
    granted(restoreJournal({ ...at, from: to, utcMs: NOON_UTC_MS }));
    const damaged = readFileSync(to).fill(0xa5, 4096 * 3, 4096 * 9);
    writeFileSync(to, damaged);
    const before = readFileSync(bench.path);
    assert.equal(refusal(restoreJournal({ ...at, from: to, utcMs: NOON_UTC_MS })), 'corrupt');
    assert.deepEqual(readFileSync(bench.path), before);
  });
  it('refuses a backup of another site', () => {
    stop();
    const to = join(bench.folder, 'copy.db');
    granted(backupJournal({ ...at, to }));
    assert.equal(refusal(restoreJournal({ path: join(bench.folder, 'new.db'), siteId: 'elsewhere', from: to, utcMs: NOON_UTC_MS })), 'wrongSite');
    assert.ok(!existsSync(join(bench.folder, 'new.db')));
  });
});
