import type { Place } from '../../../config/places.ts';
import type { InventoryMove, OrderPhase } from '../../journal/journal.port.ts';

/** What a bay is proven to hold: at most an empty pallet, or a car that stands fully on its pallet. Nobody in it, either way. */
export type BayContents = 'empty' | 'laden';

/** One thing to do. Each finds from sensors and inventory what is left of it to do, so that it may be done again after a stop. */
export type Act =
  /** Brings a pallet from one place to another. `onlyWithCar`: not needed unless this car is on it. */
  | { readonly do: 'carry'; readonly palletId: string; readonly from: Place; readonly to: Place; readonly onlyWithCar?: string }
  /** Opens the outer door of a bay. `unlessEmpty`: not needed when the bay is proven to hold no car. */
  | { readonly do: 'open'; readonly bay: string; readonly unlessEmpty: boolean }
  /** Waits, however long people take, until the open bay is proven. */
  | { readonly do: 'prove'; readonly bay: string; readonly contents: BayContents }
  | { readonly do: 'shut'; readonly bay: string }
  /** Proves the shut bay once more; a person who is shut in is let out. */
  | { readonly do: 'proveShut'; readonly bay: string; readonly contents: BayContents }
  /** The checks of a car that comes in: in front of the open outer door, just before it closes, and behind it; `stands`: before that door opens on one that is in already. */
  | { readonly do: 'checkIn'; readonly bay: string; readonly stage: 'stands' | 'driveIn' | 'confirm' | 'shut' }
  /** Measures the car that stands in a bay on a pallet, and chooses the cell that it goes to by that. */
  | { readonly do: 'fit'; readonly bay: string; readonly palletId: string }
  /** Looks into a cell. */
  | { readonly do: 'visit'; readonly cell: Place };

/** A phase: durable, together with its moves, before the first of its acts begins. */
export interface PhasePlan {
  readonly phase: OrderPhase;
  readonly moves: readonly InventoryMove[];
  readonly acts: readonly Act[];
}

/** The phases of an order in their order, and those of its way back, which ends in `cancelled`. */
export interface Recipe {
  readonly on: readonly PhasePlan[];
  readonly back: readonly PhasePlan[];
}

/** A phase that changes nothing in the inventory. */
export function phase(name: OrderPhase, ...acts: readonly Act[]): PhasePlan {
  return { phase: name, moves: [], acts };
}

/** The open bay is proven, its outer door shut, and the shut bay proven once more. */
export function shutting(bay: string, contents: BayContents): readonly Act[] {
  return [{ do: 'prove', bay, contents }, { do: 'shut', bay }, { do: 'proveShut', bay, contents }];
}
