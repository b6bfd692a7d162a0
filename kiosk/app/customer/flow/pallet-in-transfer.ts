import type { CollectionView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';

/** Phases in which the customer's car still stands on the pallet. */
const LOADED: readonly CollectionView['phase'][] = ['queued', 'finding', 'taking', 'coming', 'presenting', 'opening', 'handover', 'stalled'];

/** A pallet that has left one place and not reached the next. */
export interface PalletInTransfer {
  readonly palletId: string;
  /** The car on it; undefined when it has driven off. */
  readonly carId: string | undefined;
  /** Bare id of the cell that is kept for it. */
  readonly homeCell: string;
}

/**
 * The pallet that is being moved between the carriage and a place: it stands in none of them, and the shuttle's fork holds it,
 * so it is where the shuttle is. Only pallets of collections are known by name; undefined when every one of them stands somewhere.
 */
export function palletInTransfer({ collections, cells, bays, carriage }: TowerSnapshot): PalletInTransfer | undefined {
  const standing = new Set([...Object.values(cells), ...Object.values(bays), carriage].map(({ palletId }) => palletId));
  const moved = collections.find(({ palletId }) => !standing.has(palletId));
  if (moved === undefined || carriage.palletId !== undefined) return undefined;
  return { palletId: moved.palletId, carId: LOADED.includes(moved.phase) ? moved.carId : undefined, homeCell: moved.fromCell };
}
