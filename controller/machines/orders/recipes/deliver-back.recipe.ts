import type { DeliverRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/**
 * A car that is not handed over goes home again: whatever its bay holds is proven and shut in first. People may have put something on its
 * roof there: home is then another cell, that takes it. A car that has not come to its bay yet is not waited for there: the bay may stand open all the same, for
 * people who had to get out.
 */
export function deliverBackRecipe({ palletId, fromCell, bay }: DeliverRecord, pantry: Pantry): Recipe {
  const [home, stand] = [pantry.cell(fromCell), pantry.bay(bay)];
  return {
    on: [],
    back: [phase('shutting', ...(pantry.hasCar(palletId) && pantry.isInBay(palletId, bay) ? [...shutting(bay, 'laden'), { do: 'fit', bay, palletId } as const] : shutting(bay, 'empty'))), phase('returning', { do: 'carry', palletId, from: stand, to: home })],
  };
}
