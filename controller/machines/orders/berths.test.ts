import assert from 'node:assert/strict';
import { cellSizeOf } from '../../../config/cells.ts';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import type { InventoryMove, OrderRecord, ReceiveRecord } from '../../journal/journal.port.ts';
import { createFactBoard } from '../testing/fact-board.ts';
import { createInventory } from '../tower/inventory.ts';
import { createBerths } from './berths.ts';
import { refusedBySize } from './carry.ts';

const [loadedSite, loadedStock] = [loadSite('tmall-shanghai'), loadStock('tmall-shanghai')];
assert.ok(loadedSite.ok && loadedStock.ok);
const [site, stock] = [loadedSite.value, loadedStock.value];
const place = (id: string): Place => {
  const found = placesOf(site).find((one) => one.id === id);
  assert.ok(found);
  return found;
};
const BOXED = { lengthMm: 4600, heightMm: 1900, massKg: 1600 };
const receive = (orderId: string, toCell: string, bay: string): ReceiveRecord => ({ kind: 'receive', orderId, bookingId: undefined, carId: 'SH-02', palletId: 'P02', fromCell: '1-1R', toCell, bay, phase: 'awaiting' });

/** P02 stands in bay A and P16 in bay B, both without a car: 1-1R and 3-3R hold nothing. */
function tower(orders: readonly OrderRecord[]) {
  const inventory = createInventory();
  inventory.load({
    pallets: stock.pallets.map(({ id, tag, cell }) => ({ palletId: id, tag, homeCell: cell, place: `cell:${cell}` })),
    cars: stock.cars.map(({ id, lengthMm, heightMm, massKg }) => ({ carId: id, place: `pallet:${stock.pallets.find(({ car }) => car === id)?.id ?? ''}`, catalogue: { lengthMm, heightMm, massKg } })),
  });
  const gone: readonly InventoryMove[] = [
    { what: 'car', id: 'SH-02', to: 'outside' }, { what: 'car', id: 'SH-16', to: 'outside' }, { what: 'pallet', id: 'P02', to: 'bay:A' }, { what: 'pallet', id: 'P16', to: 'bay:B' },
  ];
  inventory.apply(gone);
  return { inventory, berths: createBerths({ site, facts: createFactBoard, inventory, orders: () => orders, isQuarantined: () => false }) };
}

describe('cells that are free for a car that comes in', () => {
  it('are those that hold nothing, and its own way counts as free', () => {
    const { berths } = tower([receive('o', '1-1R', 'A')]);
    assert.deepEqual(berths.open('o'), [cellSizeOf(site, place('cell:1-1R')), cellSizeOf(site, place('cell:3-3R'))]);
    assert.equal(berths.choose('o', BOXED, place('bay:A'), '1-1R')?.name, '3-3R');
    assert.equal(berths.choose('o', { ...BOXED, heightMm: 1500 }, place('bay:A'), '1-1R')?.name, '1-1R');
  });

  it('are not those that another order was promised: of two cars with a box on the roof one gets the high cell', () => {
    const { berths } = tower([receive('o', '1-1R', 'A'), { ...receive('p', '3-3R', 'B'), palletId: 'P16', carId: 'SH-16', fromCell: '3-3R' }]);
    assert.deepEqual(berths.open('o'), [cellSizeOf(site, place('cell:1-1R'))]);
    assert.equal(berths.choose('o', BOXED, place('bay:A'), '1-1R'), undefined);
    assert.equal(berths.choose('p', BOXED, place('bay:B'), '3-3R')?.name, '3-3R');
  });

  it('are not chosen from where somebody has said which one, as long as that takes the car', () => {
    const { berths } = tower([receive('o', '3-3R', 'A')]);
    const low = { ...BOXED, heightMm: 1500 };
    assert.equal(berths.keep('o', low, place('bay:A'), '3-3R')?.name, '3-3R');
    assert.equal(berths.choose('o', low, place('bay:A'), '3-3R')?.name, '1-1R');
    assert.equal(berths.keep('o', BOXED, place('bay:A'), '1-1R')?.name, '3-3R');
    assert.equal(berths.keep('o', { ...BOXED, heightMm: 1960 }, place('bay:A'), '1-1R'), undefined);
  });

  it('take an empty pallet whatever their size, and a car by what it measured rather than by the catalogue', () => {
    const { berths, inventory } = tower([]);
    assert.equal(berths.takes('P02', place('cell:1-1R')), true);
    assert.equal(berths.takes('P15', place('cell:1-1R')), true);
    inventory.apply([{ what: 'carSize', id: 'SH-15', size: BOXED }]);
    assert.equal(berths.takes('P15', place('cell:1-1R')), false);
    inventory.apply([{ what: 'car', id: 'SH-15', to: 'outside' }, { what: 'car', id: 'SH-15', to: 'pallet:P15' }]);
    assert.equal(berths.takes('P15', place('cell:1-1R')), true, 'it has been outside since');
  });
});

describe('a pallet that is to be carried into a cell', () => {
  it('is not moved at all when the cell is too small for its car, and is pushed on when it hangs in it already', () => {
    const { berths, inventory } = tower([]);
    inventory.apply([{ what: 'carSize', id: 'SH-15', size: BOXED }]);
    const asked = (to: string, at: InventoryMove & { readonly what: 'pallet' }) => {
      inventory.apply([at]);
      return refusedBySize({ palletId: 'P15', from: place('cell:3-3L'), to: place(to) }, { berths, palletPlace: () => inventory.pallet('P15')?.place ?? 'unknown' })?.error.code;
    };
    assert.equal(asked('cell:1-1R', { what: 'pallet', id: 'P15', to: 'cell:3-3L' }), 'cellTooSmall');
    assert.equal(asked('cell:1-1R', { what: 'pallet', id: 'P15', to: 'carriage' }), 'cellTooSmall');
    assert.equal(asked('cell:3-3R', { what: 'pallet', id: 'P15', to: 'carriage' }), undefined);
    assert.equal(asked('bay:A', { what: 'pallet', id: 'P15', to: 'carriage' }), undefined);
    assert.equal(asked('cell:1-1R', { what: 'pallet', id: 'P15', to: 'transfer:carriage>cell:1-1R' }), undefined);
  });
});
