import type { DeliverRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/** A car that is not handed over goes home again: whatever its bay holds is proven and shut in first. */
export function deliverBackRecipe({ palletId, fromCell, bay }: DeliverRecord, pantry: Pantry): Recipe {
  const [home, stand] = [pantry.cell(fromCell), pantry.bay(bay)];
  return {
    on: [],
    back: [phase('shutting', ...shutting(bay, pantry.hasCar(palletId) ? 'laden' : 'empty')), phase('returning', { do: 'carry', palletId, from: stand, to: home })],
  };
}
