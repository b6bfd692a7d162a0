import type { PlantState } from '../plant/plant.port.ts';
import type { Attendant } from './people.port.ts';

/** How long a person holds a button, ms. */
const PRESS_MS = 300;

type Side = 'left' | 'right';
type Key = `${Side} ${string}`;

/** Hands that let go again by themselves. */
export interface AttendantBody extends Attendant {
  readonly step: (dtMs: number) => void;
  readonly atRest: () => boolean;
}

/** The person at the panel and at the all-clear buttons. */
export function createAttendant(state: PlantState): AttendantBody {
  let resetLeftMs = 0;
  const allClearMs = new Map<Key, { readonly bay: string; readonly side: Side; leftMs: number }>();
  const { panel } = state;

  const hold = (bay: string, side: Side, pressed: boolean): void => {
    const bayState = state.bays[bay];
    if (bayState === undefined) throw new RangeError(`people: there is no bay ${bay}`);
    if (side === 'left') bayState.allClearLeft = pressed;
    else bayState.allClearRight = pressed;
  };
  const stepAllClear = (dtMs: number): void => {
    for (const [key, one] of allClearMs) {
      one.leftMs -= dtMs;
      if (one.leftMs > 0) continue;
      allClearMs.delete(key);
      hold(one.bay, one.side, false);
    }
  };

  return {
    pressReset: () => {
      panel.resetPressed = true;
      resetLeftMs = PRESS_MS;
    },
    pressEmergencyStop: () => {
      panel.emergencyStopPressed = true;
    },
    releaseEmergencyStop: () => {
      panel.emergencyStopPressed = false;
    },
    pressAllClear: (bay, side) => {
      hold(bay, side, true);
      allClearMs.set(`${side} ${bay}`, { bay, side, leftMs: PRESS_MS });
    },
    turnKey: (to) => {
      panel.key = to;
    },
    holdEnabling: (how) => {
      panel.enabling = how;
    },
    step: (dtMs) => {
      if (allClearMs.size > 0) stepAllClear(dtMs);
      if (resetLeftMs <= 0) return;
      resetLeftMs -= dtMs;
      if (resetLeftMs <= 0) panel.resetPressed = false;
    },
    atRest: () => resetLeftMs <= 0 && allClearMs.size === 0,
  };
}
