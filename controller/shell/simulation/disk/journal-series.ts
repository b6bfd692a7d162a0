import { createHash } from 'node:crypto';
import { loadStock } from '../../../../config/load-site.ts';
import type { Stock } from '../../../../config/schema/site.schema.ts';
import type { Statement, StoreFault } from '../../../../hal/ports/store.port.ts';
import type { Result } from '../../../../hal/ports/result.ts';
import { auditStatement } from '../../../journal/audit.ts';
import { movesToStatements, seedInventory } from '../../../journal/inventory.ts';
import type { InventoryMove } from '../../../journal/journal.port.ts';
import { openSqliteStore, type SqliteStore } from '../../../journal/sqlite-store.ts';
import { statement, type StatementName } from '../../../journal/statements.ts';

/** The tower whose journal is written. */
export const SITE = 'tmall-shanghai';
/** The wall clock stands, so that the same steps leave the same bytes. */
const UTC_MS = Date.UTC(2026, 0, 1, 8);
/** Small, so that its file is part of what is cut. */
const RESERVE_BYTES = 16_384;
/** Every so many steps a row is longer than a page; every so many, personal data is erased and the log emptied into the file. */
const LONG_EVERY = 5;
const LONG_CHARS = 6000;
const ERASES_EVERY = 7;
/** Everything that a controller reads when it starts. */
const READ_AT_START: readonly StatementName[] = ['site.one', 'pallet.all', 'car.all', 'intent.open', 'intent.last', 'order.open', 'audit.all'];

function stock(): Stock {
  const loaded = loadStock(SITE);
  if (!loaded.ok) throw new Error(`the stock of ${SITE} does not load`);
  return loaded.value;
}

/** Opens a journal as the controller does. */
export const openSeries = (path: string): Result<SqliteStore, StoreFault> => openSqliteStore({ path, siteId: SITE, utcMs: UTC_MS, reserveBytes: RESERVE_BYTES });

/** Writes the stock into a journal that has none; nothing into one that has. */
export async function fillSeries(store: SqliteStore): Promise<Result<void, StoreFault>> {
  const pallets = store.readNow(statement('pallet.all'));
  if (!pallets.ok) return pallets;
  return pallets.value.length > 0 ? { ok: true, value: undefined } : seedInventory(store, stock(), UTC_MS);
}

interface Moved {
  readonly palletId: string;
  readonly carId: string;
  readonly cell: `cell:${string}`;
}

function movedOf({ pallets }: Stock): Moved {
  const pallet = pallets.find(({ car }) => car !== undefined);
  if (pallet?.car === undefined) throw new Error(`${SITE} has no car`);
  return { palletId: pallet.id, carId: pallet.car, cell: `cell:${pallet.cell}` };
}

/** A pallet is fetched and its car goes; it comes back and is brought home: an intent or its outcome, each with its moves. */
function workOf(step: number, { palletId, carId, cell }: Moved): readonly Statement[] {
  const pallet = (to: Extract<InventoryMove, { what: 'pallet' }>['to']): InventoryMove => ({ what: 'pallet', id: palletId, to });
  const begins = (detail: string): Statement => statement('intent.add', { intentId: step, motion: 'shuttle.cell', detail, orderId: null, utcMs: UTC_MS });
  const ends = statement('outcome.add', { intentId: step - 1, kind: 'done', code: null, utcMs: UTC_MS });
  switch ((step - 1) % 4) {
    case 0: return [begins('out'), ...movesToStatements([pallet(`transfer:${cell}>carriage`)])];
    case 1: return [ends, ...movesToStatements([pallet('carriage'), { what: 'car', id: carId, to: 'outside' }])];
    case 2: return [begins('home'), ...movesToStatements([pallet(`transfer:carriage>${cell}`)])];
    default: return [ends, ...movesToStatements([pallet(cell), { what: 'car', id: carId, to: `pallet:${palletId}` }])];
  }
}

/** The batch of a step, from 1 on. */
export function batchOf(step: number): readonly Statement[] {
  const text = step % LONG_EVERY === 0 ? 'x'.repeat(LONG_CHARS) : '';
  return [
    ...workOf(step, movedOf(stock())),
    auditStatement('step', { step, text }, UTC_MS),
    ...(step % ERASES_EVERY === 0 ? [statement('answer.dropOld', { beforeUtcMs: UTC_MS })] : []),
  ];
}

/** How far a journal has come, and the hash of everything that a controller reads of it. */
export interface SeriesState {
  readonly step: number;
  readonly pallets: number;
  readonly digest: string;
}

/** Reads it; undefined where the disk does not let it be read. */
export function stateOf(store: SqliteStore): SeriesState | undefined {
  const hash = createHash('sha256');
  let [step, pallets] = [0, 0];
  for (const name of READ_AT_START) {
    const read = store.readNow(statement(name));
    if (!read.ok) return undefined;
    hash.update(JSON.stringify(read.value));
    if (name === 'pallet.all') pallets = read.value.length;
    if (name === 'audit.all') step = read.value.filter(({ kind }) => kind === 'step').length;
  }
  return { step, pallets, digest: hash.digest('hex') };
}
