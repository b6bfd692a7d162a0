import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkJournal } from './maintenance.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { NOON_UTC_MS, SITE, granted, refusal, tempFolder } from './testing/journal-bench.ts';

const WRITER = join(import.meta.dirname, 'testing/full-disk-writer.ts');
/** A small disk of its own in a namespace of its own; not every machine allows that. */
const onSmallDisk = (folder: string, command: string) =>
  spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', `mount -t tmpfs -o size=16m none "${folder}" && ${command}`], { encoding: 'utf8' });

describe('a journal on a disk that is full', () => {
  const folder = tempFolder();
  after(folder.remove);

  it('writes what has begun into its reserve, lets nothing new start, and is well again when there is space', function () {
    if (onSmallDisk(folder.path, 'true').status !== 0) this.skip();
    const run = onSmallDisk(folder.path, `"${process.execPath}" "${WRITER}" "${folder.path}"`);
    assert.equal(run.status, 0, run.stderr);
    const told = JSON.parse(run.stdout) as { before: string[]; storedWhileFull: number; health: string[]; atTheEnd: string[]; after: string[] };
    assert.deepEqual(told.before, ['ok', 'ok']);
    assert.ok(told.storedWhileFull > 100, `${told.storedWhileFull} steps were stored on the full disk`);
    assert.ok(told.health.at(-1) === 'full' && told.health.length <= 2);
    assert.deepEqual(told.atTheEnd, ['full', 'full']);
    assert.deepEqual(told.after, ['ok', 'ok']);
  });
  it('keeps its reserve beside the file and is checked without it', () => {
    const path = join(folder.path, 'journal.db');
    const store = granted(openSqliteStore({ path, siteId: SITE, utcMs: NOON_UTC_MS, reserveBytes: 1024 }));
    assert.equal(store.health(), 'ok');
    store.closeNow();
    assert.equal(refusal(checkJournal({ path, siteId: SITE })), '');
  });
});
