import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import type { OrderRequest } from '../../api/order-request.ts';
import type { InventoryMove, PalletPlace } from '../../journal/journal.port.ts';
import type { OrderRecord } from '../../journal/order-record.ts';
import { createFactBoard } from '../testing/fact-board.ts';
import { planEndOfDay } from './end-of-day.ts';
import { createInventory, type Inventory } from './inventory.ts';
import { planOrder } from './order-planning.ts';
import type { StockSigns } from './order-stock.ts';

const [loadedSite, loadedStock] = [loadSite('tmall-shanghai'), loadStock('tmall-shanghai')];
assert.ok(loadedSite.ok && loadedStock.ok);
const [site, stock] = [loadedSite.value, loadedStock.value];

/** A stock in which these cars are outside, these pallets elsewhere, and these orders under way. */
function signs(outside: readonly string[], moved: Readonly<Record<string, PalletPlace>> = {}, orders: readonly OrderRecord[] = [], out: readonly string[] = []): StockSigns & { readonly inventory: Inventory } {
  const inventory = createInventory();
  inventory.load({
    pallets: stock.pallets.map(({ id, tag, cell }) => ({ palletId: id, tag, homeCell: cell, place: moved[id] ?? `cell:${cell}` })),
    cars: stock.cars.map(({ id, lengthMm, heightMm, massKg }) => ({ carId: id, place: `pallet:${stock.pallets.find(({ car }) => car === id)?.id ?? ''}`, catalogue: { lengthMm, heightMm, massKg } })),
  });
  inventory.apply(outside.map((id): InventoryMove => ({ what: 'car', id, to: 'outside' })));
  const facts = createFactBoard();
  for (const { id } of site.tower.bays) facts.set({ [`${id}.noPallet`]: true, [`${id}.personClear`]: true, [`${id}.outerClosedLocked`]: true });
  return { site, facts: () => facts, inventory, orders: () => orders, isQuarantined: ({ id }) => out.includes(id) };
}

const plan = (request: OrderRequest, from: StockSigns) => {
  const planned = planOrder(request, from);
  return planned.ok ? planned.value : planned.error.code;
};

