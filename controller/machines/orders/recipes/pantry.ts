import type { Place } from '../../../../config/places.ts';

/** What recipes are written from. Throws for a place that the site does not have. */
export interface Pantry {
  readonly cell: (name: string) => Place;
  readonly bay: (name: string) => Place;
  /** Whether the inventory has a car on the pallet. */
  readonly hasCar: (palletId: string) => boolean;
  /** Whether the inventory has the pallet in the bay, or on its way in or out of it. */
  readonly isInBay: (palletId: string, bay: string) => boolean;
}
