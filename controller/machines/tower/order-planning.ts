import type { Place } from '../../../config/places.ts';
import type { OrderRequest } from '../../api/order-request.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { ok, type Result } from '../../ports.ts';
import type { PalletRecord } from '../../journal/journal.port.ts';
import type { OrderRecord } from '../../journal/order-record.ts';
import { bayOf, palletOf } from '../../journal/order-record.ts';
import { createOrderStock, knownSize, type OrderStock, type StockSigns } from './order-stock.ts';

type Planned<R extends OrderRecord = OrderRecord> = Result<R, RequestFault>;
type Of<K extends OrderRequest['kind']> = Extract<OrderRequest, { readonly kind: K }>;

const no = (code: RequestFault['code'], message: string): { readonly ok: false; readonly error: RequestFault } => ({ ok: false, error: { code, message } });
const noPlace = (id: string) => no('placeUnknown', `This site has no ${id}. Nothing was begun.`);
const noBay = no('towerUnavailable', 'No bay can be used now: each holds a pallet or somebody, or does not answer. Nothing was begun; staff must look.');
const noCell = no('placeTaken', 'No cell is free for this pallet now. Nothing was begun.');
const noneFits = no('noCellFits', 'Cells are free, but none is high, long and strong enough for this car. Nothing was begun; when a larger cell is free, ask again.');
/** Why there is no cell: none is free, or none of those takes the car. */
const noCellOf = (stock: OrderStock) => (stock.cells.some((cell) => stock.isFree(cell)) ? noneFits : noCell);
const tooSmall = (cell: Place, { palletId }: PalletRecord) => no('cellTooSmall', `Cell ${cell.name} is too small for the car on ${palletId}. Nothing was begun; choose a larger one, or let the tower choose.`);

/** The record of an order, or why there can be none now. Moves and writes nothing. */
export function planOrder(request: OrderRequest, signs: StockSigns): Planned {
  const stock = createOrderStock(signs);
  switch (request.kind) {
    case 'receive': return planReceive(request, stock, signs);
    case 'recall': return planRecall(request, stock, signs);
    case 'relocate': return planRelocate(request, stock, signs);
    case 'provide': return planProvide(request, stock, signs);
    case 'stow': return planStow(request, stock, signs);
    case 'audit': return planAudit(request, stock, signs);
    case 'cycleDoors': {
      const { orderId, bay } = request;
      if (!stock.place(`bay:${bay}`)) return noPlace(`bay ${bay}`);
      // An order that has put nothing into the bay yet may have to wait until its door is shut again.
      return bayIsAsked(bay, signs) && signs.inventory.palletAt(`bay:${bay}`) ? no('alreadyCollecting', `Bay ${bay} is in use. Nothing was begun.`) : ok({ kind: 'cycleDoors', orderId, bay, phase: 'queued' });
    }
  }
}

const bayIsAsked = (bay: string, { orders }: StockSigns): boolean => orders().some((record) => bayOf(record) === bay);

function planReceive({ orderId, carId, bookingId, bay: wanted }: Of<'receive'>, stock: OrderStock, signs: StockSigns): Planned {
  const { inventory, orders } = signs;
  const car = inventory.car(carId);
  if (car?.place !== 'outside') return no('carNotOutside', car ? 'The tower has this car already, or does not know where it is. Nothing was begun; staff must look.' : 'The tower does not know this car. Nothing was begun.');
  if (orders().some((record) => record.kind === 'receive' && record.carId === carId)) return no('alreadyCollecting', 'This car is being received already.');
  const size = knownSize(car);
  const receive = (bay: Place, pallet: PalletRecord, fromCell: string, toCell: string): Planned =>
    ok({ kind: 'receive', orderId, bookingId, carId, palletId: pallet.palletId, fromCell, toCell, bay: bay.name, phase: 'queued' });
  // A pallet that waits in a bay saves the way for another one.
  for (const bay of stock.bays) {
    const pallet = inventory.palletAt(bay.id);
    const usable = (wanted === undefined || wanted === bay.name) && pallet && stock.isIdle(pallet) && inventory.carOn(pallet.palletId) === undefined && !bayIsAsked(bay.name, signs);
    const cell = usable && stock.cellForCar(size, bay, pallet.homeCell);
    if (cell) return receive(bay, pallet, cell.name, cell.name);
    if (usable && wanted !== undefined) return noCellOf(stock);
  }
  const { site } = signs;
  const [lowest] = stock.cells;
  const bay = wanted === undefined ? lowest && stock.bayFor(lowest) : stock.place(`bay:${wanted}`);
  if (!bay || !site.tower.bays.some(({ id }) => id === bay.name)) return wanted === undefined ? noBay : noPlace(`bay ${wanted}`);
  if (stock.keepsPallet(bay.name)) return no('placeTaken', `Bay ${bay.name} holds a pallet that stays there, or is about to get one. Nothing was begun; ask again when it stands there empty, or take another bay.`);
  if (!stock.emptyPallet(bay)) return no('noEmptyPallet', 'Every pallet carries a car or is out of reach. The tower is full; nothing was begun.');
  // By what is known of the car; behind the shut door it is measured, and the cell chosen again.
  const berth = stock.berthFor(size, bay);
  if (!berth) return noneFits;
  const origin = stock.place(berth.pallet.place);
  return receive(bay, berth.pallet, origin?.name ?? berth.cell.name, berth.cell.name);
}

