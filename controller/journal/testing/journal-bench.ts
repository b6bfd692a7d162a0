import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadStock } from '../../../config/load-site.ts';
import type { Stock } from '../../../config/schema/site.schema.ts';
import type { Fault, Result, WallClock } from '../../ports.ts';
import { seedInventory } from '../inventory.ts';
import { createJournal } from '../journal.ts';
import type { StoreJournal } from '../journal.ts';
import { createScratchFolder } from '../scratch-folder.ts';
import type { JournalFileOptions } from '../journal-file.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import type { SqliteStore } from '../sqlite-store.ts';

/** The site of all these tests. */
export const SITE = 'tmall-shanghai';
/** 2026-06-01T04:00Z, noon in Shanghai. */
export const NOON_UTC_MS = Date.UTC(2026, 5, 1, 4);

/** The value, or a failed test that says why there is none. */
export function granted<T>(result: Result<T, Fault>): T {
  assert.ok(result.ok, result.ok ? '' : `${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The code of a refusal; '' when nothing was refused. */
export function refusal<Code extends string>(result: Result<unknown, Fault<Code>>): Code | '' {
  return result.ok ? '' : result.error.code;
}

/** A folder of its own and the function that removes it. */
export function tempFolder(): { readonly path: string; readonly remove: () => void } {
  const path = createScratchFolder('journal');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The stock of the demonstration tower. */
export function demoStock(): Stock {
  const loaded = loadStock(SITE);
  assert.ok(loaded.ok);
  return loaded.value;
}

/** A wall clock that stands until it is moved. */
export function standingWall(utcMs: number = NOON_UTC_MS): WallClock & { set: (utcMs: number) => void } {
  let present = utcMs;
  return { utcMs: () => present, set: (next) => (present = next) };
}

/** An open journal file in a folder of its own. */
export interface JournalBench {
  readonly folder: string;
  readonly path: string;
  readonly wall: ReturnType<typeof standingWall>;
  readonly store: SqliteStore;
  readonly journal: StoreJournal;
  /** Opens the same file again, after closing it: a restart. */
  readonly restart: () => JournalBench;
  readonly remove: () => void;
}

type Options = Partial<Pick<JournalFileOptions, 'siteId' | 'maxPages' | 'migrations'>>;

/** Opens a new journal, or the one in `folder`. */
export function openBench(options: Options = {}, folder = tempFolder()): JournalBench {
  const path = join(folder.path, 'journal.db');
  const wall = standingWall();
  const store = granted(openSqliteStore({ path, siteId: SITE, utcMs: wall.utcMs(), ...options }));
  return {
    folder: folder.path,
    path,
    wall,
    store,
    journal: createJournal({ store, wall }),
    restart: () => {
      store.closeNow();
      return openBench(options, folder);
    },
    remove: () => {
      store.closeNow();
      folder.remove();
    },
  };
}

/** A journal that holds the demonstration stock and has been booted. */
export async function openSeededBench(options: Options = {}): Promise<JournalBench> {
  const bench = openBench(options);
  granted(await seedInventory(bench.store, demoStock(), NOON_UTC_MS));
  granted(await bench.journal.boot());
  return bench;
}
