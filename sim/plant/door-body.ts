import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from './plant.port.ts';

/** A door with its motor and guard lock. */
export interface DoorBody {
  readonly id: string;
  /** `bodyHeightMm`: height of what stands in its plane, 0 for nothing. */
  readonly step: (dtMs: number, bodyHeightMm: number) => void;
  /** The last step pressed the closing door onto what stands in its plane. */
  readonly pressed: () => boolean;
  readonly settled: () => boolean;
}

interface DoorParts {
  readonly id: string;
  readonly limits: Site['doors']['inner'];
  readonly state: PlantState['doors'][string];
  readonly command: PlantInputs['doors'][string];
}

/** Builds a door around its part of the plant's state. It starts closed and locked. */
export function createDoorBody({ id, limits, state, command }: DoorParts): DoorBody {
  /** Bolt of the guard lock: 0 out to 1 in. */
  let bolt = state.locked ? 1 : 0;
  let pressed = false;

  // The bolt finds its hole only in a closed door; withdrawn it always goes.
  const boltTarget = (): number => (command.lock && (state.position === 0 || bolt > 0) ? 1 : 0);

  const stepBolt = (dtMs: number): void => {
    const target = boltTarget();
    const by = dtMs / limits.lockMs;
    bolt = target === 1 ? Math.min(1, bolt + by) : Math.max(0, bolt - by);
    state.locked = bolt === 1;
  };

  const speedPerMs = (): number => {
    // A bolt that is even partly in holds the leaf.
    if (command.motor === 'still' || bolt > 0) return 0;
    return (command.motor === 'opening' ? 1 : -1) / limits.travelMs;
  };

  const step = (dtMs: number, bodyHeightMm: number): void => {
    stepBolt(dtMs);
    state.obstructed = bodyHeightMm > 0;
    const from = state.position;
    const wished = Math.min(1, Math.max(0, from + speedPerMs() * dtMs));
    const leastOpen = Math.min(from, bodyHeightMm / limits.heightMm);
    pressed = bodyHeightMm > 0 && wished < leastOpen;
    state.position = pressed ? leastOpen : wished;
    state.velocityPerS = ((state.position - from) / dtMs) * 1000;
  };

  const settled = (): boolean => {
    if (state.velocityPerS !== 0 || bolt !== boltTarget()) return false;
    if (bolt > 0 || command.motor === 'still') return true;
    return state.position === (command.motor === 'opening' ? 1 : 0);
  };

  return { id, step, pressed: () => pressed, settled };
}
