import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from './journal.ts';
import { markPathOf } from './high-water.ts';
import { openSqliteStore } from './sqlite-store.ts';

describe('the high-water mark of a journal', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'high-water-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  const path = (): string => join(folder, 'journal.sqlite');
  const open = () => openSqliteStore({ path: path(), siteId: 'tower', utcMs: 0 });
  /** One start of a controller, written down. */
  const start = async (): Promise<void> => {
    const opened = open();
    assert.ok(opened.ok, opened.ok ? '' : opened.error.message);
    assert.ok((await createJournal({ store: opened.value, wall: { utcMs: () => 1 } }).boot()).ok);
    opened.value.closeNow();
  };
  const refusal = (): string => {
    const opened = open();
    if (opened.ok) opened.value.closeNow();
    return opened.ok ? 'opened' : opened.error.code;
  };

  it('lets a journal go on from where it was', async () => {
    await start();
    await start();
    assert.equal(refusal(), 'opened');
  });

  it('refuses an old copy that somebody has put in its place', async () => {
    await start();
    copyFileSync(path(), join(folder, 'old'));
    await start();
    copyFileSync(join(folder, 'old'), path());
    assert.equal(refusal(), 'corrupt');
  });

  it('refuses a journal that has lost its log, and an empty one', async () => {
    await start();
    rmSync(path());
    assert.equal(refusal(), 'corrupt');
  });

  it('proves nothing where it is missing or not whole', async () => {
    await start();
    writeFileSync(markPathOf(path()), 'nonsense');
    assert.equal(refusal(), 'opened');
    rmSync(markPathOf(path()));
    assert.equal(refusal(), 'opened');
  });
});
