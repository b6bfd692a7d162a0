import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { PlantState } from '../../../../sim/plant/plant.port.ts';

/** The plant takes one step in this time. */
const STEP_MS = 10;

/** One thing that touches or lets go: its name, and where it is now. */
interface Touch {
  readonly what: string;
  readonly where: () => string;
  before: string;
}

const endOf = (position: number, [low, high]: readonly [string, string]): string => (position <= 0 ? low : position >= 1 ? high : 'between');

/** Whatever of a tower has end positions, latches and seats. */
function touchesOf(plant: PlantState): readonly Touch[] {
  const touch = (what: string, where: () => string): Touch => ({ what, where, before: where() });
  const bolts = (['lockPin', 'fork', 'palletLock'] as const).map((bolt) => touch(bolt, () => endOf(plant[bolt].position, ['out', 'in'])));
  const doors = Object.entries(plant.doors).flatMap(([id, door]) => [
    touch(`door ${id}`, () => endOf(door.position, ['closed', 'open'])),
    touch(`latch ${id}`, () => (door.locked ? 'locked' : 'free')),
  ]);
  const pallets = Object.entries(plant.pallets).map(([id, pallet]) => touch(`pallet ${id}`, () => pallet.place));
  const cars = Object.entries(plant.cars).map(([id, car]) => touch(`car ${id}`, () => car.place));
  return [...bolts, touch('fork holds', () => plant.coupledPallet ?? 'nothing'), ...doors, ...pallets, ...cars];
}

/** Hears, right after the step of the plant in which it happens, of whatever reaches or leaves an end position, a latch or a seat. Returns what ends it. */
export function watchContacts(plant: PlantState, clock: Pick<Clock, 'every'>, onContact: (label: string) => void): () => void {
  const touches = touchesOf(plant);
  return clock.every(STEP_MS, () => {
    for (const touch of touches) {
      const now = touch.where();
      if (now === touch.before) continue;
      touch.before = now;
      onContact(`${touch.what} ${now}`);
    }
  });
}
