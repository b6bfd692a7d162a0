import type { OrderRecord } from '../../journal/order-record.ts';
import { createOrderStock, type StockSigns } from './order-stock.ts';

/**
 * The next order on the way to the night's rest: first the pallet on the carriage goes home, then each that stands in another one's
 * cell while its own is free and takes its car, then each that stands in a bay, then bays that stand open are shut. Undefined when nothing
 * is left that can be done; two pallets that have each other's cells stay, for both cells hold a pallet.
 */
export function planEndOfDay(signs: StockSigns, nextId: () => string): OrderRecord | undefined {
  const { inventory, facts } = signs;
  const stock = createOrderStock(signs);
  const carried = inventory.palletAt('carriage');
  const [lowest] = stock.cells;
  const home = carried && lowest && stock.cellFor(carried, lowest);
  if (carried && home) return { kind: 'relocate', orderId: nextId(), palletId: carried.palletId, fromCell: home.name, toCell: home.name, phase: 'queued' };
  for (const pallet of inventory.pallets()) {
    const [at, own] = [stock.cells.find((cell) => cell.id === pallet.place), stock.cells.find((cell) => cell.name === pallet.homeCell)];
    if (at && own && at !== own && stock.isFree(own) && stock.takesLoad(pallet, own)) return { kind: 'relocate', orderId: nextId(), palletId: pallet.palletId, fromCell: at.name, toCell: own.name, phase: 'queued' };
  }
  for (const bay of stock.bays) {
    const pallet = inventory.palletAt(bay.id);
    const cell = pallet && stock.cellFor(pallet, bay);
    if (pallet && cell) return { kind: 'stow', orderId: nextId(), palletId: pallet.palletId, bay: bay.name, toCell: cell.name, phase: 'queued' };
  }
  const open = stock.bays.find((bay) => facts().get(`${bay.name}.outerClosedLocked`).value !== true);
  return open && { kind: 'cycleDoors', orderId: nextId(), bay: open.name, phase: 'queued' };
}
