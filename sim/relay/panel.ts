import type { PlantState } from '../plant/plant.port.ts';

/** Contacts around the tower that no attendant presses: the service hatch, the supply monitor, the smoke detector. */
export interface Panel {
  readonly setHatchLocked: (locked: boolean) => void;
  readonly setSupplyOk: (good: boolean) => void;
  readonly setSmoke: (smoke: boolean) => void;
}

/** Acts on the plant's panel; `wake` tells the tower that something has changed. */
export function createPanel({ panel }: PlantState, wake: () => void): Panel {
  return {
    setHatchLocked: (locked) => {
      wake();
      panel.hatchLocked = locked;
    },
    setSupplyOk: (good) => {
      wake();
      panel.supplyOk = good;
    },
    setSmoke: (smoke) => {
      wake();
      panel.smoke = smoke;
    },
  };
}
