import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createJournal } from '../../../journal/journal.ts';
import { openSqliteStore } from '../../../journal/sqlite-store.ts';
import { SITE, granted, tempFolder } from '../../../journal/testing/journal-bench.ts';
import { copyJournal, damageJournal } from './journal-damage.ts';

describe('a journal that the campaign damages', () => {
  let folder: ReturnType<typeof tempFolder>;
  beforeEach(() => { folder = tempFolder(); });
  afterEach(() => { folder.remove(); });

  const path = (): string => join(folder.path, 'journal.sqlite');
  const backup = (): string => join(folder.path, 'backup.sqlite');
  /** A start of a controller, with what it writes. `beforeClosing`: while the log still stands beside it. */
  const start = async (beforeClosing: () => void = () => undefined): Promise<void> => {
    const store = granted(openSqliteStore({ path: path(), siteId: SITE, utcMs: 0 }));
    granted(await createJournal({ store, wall: { utcMs: () => 1 } }).boot());
    beforeClosing();
    store.closeNow();
  };
  const keepCopy = (): void => { copyJournal(path(), backup()); };
  const damage = (how: 'old' | 'noLog'): boolean => damageJournal({ path: path(), siteId: SITE, backup: backup() }, how, createSeededRng(1));

  it('is not damaged by a copy that says the same as it does', async () => {
    await start(keepCopy);
    assert.equal(damage('old'), false);
  });

  it('is damaged by the loss of what stood in its log alone', async () => {
    await start(keepCopy);
    assert.equal(damage('noLog'), true);
  });

  it('is damaged by a copy of what it was before', async () => {
    await start(keepCopy);
    await start();
    assert.equal(damage('old'), true);
  });
});
