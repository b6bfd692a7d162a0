import type { PlaceId } from '../../../config/places.ts';
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
}

/**
 * Which places a stalled order takes out of service, so that the rest of the tower runs on. Undefined when it cannot be contained: a pallet
 * that nobody expected lies on the carriage, which every other order needs; nothing moves before a technician has settled it.
 */
export function containStalled({ code, message, palletId, at, carriageEmpty }: Stalled): Containment | undefined {
  if (code !== 'phantomCar' || palletId === undefined || at === undefined || !carriageEmpty) return undefined;
  // Probe of the place off and carriage empty: two signals that it is not there. Where it is, nobody knows.
  return { places: [{ place: at, reason: 'phantomCar', by: 'sensors', why: message }], moves: [{ what: 'pallet', id: palletId, to: 'unknown' }] };
}
