import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { auditStatement } from '../../../journal/audit.ts';
import { createJournal } from '../../../journal/journal.ts';
import { seedInventory } from '../../../journal/inventory.ts';
import { checkJournal } from '../../../journal/maintenance.ts';
import { createScratchFolder } from '../../../journal/scratch-folder.ts';
import { openSqliteStore, type SqliteStore } from '../../../journal/sqlite-store.ts';
import { statement } from '../../../journal/statements.ts';
import { createTally, type FuzzReport, type Gauges, type Tally } from '../tally.ts';
import { FILE_KINDS, mutateFile, type FileKind } from './file-mutations.ts';

/** What is played. */
export interface JournalFuzzOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly rng: SeededRng;
  readonly files: number;
  readonly gauges: Gauges;
  /** Another opener, to see that it is found. */
  readonly open?: typeof openSqliteStore;
}

/** Why a journal may be refused. */
const CODES = new Set(['corrupt', 'wrongSite', 'schema', 'io', 'full', 'readOnly', 'locked']);
const UTC_MS = Date.UTC(2026, 0, 1, 8);
const AUDITED = 200;
const WARM_SHARE = 0.2;
const RESTS = ['', '-wal', '-mark'] as const;

/** Where a row says that something is: what stands in the file twice, in one form or the other. */
const WHERE = ['palletId', 'carId', 'place'] as const;

/** Rows of one kind, or why they cannot be read. */
function rowsOf(store: SqliteStore, name: Parameters<typeof statement>[0]): string {
  const read = store.readNow(statement(name));
  return read.ok ? JSON.stringify(read.value.map((row) => WHERE.map((key) => row[key]))) : `unreadable: ${read.error.code}`;
}

/** What stands where, as a controller would read it. */
const stockOf = (store: SqliteStore): string => `${rowsOf(store, 'pallet.all')}${rowsOf(store, 'car.all')}`;

/** The same journal as a power cut finds it, and as a controller that has ended leaves it: most of it in the log, and all of it in the file. */
interface Original {
  readonly paths: readonly string[];
  readonly stock: string;
}

/** A journal with a past. */
async function writeOriginal({ site, stock }: JournalFuzzOptions, folder: string): Promise<Original> {
  const path = join(folder, 'held.sqlite');
  const opened = openSqliteStore({ path, siteId: site.id, utcMs: UTC_MS });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const written = [await seedInventory(store, stock, UTC_MS), await createJournal({ store, wall: { utcMs: () => UTC_MS } }).boot()];
  const audited = Array.from({ length: AUDITED }, (_, n) => store.commitNow([auditStatement('fuzz', { n }, UTC_MS + n)]));
  if (![...written, ...audited].every((each) => each.ok)) throw new Error('the journal that is to be damaged could not be written');
  const original: Original = { paths: [join(folder, 'cut.sqlite'), path], stock: stockOf(store) };
  copyJournal(path, original.paths[0] ?? '');
  store.closeNow();
  return original;
}

function copyJournal(from: string, to: string): void {
  for (const rest of [...RESTS, '-shm']) rmSync(to + rest, { force: true });
  for (const rest of RESTS) if (existsSync(from + rest)) copyFileSync(from + rest, to + rest);
}

/** Opens a damaged copy: refused with a code, or the stock is what it was, or the check of the journal says that it is not whole. */
function judge(kind: FileKind, path: string, original: Original, { site, open = openSqliteStore }: JournalFuzzOptions, found: (what: string) => void): boolean {
  const opened = open({ path, siteId: site.id, utcMs: UTC_MS });
  if (!opened.ok) {
    if (!CODES.has(opened.error.code)) found(`${kind}: refused with the unknown code ${opened.error.code}`);
    if (kind === 'whole') found(`a whole journal was refused: ${opened.error.message}`);
    return false;
  }
  const stock = stockOf(opened.value);
  opened.value.closeNow();
  // A stock that is gone altogether is a new journal: the tower asks for an inventory.
  if (original.stock === stock || stock === '[][]') return true;
  if (stock.includes('unreadable')) return false;
  const checked = checkJournal({ path, siteId: site.id });
  if (checked.ok && checked.value.ok) found(`${kind}: opened with another stock, and its check finds nothing wrong`);
  return true;
}

async function playOne(options: JournalFuzzOptions, folder: string, original: Original, tally: Tally): Promise<void> {
  const { rng, gauges } = options;
  const kind = FILE_KINDS[rng.int(FILE_KINDS.length)] ?? 'whole';
  const path = join(folder, 'damaged.sqlite');
  copyJournal(original.paths[rng.int(original.paths.length)] ?? '', path);
  mutateFile(kind, path, rng);
  const [beganMs, workedMs] = [gauges.nowMs(), gauges.workMs()];
  const counter = tally.counter(kind);
  const count = (taken: boolean): void => { counter(taken, gauges.nowMs() - beganMs, () => gauges.workMs() - workedMs); };
  try {
    count(judge(kind, path, original, options, tally.found));
  } catch (error) {
    count(false);
    tally.found(`${kind}: it threw ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error)}`);
  }
  await gauges.turn();
}

/** Damaged journals: they open whole, or are refused with a code; never with another stock that nobody would notice. */
export async function fuzzJournal(options: JournalFuzzOptions): Promise<FuzzReport> {
  const folder = createScratchFolder('fuzz');
  const tally = createTally(options.gauges);
  try {
    const original = await writeOriginal(options, folder);
    for (let n = 0; n < options.files && !tally.isFull(); n += 1) {
      if (n === Math.floor(options.files * WARM_SHARE)) tally.warm();
      await playOne(options, folder, original, tally);
    }
    return tally.report();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
