import type { ReceiveRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/**
 * An empty pallet into the bay, the door open until a car has driven in and passed its checks, the door shut, the checks that need a
 * shut bay, and into its cell. Its cell is chosen by what it measures: once before the door shuts, so that nobody else is promised that cell,
 * and once when nobody can change it any more. The inventory has the car from the moment at which the bay is shut with it. Back: the car is let out
 * if it is inside, and proven gone by profile and by mass; then the pallet goes to the cell that it came from.
 */
export function receiveRecipe({ carId, palletId, fromCell, toCell, bay }: ReceiveRecord, pantry: Pantry): Recipe {
  const [origin, goal, stand] = [pantry.cell(fromCell), pantry.cell(toCell), pantry.bay(bay)];
  return {
    on: [
      phase('fetching', { do: 'carry', palletId, from: origin, to: stand }),
      phase('opening', { do: 'open', bay, unlessEmpty: false }),
      phase('awaiting', { do: 'checkIn', bay, stage: 'driveIn' }),
      phase('closing', { do: 'prove', bay, contents: 'laden' }, { do: 'checkIn', bay, stage: 'confirm' }, { do: 'fit', bay, palletId }, { do: 'shut', bay }),
      { ...phase('checking', { do: 'checkIn', bay, stage: 'shut' }, { do: 'fit', bay, palletId }), moves: [{ what: 'car', id: carId, to: `pallet:${palletId}` }] },
      phase('storing', { do: 'carry', palletId, from: stand, to: goal }),
    ],
    back: [
      phase('releasing', { do: 'carry', palletId, from: goal, to: stand, onlyWithCar: carId }, { do: 'open', bay, unlessEmpty: true }),
      phase('leaving', { do: 'prove', bay, contents: 'empty' }),
      { ...phase('shutting', ...shutting(bay, 'empty')), moves: [{ what: 'car', id: carId, to: 'outside' }] },
      phase('returning', { do: 'carry', palletId, from: stand, to: origin }),
    ],
  };
}
