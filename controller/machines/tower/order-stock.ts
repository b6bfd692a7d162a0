import type { CarSize } from '../../../config/cells.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import type { CarRecord, PalletRecord } from '../../journal/journal.port.ts';
import { bayOf, palletOf, type OrderRecord } from '../../journal/order-record.ts';
import { claimsOf } from '../../journal/inventory.ts';
import { fitsInto, smallestFitting } from '../../planner/cell-choice.ts';
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
  /** Holds no pallet, is on no order's way and in service. `forOrder`: its own way counts as free. */
  readonly isFree: (cell: Place, forOrder?: string) => boolean;
  /** An empty pallet in a cell that no order moves: the nearest to a place. */
  readonly emptyPallet: (near: Place) => PalletRecord | undefined;
  /**
   * The free cell for a pallet: its home where that is free and takes its car; else the smallest that takes the car, without a car the
   * nearest.
   */
  readonly cellFor: (pallet: PalletRecord, near: Place) => Place | undefined;
  /** An empty pallet of a cell, and the smallest cell that takes a car and is free, or becomes so when that pallet is fetched. */
  readonly berthFor: (car: CarSize | undefined, near: Place) => Berth | undefined;
  /** The free cell for a car on a pallet that is in no cell: the smallest that takes it, `home` among equals. */
  readonly cellForCar: (car: CarSize | undefined, near: Place, home: string) => Place | undefined;
  /** Whether a cell takes what stands on a pallet; any takes a pallet alone. */
  readonly takesLoad: (pallet: PalletRecord, cell: Place) => boolean;
  readonly bayFor: (near: Place) => Place | undefined;
  /** A pallet stands in this bay which no order will fetch, or is on its way to stay there. */
  readonly keepsPallet: (bay: string) => boolean;
}

/** A pallet for a car that comes in, and where it goes with it. */
export interface Berth {
  readonly pallet: PalletRecord;
  readonly cell: Place;
}

/** A car's size as far as it is known: as it was measured when it came in, else by the catalogue. */
export function knownSize({ measured, catalogue }: CarRecord): CarSize | undefined {
  return measured ?? catalogue;
}

/** Whether a cell takes what stands on a pallet, by its size as far as it is known; any takes a pallet alone. */
export function takesLoad(palletId: string, cell: Place, { site, inventory }: { readonly site: Site; readonly inventory: Pick<Inventory, 'carOn'> }): boolean {
  const car = inventory.carOn(palletId);
  return car === undefined || fitsInto(knownSize(car), cell, site);
}

/** Looks at the stock as it is now. */
export function createOrderStock({ site, facts, inventory, orders, isQuarantined }: StockSigns): OrderStock {
  const places = placesOf(site);
  const cells = places.filter(({ kind }) => kind === 'cell');
  const bays = places.filter((place) => place.kind === 'bay' && !isQuarantined(place));
  const isIdle = ({ palletId }: PalletRecord) => !orders().some((record) => palletOf(record) === palletId);
  const onSomeWay = (cell: Place, forOrder?: string) =>
    orders().some((record) => record.orderId !== forOrder && (('fromCell' in record && record.fromCell === cell.name) || ('toCell' in record && record.toCell === cell.name)));
  const claimed = new Set(inventory.pallets().flatMap(({ place }) => claimsOf(place)));
  const isFree = (cell: Place, forOrder?: string) => !claimed.has(cell.id) && !isQuarantined(cell) && !onSomeWay(cell, forOrder);
  const standsIn = (pallet: PalletRecord) => cells.find((cell) => cell.id === pallet.place);
  /** Empty pallets in cells that no order moves, the nearest first. */
  const emptyPallets = (near: Place): readonly Berth[] => {
    const idle = inventory.pallets().filter((pallet) => isIdle(pallet) && inventory.carOn(pallet.palletId) === undefined);
    const origins = nearestFirst(near, cells.filter((cell) => !isQuarantined(cell)), site);
    return origins.flatMap((cell) => idle.filter((pallet) => standsIn(pallet) === cell).map((pallet) => ({ pallet, cell })));
  };
  // What is provided stays in its bay until somebody has it stowed.
  const keepsPallet = (bay: string): boolean =>
    orders().some((record) => record.kind === 'provide' && record.bay === bay) || inventory.pallets().some((pallet) => pallet.place === `bay:${bay}` && isIdle(pallet));
  return {
    cells, bays, isIdle, isFree,
    takesLoad: (pallet, cell) => takesLoad(pallet.palletId, cell, { site, inventory }),
    place: (id) => places.find((place) => place.id === id),
    emptyPallet: (near) => emptyPallets(near)[0]?.pallet,
    cellFor: (pallet, near) => {
      const usable = cells.filter((cell) => isFree(cell));
      const [car, home] = [inventory.carOn(pallet.palletId), usable.find((cell) => cell.name === pallet.homeCell)];
      if (home && takesLoad(pallet.palletId, home, { site, inventory })) return home;
      return car ? smallestFitting(knownSize(car), usable, near, site) : nearestFirst(near, usable, site)[0];
    },
    cellForCar: (car, near, home) => smallestFitting(car, cells.filter((cell) => isFree(cell)), near, site, home),
    berthFor: (car, near) => {
      const empty = emptyPallets(near);
      const vacated = empty.map(({ cell }) => cell);
      const cell = smallestFitting(car, [...cells.filter((one) => isFree(one)), ...vacated], near, site);
      const pallet = (empty.find((one) => one.cell === cell) ?? empty[0])?.pallet;
      return cell && pallet && { pallet, cell };
    },
    keepsPallet,
    bayFor: (near) => {
      const promised = new Set(orders().flatMap((record) => bayOf(record) ?? []));
      const givenBack = new Set([...promised].filter((bay) => !keepsPallet(bay)));
      return chooseBay(near, bays, site, facts(), promised, givenBack);
    },
  };
}
