import { placesOf, type Place } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { PalletRecord } from '../../journal/journal.port.ts';
import { bayOf, palletOf, type OrderRecord } from '../../journal/order-record.ts';
import { claimsOf } from '../../journal/inventory.ts';
import type { Facts } from '../../sensing/fact.ts';
import { chooseBay, nearestFirst } from './bay-choice.ts';
import type { Inventory } from './inventory.ts';

/** What an order is planned from. */
export interface StockSigns {
  readonly site: Site;
  readonly facts: () => Facts;
  readonly inventory: Pick<Inventory, 'pallets' | 'pallet' | 'palletAt' | 'carOn' | 'car'>;
  /** Orders that have not ended. */
  readonly orders: () => readonly OrderRecord[];
  /** Whether a place is out of service. */
  readonly isQuarantined: (place: Place) => boolean;
}

/** Pallets, cells and bays as an order that is to be planned may use them. */
export interface OrderStock {
  readonly cells: readonly Place[];
  readonly bays: readonly Place[];
  readonly place: (id: string) => Place | undefined;
  /** No order moves it. */
  readonly isIdle: (pallet: PalletRecord) => boolean;
  /** Holds no pallet, is on no order's way and in service. */
  readonly isFree: (cell: Place) => boolean;
  /** An empty pallet in a cell that no order moves: the nearest to a place. */
  readonly emptyPallet: (near: Place) => PalletRecord | undefined;
  /** Its home where that is free, else the nearest free cell. `vacated`: a cell that it leaves itself. */
  readonly cellFor: (pallet: PalletRecord, near: Place, vacated?: string) => Place | undefined;
  readonly bayFor: (near: Place) => Place | undefined;
}

/** Looks at the stock as it is now. */
export function createOrderStock({ site, facts, inventory, orders, isQuarantined }: StockSigns): OrderStock {
  const places = placesOf(site);
  const cells = places.filter(({ kind }) => kind === 'cell');
  const bays = places.filter((place) => place.kind === 'bay' && !isQuarantined(place));
  const isIdle = ({ palletId }: PalletRecord) => !orders().some((record) => palletOf(record) === palletId);
  const onSomeWay = (cell: Place) => orders().some((record) => ('fromCell' in record && record.fromCell === cell.name) || ('toCell' in record && record.toCell === cell.name));
  const isFree = (cell: Place) => !isQuarantined(cell) && !onSomeWay(cell) && !inventory.pallets().some((pallet) => claimsOf(pallet.place).includes(cell.id));
  const standsIn = (pallet: PalletRecord) => cells.find((cell) => cell.id === pallet.place);
  return {
    cells, bays, isIdle, isFree,
    place: (id) => places.find((place) => place.id === id),
    emptyPallet: (near) => {
      const idle = inventory.pallets().filter((pallet) => isIdle(pallet) && inventory.carOn(pallet.palletId) === undefined);
      const origins = nearestFirst(near, cells.filter((cell) => !isQuarantined(cell)), site);
      return origins.map((cell) => idle.find((pallet) => standsIn(pallet) === cell)).find((pallet) => pallet !== undefined);
    },
    cellFor: (pallet, near, vacated) => {
      const usable = cells.filter((cell) => isFree(cell) || (cell.name === vacated && !isQuarantined(cell)));
      return usable.find((cell) => cell.name === pallet.homeCell) ?? nearestFirst(near, usable, site)[0];
    },
    bayFor: (near) => {
      const promised = new Set(orders().flatMap((record) => bayOf(record) ?? []));
      // What is provided stays in its bay until somebody has it stowed.
      const givenBack = new Set(orders().flatMap((record) => (record.kind === 'provide' ? [] : (bayOf(record) ?? []))));
      return chooseBay(near, bays, site, facts(), promised, givenBack);
    },
  };
}
