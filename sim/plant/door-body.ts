import type { Site } from '../../config/schema/site.schema.ts';
import { towards } from './mechanism-body.ts';
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
  /** Somebody inside pulls its escape handle; absent where it has none. */
  readonly handlePulled?: () => boolean;
}

/** A balanced leaf that is lifted by hand takes so many times the way of its motor. */
const BY_HAND = 2;
const HAND_BOLT_MS = 500;

/** Builds a door around its part of the plant's state. It starts closed and locked. */
export function createDoorBody({ id, limits, state, command, handlePulled = () => false }: DoorParts): DoorBody {
  /** Bolt of the guard lock: 0 out to 1 in. */
  let bolt = state.locked ? 1 : 0;
  let pressed = false;

  // The bolt finds its hole only in a closed door; withdrawn it always goes.
  const boltTarget = (): number => (command.lock && (state.position === 0 || bolt > 0) ? 1 : 0);

  const stepBolt = (dtMs: number): void => {
    bolt = handlePulled() ? towards(bolt, 0, dtMs / HAND_BOLT_MS) : towards(bolt, boltTarget(), dtMs / limits.lockMs);
    state.locked = bolt === 1;
  };

  /** Where the motor wants the leaf by the end of the step. A bolt that is even partly in holds it. */
  const wishedPosition = (dtMs: number): number => {
    if (bolt === 0 && handlePulled()) return towards(state.position, 1, dtMs / (limits.travelMs * BY_HAND));
    if (command.motor === 'still' || bolt > 0) return state.position;
    return towards(state.position, command.motor === 'opening' ? 1 : 0, dtMs / limits.travelMs);
  };

  const step = (dtMs: number, bodyHeightMm: number): void => {
    stepBolt(dtMs);
    state.obstructed = bodyHeightMm > 0;
    const from = state.position;
    const wished = wishedPosition(dtMs);
    const leastOpen = Math.min(from, bodyHeightMm / limits.heightMm);
    pressed = bodyHeightMm > 0 && wished < leastOpen;
    state.position = pressed ? leastOpen : wished;
    state.velocityPerS = ((state.position - from) / dtMs) * 1000;
  };

  const settled = (): boolean => {
    if (handlePulled() || state.velocityPerS !== 0 || bolt !== boltTarget()) return false;
    if (bolt > 0 || command.motor === 'still') return true;
    return state.position === (command.motor === 'opening' ? 1 : 0);
  };

  return { id, step, pressed: () => pressed, settled };
}
