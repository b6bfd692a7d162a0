import type { PlaceId } from '../../../config/places.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import type { Inventory } from '../tower/inventory.ts';
import type { OrderWorld } from './bay-effects.ts';

/** The inventory as orders ask it. */
export function stockView(inventory: Inventory): Pick<OrderWorld, 'palletPlace' | 'tagOf' | 'palletAt' | 'palletInTransfer' | 'carOn'> {
  return {
    palletPlace: (palletId) => inventory.pallet(palletId)?.place ?? 'unknown',
    tagOf: (palletId) => inventory.pallet(palletId)?.tag ?? -1,
    palletAt: (place: PalletPlace) => inventory.palletAt(place)?.palletId,
    palletInTransfer: (place: PlaceId) => inventory.pallets().find((pallet) => isTransferOf(pallet.place, place))?.palletId,
    carOn: (palletId) => inventory.carOn(palletId)?.carId,
  };
}

function isTransferOf(journal: PalletPlace, place: PlaceId): boolean {
  return journal.startsWith('transfer:') && journal.slice('transfer:'.length).split('>').includes(place);
}
