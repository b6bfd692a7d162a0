import type { RelocateRecord } from '../../../journal/order-record.ts';
import { phase, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/** From cell to cell; back the other way round. */
export function relocateRecipe({ palletId, fromCell, toCell }: RelocateRecord, { cell }: Pantry): Recipe {
  const [from, to] = [cell(fromCell), cell(toCell)];
  return {
    on: [phase('carrying', { do: 'carry', palletId, from, to })],
    back: [phase('returning', { do: 'carry', palletId, from: to, to: from })],
  };
}
