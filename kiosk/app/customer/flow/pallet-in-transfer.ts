import type { OrderView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';

/** Phases in which a car stands on the pallet: of one that goes to its customer, and of one that comes back. */
const LOADED: readonly string[] = ['queued', 'finding', 'taking', 'coming', 'presenting', 'opening', 'handover', 'stalled', 'bringing', 'storing', 'releasing'];
/** Phases in which the pallet of a car that comes back is on its way to the cell that the car will stand in. */
const TO_NEW_CELL: readonly string[] = ['storing', 'releasing', 'stalled'];

/** A pallet that has left one place and not reached the next. */
export interface PalletInTransfer {
  readonly palletId: string;
  /** The car on it; undefined when it has driven off, or has not come yet. */
  readonly carId: string | undefined;
  /** Bare id of the cell that is kept for it. */
  readonly homeCell: string;
}

function ofReturn({ kind, palletId, phase, carId, fromCell, toCell }: OrderView): readonly PalletInTransfer[] {
  if (kind !== 'receive' || palletId === undefined) return [];
  const isLoaded = LOADED.includes(phase) && phase !== 'queued' && phase !== 'opening';
  return [{ palletId, carId: isLoaded ? carId : undefined, homeCell: (TO_NEW_CELL.includes(phase) ? toCell : fromCell) ?? '' }];
}

/**
 * The pallet that is being moved between the carriage and a place: it stands in none of them, and the shuttle's fork holds it,
 * so it is where the shuttle is. Only pallets of customers are known by name; undefined when every one of them stands somewhere.
 */
export function palletInTransfer({ collections, orders, cells, bays, carriage }: TowerSnapshot): PalletInTransfer | undefined {
  const standing = new Set([...Object.values(cells), ...Object.values(bays), carriage].map(({ palletId }) => palletId));
  const known: readonly PalletInTransfer[] = [
    ...collections.map(({ palletId, phase, carId, fromCell }) => ({ palletId, carId: LOADED.includes(phase) ? carId : undefined, homeCell: fromCell })),
    ...orders.flatMap(ofReturn),
  ];
  return carriage.palletId === undefined ? known.find(({ palletId }) => !standing.has(palletId)) : undefined;
}
