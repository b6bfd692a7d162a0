import type { CycleDoorsRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type Recipe } from '../recipe.ts';

/** Open, and shut again once nobody and nothing is in the bay. Nothing of it can be taken back. */
export function cycleDoorsRecipe({ bay }: CycleDoorsRecord): Recipe {
  return { on: [phase('opening', { do: 'open', bay, unlessEmpty: false }), phase('closing', ...shutting(bay, 'empty'))], back: [] };
}
