import type { PlaceId } from '../../../config/places.ts';
import type { QuarantineReason } from '../../api/contract/index.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
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
}

/** What a stalled order leaves behind: places out of service, and what two dissimilar signals have proven of its pallet. */
export interface Containment {
  readonly places: readonly NewQuarantine[];
  readonly moves: readonly InventoryMove[];
  /** The rest of the tower runs on; else a pallet that nobody expected lies on the carriage, which every other order needs. */
  readonly confined: boolean;
}

/** Which places a stalled order takes out of service: where two pallets or none may be. */
export function containStalled({ code, message, palletId, at, carriageEmpty }: Stalled): Containment {
  const out = (place: NewQuarantine['place'], reason: QuarantineReason): NewQuarantine => ({ place, reason, by: 'sensors', why: message });
  const here = at === undefined ? [] : [at];
  switch (code) {
    case 'phantomCar':
      // Probe of the place off and carriage empty: two signals that it is not there. Where it is, nobody knows.
      if (carriageEmpty && palletId !== undefined) return { places: here.map((place) => out(place, 'phantomCar')), moves: [{ what: 'pallet', id: palletId, to: 'unknown' }], confined: true };
      return { places: here.map((place) => out(place, 'phantomCar')), moves: [], confined: false };
    case 'placeTaken':
      return { places: here.map((place) => out(place, 'placeTaken')), moves: [], confined: false };
    default:
      return { places: [], moves: [], confined: false };
  }
}
