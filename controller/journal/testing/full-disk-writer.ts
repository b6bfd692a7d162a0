import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditStatement } from '../audit.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import { NOON_UTC_MS, SITE, granted } from './journal-bench.ts';

/**
 * Fills the disk behind an open journal, goes on writing, frees the disk, and says as JSON what became of it. Argument: a folder on a
 * small disk of its own.
 */
function fillAndWrite(folder: string): object {
  const store = granted(openSqliteStore({ path: join(folder, 'journal.db'), siteId: SITE, utcMs: NOON_UTC_MS, reserveBytes: 2 * 1024 * 1024 }));
  const write = (): string => {
    const stored = store.commitNow([auditStatement('note', { text: 'x'.repeat(1000) }, NOON_UTC_MS)]);
    return stored.ok ? 'ok' : stored.error.code;
  };
  const before = [write(), store.health()];
  const ballast = join(folder, 'ballast');
  try {
    for (let i = 0; ; i += 1) writeFileSync(`${ballast}-${String(i)}`, Buffer.alloc(65_536));
  } catch {
    // The disk is full: that is what was wanted.
  }
  let storedWhileFull = 0;
  let last = write();
  const health = new Set<string>();
  for (; last === 'ok' && storedWhileFull < 100_000; last = write()) {
    storedWhileFull += 1;
    health.add(store.health());
  }
  const atTheEnd = [last, store.health()];
  for (let i = 0; i < 500; i += 1) rmSync(`${ballast}-${String(i)}`, { force: true });
  const after = [write(), store.health()];
  store.closeNow();
  return { before, storedWhileFull, health: [...health], atTheEnd, after };
}

process.stdout.write(JSON.stringify(fillAndWrite(process.argv[2] ?? '')));
