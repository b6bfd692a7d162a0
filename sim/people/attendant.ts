import type { PlantState } from '../plant/plant.port.ts';
import type { Attendant } from './people.port.ts';

/** How long a person holds a button, ms. */
const PRESS_MS = 300;

/** Hands that let go again by themselves. */
export interface AttendantBody extends Attendant {
  readonly step: (dtMs: number) => void;
  readonly atRest: () => boolean;
}

/** The person at the panel and at the all-clear buttons. */
export function createAttendant(state: PlantState): AttendantBody {
  let resetLeftMs = 0;
  const allClearLeftMs = new Map<string, number>();
  const { panel } = state;

  const stepAllClear = (dtMs: number): void => {
    for (const [bay, leftMs] of allClearLeftMs) {
      const bayState = state.bays[bay];
      if (leftMs > dtMs) allClearLeftMs.set(bay, leftMs - dtMs);
      else {
        allClearLeftMs.delete(bay);
        if (bayState !== undefined) bayState.allClearPressed = false;
      }
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
    pressAllClear: (bay) => {
      const bayState = state.bays[bay];
      if (bayState === undefined) throw new RangeError(`people: there is no bay ${bay}`);
      bayState.allClearPressed = true;
      allClearLeftMs.set(bay, PRESS_MS);
    },
    turnKey: (to) => {
      panel.key = to;
    },
    holdEnabling: (how) => {
      panel.enabling = how;
    },
    step: (dtMs) => {
      if (allClearLeftMs.size > 0) stepAllClear(dtMs);
      if (resetLeftMs <= 0) return;
      resetLeftMs -= dtMs;
      if (resetLeftMs <= 0) panel.resetPressed = false;
    },
    atRest: () => resetLeftMs <= 0 && allClearLeftMs.size === 0,
  };
}
