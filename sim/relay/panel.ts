import type { PlantState } from '../plant/plant.port.ts';

/** What happens around the tower, in the words of the plant. */
export type Surroundings = PlantState['surroundings'];

/** Contacts around the tower that no attendant presses: the service hatch, the supply monitor, the smoke detector, the weather. */
export interface Panel {
  readonly setHatchLocked: (locked: boolean) => void;
  readonly setSupplyOk: (good: boolean) => void;
  readonly setSmoke: (smoke: boolean) => void;
  /** Wind, heat, gas, earthquake, water in the pit, loose things in the shaft, mains and battery. */
  readonly surround: (change: Partial<Surroundings>) => void;
  /** Somebody inside a bay holds its exit button, or lets go of it. */
  readonly setExitPressed: (bay: string, pressed: boolean) => void;
  /** The same with the escape handle of its outer door. */
  readonly setHandlePulled: (bay: string, pulled: boolean) => void;
  /** Fuel, oil or battery fluid on the floor of a bay. */
  readonly setFloorWet: (bay: string, wet: boolean) => void;
}

/** Acts on the plant's panel; `wake` tells the tower that something has changed. */
export function createPanel({ panel, surroundings, bays }: PlantState, wake: () => void): Panel {
  const bayOf = (id: string): PlantState['bays'][string] => {
    const bay = bays[id];
    if (bay === undefined) throw new RangeError(`the plant has no bay ${id}`);
    return bay;
  };
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
    surround: (change) => {
      wake();
      Object.assign(surroundings, change);
    },
    setExitPressed: (bay, pressed) => {
      wake();
      bayOf(bay).exitPressed = pressed;
    },
    setHandlePulled: (bay, pulled) => {
      wake();
      bayOf(bay).handlePulled = pulled;
    },
    setFloorWet: (bay, wet) => {
      wake();
      bayOf(bay).floorWet = wet;
    },
  };
}
