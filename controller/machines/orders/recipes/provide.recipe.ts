import type { ProvideRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/** An empty pallet into the bay, then the door. Back: bay proven empty and shut, pallet home. */
export function provideRecipe({ palletId, fromCell, bay }: ProvideRecord, pantry: Pantry): Recipe {
  const [home, stand] = [pantry.cell(fromCell), pantry.bay(bay)];
  return {
    on: [phase('fetching', { do: 'carry', palletId, from: home, to: stand }), phase('opening', { do: 'open', bay, unlessEmpty: false })],
    back: [phase('shutting', ...shutting(bay, 'empty')), phase('returning', { do: 'carry', palletId, from: stand, to: home })],
  };
}