describe('plans of orders', () => {
  it('take the nearest empty pallet to the bay of a car that comes back, and keep its own cell for it', () => {
    const planned = plan({ kind: 'receive', orderId: 'o', carId: 'SH-16' }, signs(['SH-02', 'SH-16']));
    assert.deepEqual(planned, { kind: 'receive', orderId: 'o', bookingId: undefined, carId: 'SH-16', palletId: 'P02', fromCell: '1-1R', toCell: '1-1R', bay: typeof planned === 'object' && 'bay' in planned ? planned.bay : '', phase: 'queued' });
  });
  it('use the empty pallet that waits in a bay before they fetch another', () => {
    const planned = plan({ kind: 'receive', orderId: 'o', carId: 'SH-02' }, signs(['SH-02', 'SH-16'], { P16: 'bay:B' }));
    assert.ok(typeof planned === 'object' && planned.kind === 'receive');
    assert.deepEqual([planned.palletId, planned.bay, planned.toCell], ['P16', 'B', '3-3R']);
  });
  it('never promise one pallet, one cell or one bay twice', () => {
    const running: OrderRecord = { kind: 'provide', orderId: 'r', palletId: 'P02', fromCell: '1-1R', bay: 'A', phase: 'fetching' };
    const busy = signs(['SH-02', 'SH-16'], { P02: 'carriage' }, [running]);
    assert.equal(plan({ kind: 'provide', orderId: 'o', bay: 'A' }, busy), 'placeTaken');
    assert.equal(plan({ kind: 'relocate', orderId: 'o', palletId: 'P02', toCell: '1-1R' }, busy), 'alreadyCollecting');
    assert.equal(plan({ kind: 'relocate', orderId: 'o', palletId: 'P16', toCell: '1-1R' }, busy), 'placeTaken');
    const planned = plan({ kind: 'provide', orderId: 'o', bay: 'B' }, busy);
    assert.ok(typeof planned === 'object' && planned.kind === 'provide' && planned.palletId === 'P16');
  });
  it('let nobody wait for a bay in which a pallet stays', () => {
    const running: OrderRecord = { kind: 'provide', orderId: 'r', palletId: 'P02', fromCell: '1-1R', bay: 'A', phase: 'fetching' };
    const waiting: OrderRecord = { kind: 'receive', orderId: 'w', bookingId: undefined, carId: 'SH-02', palletId: 'P16', fromCell: '3-3R', toCell: '3-3R', bay: 'A', phase: 'queued' };
    const outside = ['SH-02', 'SH-05', 'SH-16'];
    assert.equal(plan({ kind: 'receive', orderId: 'o', carId: 'SH-05', bay: 'A' }, signs(outside, { P02: 'carriage' }, [running])), 'placeTaken', 'it is on its way');
    assert.equal(plan({ kind: 'receive', orderId: 'o', carId: 'SH-05', bay: 'A' }, signs(outside, { P03: 'bay:A' })), 'placeTaken', 'it carries a car');
    const chosen = plan({ kind: 'receive', orderId: 'o', carId: 'SH-05' }, signs(outside, { P02: 'carriage' }, [running, waiting], ['bay:B']));
    assert.equal(chosen, 'towerUnavailable');
  });
  it('leave out what is out of service', () => {
    const planned = plan({ kind: 'provide', orderId: 'o', bay: 'B' }, signs(['SH-02', 'SH-16'], {}, [], ['cell:1-1R']));
    assert.ok(typeof planned === 'object' && planned.kind === 'provide' && planned.palletId === 'P16');
    assert.equal(plan({ kind: 'receive', orderId: 'o', carId: 'SH-02' }, signs(['SH-02'], {}, [], ['bay:A', 'bay:B'])), 'towerUnavailable');
  });
  it('refuse a car that is inside, and a full tower', () => {
    assert.equal(plan({ kind: 'receive', orderId: 'o', carId: 'SH-02' }, signs(['SH-16'])), 'carNotOutside');
    assert.equal(plan({ kind: 'provide', orderId: 'o', bay: 'A' }, signs([])), 'noEmptyPallet');
  });
  it('take the pallet out of the smallest cell that the car fits into, though another pallet is nearer', () => {
    // SH-14 is 1850 mm high and weighs 2460 kg: only the top storey takes it.
    const planned = plan({ kind: 'receive', orderId: 'o', carId: 'SH-14' }, signs(['SH-01', 'SH-05', 'SH-14']));
    assert.ok(typeof planned === 'object' && planned.kind === 'receive');
    assert.deepEqual([planned.palletId, planned.fromCell, planned.toCell], ['P14', '3-2R', '3-2R']);
    const low = plan({ kind: 'receive', orderId: 'o', carId: 'SH-05' }, signs(['SH-05', 'SH-04', 'SH-14']));
    assert.ok(typeof low === 'object' && low.kind === 'receive');
    assert.equal(low.toCell, '1-3R', 'the low storey, and not its own cell on the middle one');
  });
  it('count a car of which nothing is known as the largest that the site takes', () => {
    const unknown = signs(['SH-02', 'SH-16']);
    unknown.inventory.load({ pallets: unknown.inventory.pallets(), cars: unknown.inventory.cars().map(({ carId, place }) => ({ carId, place })) });
    const planned = plan({ kind: 'receive', orderId: 'o', carId: 'SH-02' }, unknown);
    assert.ok(typeof planned === 'object' && planned.kind === 'receive');
    assert.equal(planned.toCell, '3-3R');
  });
  it('refuse a return, a move and a stowing for which no cell is large enough, and say which it was', () => {
    assert.equal(plan({ kind: 'receive', orderId: 'o', carId: 'SH-14' }, signs(['SH-14', 'SH-02'], { P14: 'bay:B' }, [], ['cell:3-2R'])), 'noCellFits');
    const high = signs(['SH-02', 'SH-16'], { P02: 'bay:A', P16: 'bay:B' }, [], []);
    assert.equal(plan({ kind: 'relocate', orderId: 'o', palletId: 'P14', toCell: '1-1R' }, high), 'cellTooSmall');
    assert.equal(plan({ kind: 'relocate', orderId: 'o', palletId: 'P15', toCell: '1-1R' }, high) instanceof Object, true, 'a low one may go there');
    const inBay = signs(['SH-02'], { P14: 'bay:A', P02: 'bay:B' }, [], ['cell:3-2R']);
    assert.equal(plan({ kind: 'stow', orderId: 'o', bay: 'A', toCell: '1-1R' }, inBay), 'cellTooSmall');
    assert.equal(plan({ kind: 'stow', orderId: 'o', bay: 'A' }, inBay), 'noCellFits');
    assert.equal(plan({ kind: 'stow', orderId: 'o', bay: 'B', toCell: '1-1R' }, inBay) instanceof Object, true, 'an empty pallet goes anywhere');
  });
  it('go by what a car measured when it came in, not by the catalogue', () => {
    const boxed = signs(['SH-02'], { P02: 'bay:A' });
    boxed.inventory.apply([{ what: 'carSize', id: 'SH-15', size: { lengthMm: 4310, heightMm: 1900, massKg: 1560 } }]);
    assert.equal(plan({ kind: 'relocate', orderId: 'o', palletId: 'P15', toCell: '1-1R' }, boxed), 'cellTooSmall');
  });
  it('put a pallet from the carriage home', () => {
    assert.deepEqual(plan({ kind: 'relocate', orderId: 'o', palletId: 'P16' }, signs([], { P16: 'carriage' })), { kind: 'relocate', orderId: 'o', palletId: 'P16', fromCell: '3-3R', toCell: '3-3R', phase: 'queued' });
  });
});

