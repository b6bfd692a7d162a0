import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { openSqliteStore } from './sqlite-store.ts';
import { NOON_UTC_MS, SITE, openSeededBench, refusal } from './testing/journal-bench.ts';
import type { JournalBench } from './testing/journal-bench.ts';

describe('a journal that a bad disk has changed', () => {
  let bench: JournalBench;
  beforeEach(async () => {
    bench = await openSeededBench();
    // Closed, so that all of it stands in the file.
    bench.store.closeNow();
  });
  afterEach(() => bench.remove());
  const opened = (): string => refusal(openSqliteStore({ path: bench.path, siteId: SITE, utcMs: NOON_UTC_MS }));
  const change = (from: string, to: string): void => {
    const bytes = readFileSync(bench.path, 'latin1');
    const at = bytes.indexOf(from);
    assert.ok(at >= 0, from);
    writeFileSync(bench.path, bytes.slice(0, at) + to + bytes.slice(at + from.length), 'latin1');
  };

  it('is refused where a pallet stands in another cell than the one that is kept for it', () => {
    change('cell:1-2L', 'cell:1-3L');
    assert.equal(opened(), 'corrupt');
  });
  it('is refused where the name of a column or of a table has changed, and nothing is thrown', () => {
    for (const [from, to] of [['home_cell TEXT', 'home_ce1l TEXT'], ['sha256 TEXT', 'sha257 TEXT'], ['site_id        TEXT', 'site_ie        TEXT'], ['seq    INTEGER PRIMARY', 'sep    INTEGER PRIMARY']] as const) {
      const whole = readFileSync(bench.path);
      change(from, to);
      assert.equal(opened(), 'corrupt', from);
      writeFileSync(bench.path, whole);
    }
    assert.equal(opened(), '');
  });
});
