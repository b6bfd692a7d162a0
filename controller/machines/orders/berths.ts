import { bySize, cellSizeOf, type CarSize, type CellSize } from '../../../config/cells.ts';
import type { Place } from '../../../config/places.ts';
import { smallestFitting } from '../../planner/cell-choice.ts';
import { createOrderStock, takesLoad, type StockSigns } from '../tower/order-stock.ts';

/** Which cells take the car of an order. */
export interface Berths {
  /** What the cells take that are free for this order, each size once, the smallest first. */
  readonly open: (orderId: string) => readonly CellSize[];
  /** The smallest free cell for a car as it was measured; `planned`, where it is among equals. Undefined: none takes it. */
  readonly choose: (orderId: string, car: CarSize, near: Place, planned: string) => Place | undefined;
  /** The same, but `planned` whenever that takes the car: whoever said where it goes is not overruled. */
  readonly keep: (orderId: string, car: CarSize, near: Place, planned: string) => Place | undefined;
  /** Whether a cell takes what stands on a pallet, by its size as far as it is known. */
  readonly takes: (palletId: string, cell: Place) => boolean;
}

/** Looks at the stock each time that it is asked. */
export function createBerths(signs: StockSigns): Berths {
  const freeFor = (orderId: string): readonly Place[] => {
    const stock = createOrderStock(signs);
    return stock.cells.filter((cell) => stock.isFree(cell, orderId));
  };
  return {
    open: (orderId) => {
      const sizes = freeFor(orderId).map((cell) => cellSizeOf(signs.site, cell)).sort(bySize);
      return sizes.filter((size, index) => index === 0 || bySize(size, sizes[index - 1] ?? size) !== 0);
    },
    choose: (orderId, car, near, planned) => smallestFitting(car, freeFor(orderId), near, signs.site, planned),
    keep: (orderId, car, near, planned) => {
      const free = freeFor(orderId);
      return smallestFitting(car, free.filter(({ name }) => name === planned), near, signs.site) ?? smallestFitting(car, free, near, signs.site);
    },
    takes: (palletId, cell) => takesLoad(palletId, cell, signs),
  };
}
