import type { ReceiveRecord } from '../../../journal/order-record.ts';
import { phase, shutting, type PhasePlan, type Recipe } from '../recipe.ts';
import type { Pantry } from './pantry.ts';

/**
 * A car that is brought out once more comes on its own pallet, and the bay is looked at before its door opens; from the open door on it is a car
 * that comes in. Any other: an empty pallet into the bay, the door open until a car has driven in and passed its checks, the door shut, the checks that need a
 * shut bay, and into its cell. Its cell is chosen by what it measures: once before the door shuts, so that nobody else is promised that cell,
 * and once when nobody can change it any more. The inventory has the car from the moment at which the bay is shut with it. Back: the car is let out
 * if it is inside, and proven gone by profile and by mass; then the pallet goes to the cell that it came from.
 */
export function receiveRecipe({ carId, palletId, fromCell, toCell, bay, phase: present }: ReceiveRecord, pantry: Pantry): Recipe {
  const [origin, goal, stand] = [pantry.cell(fromCell), pantry.cell(toCell), pantry.bay(bay)];
  // Only what comes out once more has its car on the pallet before anything has begun.
  const isOutAgain = present === 'bringing' || (present === 'queued' && pantry.hasCar(palletId));
  const first: PhasePlan = isOutAgain
    ? phase('bringing', { do: 'carry', palletId, from: origin, to: stand }, { do: 'checkIn', bay, stage: 'stands' })
    : phase('fetching', { do: 'carry', palletId, from: origin, to: stand });
  return {
    on: [
      first,
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