describe('the end of the day', () => {
  const next = (from: StockSigns) => planEndOfDay(from, () => 'n');

  it('is over when every pallet is at home and every bay shut', () => {
    assert.equal(next(signs(['SH-02'])), undefined);
  });
  it('clears the carriage, then foreign cells, then bays, and shuts what stands open', () => {
    assert.equal(next(signs([], { P16: 'carriage', P02: 'bay:A' }))?.kind, 'relocate');
    const astray = next(signs(['SH-02'], { P02: 'bay:A', P16: 'cell:1-1R' }));
    assert.deepEqual(astray, { kind: 'relocate', orderId: 'n', palletId: 'P16', fromCell: '1-1R', toCell: '3-3R', phase: 'queued' });
    assert.deepEqual(next(signs(['SH-02'], { P02: 'bay:A' })), { kind: 'stow', orderId: 'n', palletId: 'P02', bay: 'A', toCell: '1-1R', phase: 'queued' });
    const open = signs([]);
    const board = createFactBoard();
    board.set({ 'A.outerClosedLocked': true, 'B.outerClosedLocked': false });
    assert.deepEqual(next({ ...open, facts: () => board }), { kind: 'cycleDoors', orderId: 'n', bay: 'B', phase: 'queued' });
  });
  it('leaves a pallet where it is whose home is too small for the car on it', () => {
    const boxed = signs(['SH-16'], { P16: 'bay:A', P02: 'cell:3-3R' });
    boxed.inventory.apply([{ what: 'carSize', id: 'SH-02', size: { lengthMm: 4920, heightMm: 1900, massKg: 2090 } }]);
    assert.equal(next(boxed)?.kind, 'stow', 'the empty pallet in the bay goes first');
  });
  it('leaves two pallets alone that have each other\'s cells', () => {
    assert.equal(next(signs([], { P02: 'cell:3-3R', P16: 'cell:1-1R' })), undefined);
  });
});
