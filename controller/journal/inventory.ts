import type { Stock } from '../../config/schema/site.schema.ts';
import { done, fault } from '../ports.ts';
import type { Result, Statement, Store, StoreFault, StoreRow } from '../ports.ts';
import { auditStatement } from './audit.ts';
import type { CarPlace, CarRecord, InventoryMove, PalletPlace, PalletRecord } from './journal.port.ts';
import { statement } from './statements.ts';

/**
 * The places that a pallet keeps others out of: its own, or both ends while it is transferred. An unknown pallet claims
 * nothing, because nobody knows which place that would be.
 */
export function claimsOf(place: PalletPlace): readonly string[] {
  if (place === 'unknown') return [];
  if (!place.startsWith('transfer:')) return [place];
  const [from = '', to = ''] = place.slice('transfer:'.length).split('>');
  return [from, to];
}

function palletMoves(moves: readonly InventoryMove[]): readonly Statement[] {
  const pallets = moves.filter((move) => move.what === 'pallet');
  return [
    // All leave before any arrives: a batch may move one pallet to where another one was.
    ...pallets.map(({ id }) => statement('pallet.unclaim', { palletId: id })),
    ...pallets.flatMap(({ id, to }) => [
      statement('pallet.move', { palletId: id, place: to }, 1),
      ...claimsOf(to).map((place) => statement('pallet.claim', { palletId: id, place }, 1)),
    ]),
  ];
}

function carMoves(moves: readonly InventoryMove[]): readonly Statement[] {
  const cars = moves.filter((move) => move.what === 'car');
  const leave = cars.map(({ id }) => statement('car.move', { carId: id, place: 'unknown', palletId: null }, 1));
  const arrive = cars.map(({ id, to }) => statement('car.move', { carId: id, ...carColumns(to) }, 1));
  const forget = cars.flatMap(({ id, to }) => (to === 'outside' ? [statement('car.forgetSize', { carId: id })] : []));
  const measured = moves.flatMap((move) => (move.what === 'carSize' ? [statement('car.measure', { carId: move.id, ...move.size }, 1)] : []));
  return [...leave, ...arrive, ...forget, ...measured];
}

function carColumns(place: CarPlace): { readonly place: string; readonly palletId: string | null } {
  return place.startsWith('pallet:') ? { place: 'pallet', palletId: place.slice('pallet:'.length) } : { place, palletId: null };
}

/** Statements of a set of moves that become true together. An unknown id, a taken place or a second car on a pallet conflicts. */
export function movesToStatements(moves: readonly InventoryMove[]): readonly Statement[] {
  return [...palletMoves(moves), ...carMoves(moves)];
}

/** A row of `pallet.all`. The columns are held by the schema's own checks. */
export function toPallet(row: StoreRow): PalletRecord {
  return { palletId: String(row['palletId']), tag: Number(row['tag']), homeCell: String(row['homeCell']), place: String(row['place']) as PalletPlace };
}

/** A row of `car.all`. */
export function toCar(row: StoreRow): CarRecord {
  const place = row['place'] === 'pallet' ? `pallet:${String(row['palletId'])}` : String(row['place']);
  const catalogue = { lengthMm: Number(row['lengthMm']), heightMm: Number(row['heightMm']), massKg: Number(row['massKg']) };
  const wasMeasured = typeof row['measuredMassKg'] === 'number';
  const measured = { lengthMm: Number(row['measuredLengthMm']), heightMm: Number(row['measuredHeightMm']), massKg: Number(row['measuredMassKg']) };
  return { carId: String(row['carId']), place: place as CarPlace, catalogue, ...(wasMeasured && { measured }) };
}

/**
 * Writes the stock of a tower into an empty inventory: at commissioning and for the simulator, and only when told to. Errors:
 * `conflict` when the inventory holds anything already, or when the stock puts two pallets or cars in one place.
 */
export async function seedInventory(store: Store, stock: Stock, utcMs: number): Promise<Result<void, StoreFault>> {
  const existing = await store.read(statement('pallet.all'));
  if (!existing.ok) return existing;
  if (existing.value.length > 0) {
    return fault('conflict', 'The inventory is not empty. Nothing was written: where the pallets are is settled at the tower, not by a list.');
  }
  const pallets = stock.pallets.flatMap(({ id, tag, cell }) => [
    statement('pallet.add', { palletId: id, tag, homeCell: cell, place: `cell:${cell}` }),
    statement('pallet.claim', { palletId: id, place: `cell:${cell}` }),
  ]);
  const cars = stock.cars.map((car) => {
    const palletId = stock.pallets.find((pallet) => pallet.car === car.id)?.id ?? null;
    const { id, ...facts } = car;
    return statement('car.add', { ...facts, carId: id, palletId, place: palletId === null ? 'outside' : 'pallet' });
  });
  const written = await store.commit([...pallets, ...cars, auditOfSeed(stock, utcMs)]);
  return written.ok ? done : written;
}

function auditOfSeed(stock: Stock, utcMs: number): Statement {
  return auditStatement('inventorySeeded', { site: stock.site, pallets: stock.pallets.length, cars: stock.cars.length }, utcMs);
}
