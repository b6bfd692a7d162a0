import type { BringerManner } from '../people/people.port.ts';
import type { Watched } from './on-duty.ts';
import { orderOf } from './orders.scenario.ts';
import { pressBoth, returnOf } from './returns-play.ts';
import type { Stage } from './stage.port.ts';

/** A return that somebody on duty follows, its bringer sent as soon as it has a bay. */
export interface HelpedReturn {
  readonly returnId: string;
  readonly carId: string;
  readonly manner: BringerManner;
  readonly onRefused?: () => void;
}

/** What whoever is on duty does for those who bring a car back: calls them, has a refused car fetched, gives the all-clear after a look. */
export function helpReturn(stage: Stage, { returnId, carId, manner, onRefused }: HelpedReturn): Pick<Watched, 'look' | 'help' | 'question'> {
  let brought: { readonly bay: string; readonly bringer: number } | undefined;
  let fetched = false;
  const shown = () => orderOf(stage, returnId);
  const view = (bay: string) => returnOf(stage, { returnId, bay, carId, palletId: '' });
  return {
    look: () => {
      const bay = shown()?.bay;
      if (brought === undefined && bay !== undefined) brought = { bay, bringer: stage.people.assign({ kind: 'bringer', bay, carId, manner }) };
    },
    help: async () => {
      if (brought === undefined) return false;
      const { bay, bringer } = brought;
      if (shown()?.phase === 'leaving' && !fetched && stage.plant.state.cars[carId]?.place !== 'outside') {
        // Whoever brought the car takes it away again.
        fetched = true;
        onRefused?.();
        stage.people.assign({ kind: 'driver', bay, carId });
        return true;
      }
      stage.people.leave(bringer);
      // After a start nobody has said how many came: until somebody of the staff has looked, it asks them to get out.
      if (!['gettingOut', 'allClear'].includes(view(bay)?.checkIn?.stage ?? '') || !nobodyIn(stage, bay, carId)) return false;
      const said = await stage.tower.allClear(returnId, { role: 'attendant', name: 'attendant' });
      // Refused, it is said again at the next look.
      if (!said.ok) return false;
      await pressBoth(stage, { returnId, bay, carId, palletId: '' });
      return true;
    },
    question: () => (shown()?.phase === 'leaving' ? 'leaving' : view(brought?.bay ?? '')?.checkIn?.stage),
  };
}

/** The attendant has looked, also into the car. */
function nobodyIn({ plant: { state } }: Stage, bay: string, carId: string): boolean {
  return state.bays[bay]?.persons === 0 && state.doorways[`${bay}.outer`]?.persons === 0 && state.cars[carId]?.occupants === 0;
}