/** Its own pallet brings it out, and its own cell stays promised to it. It is nobody's booking that comes back: the one that it was returned with has been closed. */
function planRecall({ orderId, carId }: Of<'recall'>, stock: OrderStock, { inventory, orders }: StockSigns): Planned {
  const place = inventory.car(carId)?.place;
  const pallet = place?.startsWith('pallet:') === true ? inventory.pallet(place.slice('pallet:'.length)) : undefined;
  const cell = pallet && stock.cells.find((one) => one.id === pallet.place);
  if (!pallet || !cell) return no('carNotHere', 'This car does not stand in a cell of the tower. Nothing was begun.');
  if (!stock.isIdle(pallet)) return no('alreadyCollecting', 'This car is being moved already. Nothing was begun.');
  const carried = inventory.palletAt('carriage');
  if (carried && !orders().some((record) => palletOf(record) === carried.palletId)) return no('towerUnavailable', `Pallet ${carried.palletId} lies on the carriage. A technician puts it away first; nothing was begun.`);
  const bay = stock.bayFor(cell);
  if (!bay) return noBay;
  return ok({ kind: 'receive', orderId, bookingId: undefined, carId, palletId: pallet.palletId, fromCell: cell.name, toCell: cell.name, bay: bay.name, phase: 'queued' });
}

function planRelocate({ orderId, palletId, toCell }: Of<'relocate'>, stock: OrderStock, { inventory }: StockSigns): Planned {
  const pallet = inventory.pallet(palletId);
  if (!pallet) return no('palletUnknown', `There is no pallet ${palletId}. Nothing was begun.`);
  if (!stock.isIdle(pallet)) return no('alreadyCollecting', `${palletId} is being moved already.`);
  const origin = stock.cells.find((cell) => cell.id === pallet.place);
  if (!origin && pallet.place !== 'carriage') return no('palletNotThere', `${palletId} is in no cell (${pallet.place}). From a bay it is stowed; nothing was begun.`);
  const near = origin ?? stock.place(`cell:${pallet.homeCell}`);
  const to = toCell === undefined ? near && stock.cellFor(pallet, near) : stock.cells.find((cell) => cell.name === toCell);
  if (!to) return toCell === undefined ? noCellOf(stock) : noPlace(`cell ${toCell}`);
  if (!stock.isFree(to)) return no('placeTaken', `Cell ${to.name} is taken, promised, or out of service. Nothing was begun.`);
  if (!stock.takesLoad(pallet, to)) return tooSmall(to, pallet);
  return ok({ kind: 'relocate', orderId, palletId, fromCell: origin?.name ?? to.name, toCell: to.name, phase: 'queued' });
}

function planProvide({ orderId, bay: name, palletId }: Of<'provide'>, stock: OrderStock, signs: StockSigns): Planned {
  const bay = stock.place(`bay:${name}`);
  if (bay?.kind !== 'bay') return noPlace(`bay ${name}`);
  if (bayIsAsked(name, signs) || signs.inventory.palletAt(bay.id)) return no('placeTaken', `Bay ${name} is in use or holds a pallet. Nothing was begun.`);
  const pallet = palletId === undefined ? stock.emptyPallet(bay) : signs.inventory.pallet(palletId);
  if (!pallet) return palletId === undefined ? no('noEmptyPallet', 'Every pallet carries a car or is out of reach. Nothing was begun.') : no('palletUnknown', `There is no pallet ${palletId}. Nothing was begun.`);
  const origin = stock.cells.find((cell) => cell.id === pallet.place);
  if (!origin || !stock.isIdle(pallet) || signs.inventory.carOn(pallet.palletId)) return no('palletNotThere', `${pallet.palletId} is not an empty pallet in a cell. Nothing was begun.`);
  return ok({ kind: 'provide', orderId, palletId: pallet.palletId, fromCell: origin.name, bay: name, phase: 'queued' });
}

function planStow({ orderId, bay: name, toCell }: Of<'stow'>, stock: OrderStock, signs: StockSigns): Planned {
  const bay = stock.place(`bay:${name}`);
  if (bay?.kind !== 'bay') return noPlace(`bay ${name}`);
  const pallet = signs.inventory.palletAt(bay.id);
  if (!pallet) return no('palletNotThere', `Bay ${name} holds no pallet. Nothing was begun.`);
  if (bayIsAsked(name, signs)) return no('alreadyCollecting', `Bay ${name} is in use. Nothing was begun.`);
  const to = toCell === undefined ? stock.cellFor(pallet, bay) : stock.cells.find((cell) => cell.name === toCell);
  if (!to) return toCell === undefined ? noCellOf(stock) : noPlace(`cell ${toCell}`);
  if (!stock.isFree(to)) return no('placeTaken', `Cell ${to.name} is taken, promised, or out of service. Nothing was begun.`);
  if (!stock.takesLoad(pallet, to)) return tooSmall(to, pallet);
  return ok({ kind: 'stow', orderId, palletId: pallet.palletId, bay: name, toCell: to.name, phase: 'queued' });
}

function planAudit({ orderId, cells, tags }: Of<'audit'>, stock: OrderStock, { inventory }: StockSigns): Planned {
  const unknown = cells?.find((name) => !stock.cells.some((cell) => cell.name === name));
  if (unknown !== undefined) return noPlace(`cell ${unknown}`);
  if (inventory.palletAt('carriage')) return no('placeTaken', 'A pallet lies on the carriage. It is put away first; nothing was begun.');
  return ok({ kind: 'audit', orderId, tags: tags ?? false, cells: cells ?? stock.cells.map(({ name }) => name), findings: [], phase: 'queued' });
}
