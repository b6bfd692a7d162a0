import type { Rng } from '../../hal/ports/rng.port.ts';
import { bringerScript } from './bringer-script.ts';
import type { Deed } from './deed.ts';
import type { Assignment } from './people.port.ts';

/** A whole number of ms between two bounds, a multiple of 10. */
function draw(rng: Pick<Rng, 'next'>, fromMs: number, untilMs: number): number {
  return fromMs + Math.floor(rng.next() * ((untilMs - fromMs) / 10 + 1)) * 10;
}

/** What a person of this kind does, one after the other; what the assignment leaves open comes from `rng`. */
export function scriptOf(assignment: Assignment, rng: Pick<Rng, 'next'>): readonly Deed[] {
  const pause = (fromMs: number, untilMs: number): Deed => ({ do: 'pause', ms: draw(rng, fromMs, untilMs) });
  const cross = (way: 'in' | 'out'): Deed => ({ do: 'cross', way, ms: draw(rng, 600, 1100) });
  const leave = (): readonly Deed[] => [{ do: 'getOut' }, cross('out')];
  const stay = (ms: number | undefined): Deed => (ms === undefined ? { do: 'stayUntilCalled' } : { do: 'pause', ms });
  const enter = (carId?: string): readonly Deed[] => [{ do: 'awaitWelcome', carId }, pause(800, 3000), { do: 'awaitWelcome', carId }, cross('in')];

  switch (assignment.kind) {
    case 'driver': {
      const { carId, dwellMs } = assignment;
      const dwell = dwellMs ?? draw(rng, 8000, 25_000);
      return [
        ...enter(carId), pause(2000, 5000), { do: 'board', carId }, { do: 'pause', ms: dwell },
        { do: 'awaitDoor' }, { do: 'driveOut', carId },
      ];
    }
    case 'bringer': {
      const { bay, carId, manner = {} } = assignment;
      return bringerScript({ bay, carId, manner, pause, cross, jitter: () => 2 * rng.next() - 1 });
    }
    case 'visitor':
      return [...enter(), stay(assignment.stayMs), ...leave()];
    case 'returner':
      return [
        ...enter(), stay(assignment.stayMs ?? draw(rng, 2000, 6000)), ...leave(),
        { do: 'pause', ms: assignment.awayMs ?? draw(rng, 1000, 4000) }, { do: 'awaitDoor' }, cross('in'), pause(2000, 6000), ...leave(),
      ];
    case 'loiterer':
      return [{ do: 'awaitGap' }, { do: 'standInDoorway', ms: assignment.standMs }];
    case 'forgotten':
      return [{ do: 'sitUntilFetched', carId: assignment.carId }, { do: 'alight', carId: assignment.carId }, pause(2000, 4000), ...leave()];
  }
}
