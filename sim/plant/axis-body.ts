import type { AxisLimits } from '../../config/schema/site.schema.ts';
import type { AxisPhysics } from './axis-physics.ts';
import type { PlantInputs, PlantState } from './plant.port.ts';

/** Position loop of the drives, 1/s: a lag of 1 mm asks for 20 mm/s more. */
const POSITION_GAIN_PER_S = 20;
/** Nearer than this the servo is where it should be, and stands. */
const SETTLED_MM = 0.005;
const SETTLED_MM_PER_S = 1;
/** A buffer takes a contact up to this speed (I11). */
const BUFFER_MM_PER_S = 100;

/** One axis as a mass with motor, brake and end buffers. */
export interface AxisBody {
  /** Moves the mass on. `loadKg` is what stands on pallets. */
  readonly step: (dtMs: number, loadKg: number) => void;
  /** Something solid stands in the way: back to where the step began, at standstill. */
  readonly block: () => void;
  /** The step ran into an end buffer faster than a buffer takes. */
  readonly hitBuffer: () => boolean;
  /** Acceleration of the last step, mm/s². */
  readonly accelerationMmPerS2: () => number;
  /** Nothing about this axis would change in another step. */
  readonly settled: () => boolean;
}

interface AxisParts {
  readonly limits: AxisLimits;
  readonly physics: AxisPhysics;
  readonly state: PlantState['axes']['lift'];
  readonly command: PlantInputs['axes']['lift'];
}

function servoVelocity(parts: AxisParts, dtS: number, loadKg: number): number {
  const { physics, state, command } = parts;
  // The setpoint is that of the end of the step; the loop compares with where it was at the beginning.
  const lagMm = command.setpointMm - command.setpointMmPerS * dtS - state.positionMm;
  const wished = command.setpointMmPerS + lagMm * POSITION_GAIN_PER_S;
  const bounded = Math.min(physics.topMmPerS, Math.max(-physics.topMmPerS, wished));
  const mostChange = physics.driveMmPerS2(loadKg) * dtS;
  return state.velocityMmPerS + Math.min(mostChange, Math.max(-mostChange, bounded - state.velocityMmPerS));
}

/** Decelerates to standstill by `byMmPerS2`; the last step covers exactly v²/2a. */
function decelerate(state: AxisParts['state'], byMmPerS2: number, dtS: number): void {
  const speed = Math.abs(state.velocityMmPerS);
  const sign = Math.sign(state.velocityMmPerS);
  if (speed <= byMmPerS2 * dtS) {
    if (speed > 0) state.positionMm += (sign * speed * speed) / (2 * byMmPerS2);
    state.velocityMmPerS = 0;
    return;
  }
  move(state, sign * (speed - byMmPerS2 * dtS), dtS);
}

function move(state: AxisParts['state'], velocityMmPerS: number, dtS: number): void {
  state.positionMm += ((state.velocityMmPerS + velocityMmPerS) / 2) * dtS;
  state.velocityMmPerS = velocityMmPerS;
}

function follow(parts: AxisParts, dtS: number, loadKg: number): void {
  const { state, command } = parts;
  move(state, servoVelocity(parts, dtS, loadKg), dtS);
  const lagMm = Math.abs(command.setpointMm - state.positionMm);
  if (command.setpointMmPerS === 0 && lagMm < SETTLED_MM && Math.abs(state.velocityMmPerS) < SETTLED_MM_PER_S) {
    state.positionMm = command.setpointMm;
    state.velocityMmPerS = 0;
  }
}

/** Neither motor nor brake: gravity and friction. */
function coast(parts: AxisParts, dtS: number, loadKg: number): void {
  const { physics, state } = parts;
  const pull = physics.gravityMmPerS2(loadKg);
  if (pull !== 0) move(state, state.velocityMmPerS + pull * dtS, dtS);
  else if (state.velocityMmPerS !== 0) decelerate(state, physics.coastingMmPerS2, dtS);
}

/** Holds the mass between its buffers; tells how fast it met one, 0 for not at all. */
function stopAtBuffers({ limits, state }: AxisParts): number {
  const beyond = state.positionMm < limits.minMm || state.positionMm > limits.maxMm;
  if (!beyond) return 0;
  const speed = Math.abs(state.velocityMmPerS);
  state.positionMm = Math.min(limits.maxMm, Math.max(limits.minMm, state.positionMm));
  state.velocityMmPerS = 0;
  return speed;
}

/** Builds an axis around its part of the plant's state. The brake starts closed. */
export function createAxisBody(parts: AxisParts): AxisBody {
  const { limits, state, command } = parts;
  let brakeMs = limits.brakeCloseMs;
  let fromMm = state.positionMm;
  let fromMmPerS = 0;
  let lastDtS = 0.01;
  let bufferMmPerS = 0;

  /** Spring-applied: it falls in by itself, and lifts twice as fast against the spring. */
  const stepBrake = (dtMs: number): void => {
    const released = command.torque && command.releaseBrake;
    brakeMs = released ? Math.max(0, brakeMs - 2 * dtMs) : Math.min(limits.brakeCloseMs, brakeMs + dtMs);
    if (brakeMs === 0) state.brakeClosed = false;
    else if (brakeMs === limits.brakeCloseMs) state.brakeClosed = true;
  };

  const step = (dtMs: number, loadKg: number): void => {
    const dtS = dtMs / 1000;
    fromMm = state.positionMm;
    fromMmPerS = state.velocityMmPerS;
    lastDtS = dtS;
    state.torque = command.torque;
    stepBrake(dtMs);
    if (state.brakeClosed) decelerate(state, parts.physics.brakeMmPerS2, dtS);
    else if (state.torque) follow(parts, dtS, loadKg);
    else coast(parts, dtS, loadKg);
    bufferMmPerS = stopAtBuffers(parts);
  };

  const settled = (): boolean => {
    if (state.velocityMmPerS !== 0 || fromMmPerS !== 0 || state.torque !== command.torque) return false;
    const released = command.torque && command.releaseBrake;
    if (!released) return brakeMs === limits.brakeCloseMs;
    return brakeMs === 0 && command.setpointMmPerS === 0 && command.setpointMm === state.positionMm;
  };

  return {
    step,
    settled,
    hitBuffer: () => bufferMmPerS > BUFFER_MM_PER_S,
    accelerationMmPerS2: () => (state.velocityMmPerS - fromMmPerS) / lastDtS,
    block: () => {
      state.positionMm = fromMm;
      state.velocityMmPerS = 0;
    },
  };
}
