import type { PlaceId } from '../../../config/places.ts';
import type { QuarantineReason } from '../../api/contract/index.ts';
import type { InventoryMove, PalletRecord } from '../../journal/journal.port.ts';
import type { NewQuarantine } from './quarantine.ts';

/** An order that ended in a disagreement of inventory and sensors. */
export interface Stalled {
  readonly code: string;
  readonly message: string;
  readonly palletId: string | undefined;
  /** The place that it was at. */
  readonly at: PlaceId | undefined;
  /** Both seats off, and no tag. */
  readonly carriageEmpty: boolean;
  /** The pallet whose tag is read on the carriage, both seats on, with its place in the journal. */
  readonly carried: PalletRecord | undefined;
}

/** What a stalled order leaves behind: places out of service, and what two dissimilar signals have proven of its pallet. */
export interface Containment {
  readonly places: readonly NewQuarantine[];
  readonly moves: readonly InventoryMove[];
  /** The rest of the tower runs on; else a pallet that nobody expected lies on the carriage, which every other order needs. */
  readonly confined: boolean;
}

/** Which places a stalled order takes out of service: where two pallets or none may be. */
export function containStalled({ code, message, palletId, at, carriageEmpty, carried }: Stalled): Containment {
  const out = (place: NewQuarantine['place'], reason: QuarantineReason): NewQuarantine => ({ place, reason, by: 'sensors', why: message });
  const here = at === undefined ? [] : [at];
  switch (code) {
    case 'phantomCar':
      // Probe of the place off and carriage empty: two signals that it is not there. Where it is, nobody knows.
      if (carriageEmpty && palletId !== undefined) return { places: here.map((place) => out(place, 'phantomCar')), moves: [{ what: 'pallet', id: palletId, to: 'unknown' }], confined: true };
      return { places: here.map((place) => out(place, 'phantomCar')), moves: [], confined: false };
    case 'wrongPallet': {
      // A tag that is none of ours may be a bad reading; one of another pallet means that two have been swapped, and its cell is as doubtful.
      if (carried === undefined || carried.palletId === palletId) return { places: [], moves: [], confined: false };
      const swapped = carried.place.startsWith('cell:') ? [carried.place as PlaceId] : [];
      return { places: [...new Set([...here, ...swapped])].map((place) => out(place, 'wrongPallet')), moves: [], confined: false };
    }
    case 'placeTaken':
      return { places: here.map((place) => out(place, 'placeTaken')), moves: [], confined: false };
    default:
      return { places: [], moves: [], confined: false };
  }
}
