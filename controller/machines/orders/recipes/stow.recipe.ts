import type { StowRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/**
 * The bay proven and shut, then its pallet into the cell, with the car that the inventory has on it or without; with a car into the cell that
 * takes what it measures now. Back: into the bay again.
 */
export function stowRecipe({ palletId, bay, toCell }: StowRecord, pantry: Pantry): Recipe {
  const [stand, home] = [pantry.bay(bay), pantry.cell(toCell)];
  return {
    on: [phase('closing', ...(pantry.hasCar(palletId) ? [...shutting(bay, 'laden'), { do: 'fit', bay, palletId } as const] : shutting(bay, 'empty'))), phase('storing', { do: 'carry', palletId, from: stand, to: home })],
    back: [phase('returning', { do: 'carry', palletId, from: home, to: stand })],
  };
}
