import type { CarRecord, InventoryMove, JournalImage, PalletPlace, PalletRecord } from '../../journal/journal.port.ts';

/** What is where, as far as the journal knows: read at boot, and moved only by what has become durable. */
export interface Inventory {
  readonly load: (image: Pick<JournalImage, 'pallets' | 'cars'>) => void;
  readonly apply: (moves: readonly InventoryMove[]) => void;
  readonly pallet: (palletId: string) => PalletRecord | undefined;
  readonly pallets: () => readonly PalletRecord[];
  readonly palletAt: (place: PalletPlace) => PalletRecord | undefined;
  readonly palletWithTag: (tag: number) => PalletRecord | undefined;
  readonly cars: () => readonly CarRecord[];
  readonly car: (carId: string) => CarRecord | undefined;
  /** The car on a pallet. */
  readonly carOn: (palletId: string) => CarRecord | undefined;
  /** Increases with every change. */
  readonly revision: () => number;
}

/** A car that has gone outside comes back as another one: what it measured is forgotten. */
function carAfter(car: CarRecord, move: Exclude<InventoryMove, { readonly what: 'pallet' }>): CarRecord {
  if (move.what === 'carSize') return { ...car, measured: move.size };
  return { ...car, place: move.to, ...(move.to === 'outside' && { measured: undefined }) };
}

/** An empty inventory. */
export function createInventory(): Inventory {
  const pallets = new Map<string, PalletRecord>();
  const cars = new Map<string, CarRecord>();
  let revision = 0;
  const find = <T>(records: Map<string, T>, matches: (record: T) => boolean) => [...records.values()].find(matches);
  return {
    load: (image) => {
      pallets.clear();
      cars.clear();
      for (const pallet of image.pallets) pallets.set(pallet.palletId, pallet);
      for (const car of image.cars) cars.set(car.carId, car);
      revision += 1;
    },
    apply: (moves) => {
      for (const move of moves) {
        if (move.what === 'pallet') {
          const pallet = pallets.get(move.id);
          if (pallet) pallets.set(move.id, { ...pallet, place: move.to });
        } else {
          const car = cars.get(move.id);
          if (car) cars.set(move.id, carAfter(car, move));
        }
      }
      if (moves.length > 0) revision += 1;
    },
    pallet: (palletId) => pallets.get(palletId),
    pallets: () => [...pallets.values()],
    palletAt: (place) => find(pallets, (pallet) => pallet.place === place),
    palletWithTag: (tag) => find(pallets, (pallet) => pallet.tag === tag),
    cars: () => [...cars.values()],
    car: (carId) => cars.get(carId),
    carOn: (palletId) => find(cars, (car) => car.place === `pallet:${palletId}`),
    revision: () => revision,
  };
}
