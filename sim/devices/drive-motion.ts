import type { AxisLimits } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import { createSCurve } from './s-curve.ts';
import type { MotionLimits, SCurve } from './s-curve.ts';

/** Internal cycle of the drive. */
export const CYCLE_MS = 10;
/** The motor is magnetised this long before the brake may lift: torque first, or the load drops. */
const MAGNETISE_MS = 20;
/** A brake that has not answered by then is started against; the following error tells the rest. */
const BRAKE_RELEASE_MS = 300;
/** Beyond the closing time of the brake: then it counts as failed. */
const BRAKE_CLOSE_GRACE_MS = 400;
/** The load stands within the window this long before the brake falls in. */
const SETTLE_MS = 30;
const SETTLE_LIMIT_MS = 1500;
/** In position: window around the target. */
const WINDOW_MM = 1;
const STILL_MM_PER_S = 2;
/** Set-point and encoder further apart than this is a following error. */
const FOLLOWING_ERROR_MM = 60;

export const ERROR = { none: 0, overcurrent: 0x2310, leaseLost: 0x8130, followingError: 0x8611, brakeOpen: 0xff01 } as const;

/**
 * Where a motion stands. `magnetising` and `releasing` come before it, `settling` and `closing` after it; `stopping` is the
 * ramp of a quick stop; `holding` keeps torque because the brake did not close.
 */
export type DrivePhase = 'idle' | 'magnetising' | 'releasing' | 'running' | 'settling' | 'closing' | 'stopping' | 'holding';

/** The motion part of the drive's firmware. */
export interface DriveMotion {
  readonly phase: () => DrivePhase;
  readonly errorCode: () => number;
  readonly targetReached: () => boolean;
  /** Encoder position in mm, as the drive believes it. */
  readonly encoderMm: () => number;
  readonly torquePercent: () => number;
  /** Starts from standstill. `onReached` runs when the load stands in the window. */
  readonly start: (targetMm: number, limits: MotionLimits, onReached?: () => void) => void;
  /** Ramps down, closes the brake, ends torque. `error` latches a fault. */
  readonly quickStop: (error?: number) => void;
  /** Torque ends at once, the brake falls by its spring. `error` latches a fault. */
  readonly cutTorque: (error?: number) => void;
  readonly resetFault: () => void;
  /** The reference was found: what the encoder believes falls by this much, and so does everything that is counted in it. */
  readonly rereference: (byMm: number) => void;
  /** One cycle. */
  readonly step: () => void;
}

interface MotionState {
  phase: DrivePhase;
  sinceMs: number;
  settledMs: number;
  errorCode: number;
  targetReached: boolean;
  setpointMm: number;
  setpointMmPerS: number;
  startMm: number;
  targetMm: number;
  curve: SCurve | undefined;
  onReached: (() => void) | undefined;
}

/** What the motion acts on. `biasMm` is what a slipped encoder adds to the truth. */
export interface MotionParts {
  readonly limits: AxisLimits;
  readonly body: PlantState['axes']['lift'];
  readonly servo: PlantInputs['axes']['lift'];
  readonly biasMm: () => number;
}

function enter(state: MotionState, phase: DrivePhase): void {
  state.phase = phase;
  state.sinceMs = 0;
}

/** Hands set-point, torque and brake to the power stage, in the coordinates of the machine. */
function drive(parts: MotionParts, state: MotionState, torque: boolean, releaseBrake: boolean): void {
  const { servo } = parts;
  servo.torque = torque;
  servo.releaseBrake = releaseBrake;
  servo.setpointMm = state.setpointMm - parts.biasMm();
  servo.setpointMmPerS = torque ? state.setpointMmPerS : 0;
}

function followCurve(state: MotionState, curve: SCurve): void {
  const s = state.sinceMs / 1000;
  state.setpointMm = state.startMm + curve.positionAt(s);
  state.setpointMmPerS = curve.velocityAt(s);
  if (s < curve.durationS) return;
  state.setpointMm = state.targetMm;
  state.setpointMmPerS = 0;
  state.settledMs = 0;
  enter(state, 'settling');
}

/** Velocity falls by the stop ramp; the set-point covers exactly the way of that ramp. */
function rampDown(state: MotionState, decelerationMmPerS2: number): void {
  const before = state.setpointMmPerS;
  const after = Math.sign(before) * Math.max(0, Math.abs(before) - decelerationMmPerS2 * (CYCLE_MS / 1000));
  const seconds = Math.abs(before - after) / decelerationMmPerS2;
  state.setpointMm += ((before + after) / 2) * seconds;
  state.setpointMmPerS = after;
  if (after === 0) enter(state, 'closing');
}

function settle(parts: MotionParts, state: MotionState, encoderMm: number): void {
  const still = Math.abs(parts.body.velocityMmPerS) <= STILL_MM_PER_S;
  const inWindow = Math.abs(encoderMm - state.setpointMm) <= WINDOW_MM;
  state.settledMs = still && inWindow ? state.settledMs + CYCLE_MS : 0;
  if (state.settledMs >= SETTLE_MS) {
    state.targetReached = state.setpointMm === state.targetMm;
    if (state.targetReached) state.onReached?.();
    enter(state, 'closing');
  } else if (state.sinceMs > SETTLE_LIMIT_MS) enter(state, 'closing');
}

/** The phases one cycle on; the power stage is driven by the caller. */
function advance(parts: MotionParts, state: MotionState, encoderMm: number): void {
  state.sinceMs += CYCLE_MS;
  switch (state.phase) {
    case 'magnetising':
      if (state.sinceMs > MAGNETISE_MS) enter(state, 'releasing');
      return;
    case 'releasing':
      if (!parts.body.brakeClosed || state.sinceMs > BRAKE_RELEASE_MS) enter(state, state.curve === undefined ? 'closing' : 'running');
      return;
    case 'running':
      if (state.curve !== undefined) followCurve(state, state.curve);
      return;
    case 'stopping':
      rampDown(state, parts.limits.stopDecelerationMmPerS2);
      return;
    case 'settling':
      settle(parts, state, encoderMm);
      return;
    case 'closing':
      if (parts.body.brakeClosed) enter(state, 'idle');
      else if (state.sinceMs > parts.limits.brakeCloseMs + BRAKE_CLOSE_GRACE_MS) {
        state.errorCode = ERROR.brakeOpen;
        enter(state, 'holding');
      }
      return;
    case 'idle':
    case 'holding':
  }
}

/** Torque as the drive measures it, in percent of rated: holding against gravity plus what the acceleration takes. */
function torqueOf(parts: MotionParts, state: MotionState, lastMmPerS: number): number {
  if (!parts.servo.torque) return 0;
  const gained = (state.setpointMmPerS - lastMmPerS) / (CYCLE_MS / 1000);
  return 30 + (60 * gained) / parts.limits.accelerationMmPerS2;
}

const OPEN_BRAKE = new Set<DrivePhase>(['releasing', 'running', 'settling', 'stopping']);
/** Under torque, but without a set-point that moves: a stop closes the brake at once. */
const BEFORE_OR_AFTER = new Set<DrivePhase>(['magnetising', 'releasing', 'settling']);

/** The motion of one axis: brake sequence, set-points, stop ramps, and the faults that a drive finds by itself. */
export function createDriveMotion(parts: MotionParts): DriveMotion {
  const { body } = parts;
  const state: MotionState = {
    phase: 'idle', sinceMs: 0, settledMs: 0, errorCode: ERROR.none, targetReached: false, setpointMm: 0, setpointMmPerS: 0,
    startMm: 0, targetMm: 0, curve: undefined, onReached: undefined,
  };
  let torquePercent = 0;
  const encoderMm = (): number => body.positionMm + parts.biasMm();

  const cutTorque = (error?: number): void => {
    if (error !== undefined) state.errorCode = error;
    if (state.phase !== 'idle') enter(state, 'idle');
    state.setpointMm = encoderMm();
    state.setpointMmPerS = 0;
    torquePercent = 0;
    drive(parts, state, false, false);
  };

  const quickStop = (error?: number): void => {
    if (error !== undefined) state.errorCode = error;
    if (state.phase === 'running') enter(state, 'stopping');
    else if (BEFORE_OR_AFTER.has(state.phase)) enter(state, 'closing');
  };

  const step = (): void => {
    if (state.phase === 'idle') return;
    const lastMmPerS = state.setpointMmPerS;
    advance(parts, state, encoderMm());
    // A switch on the phase before does not bind the phase after it.
    const phase = state.phase as DrivePhase;
    if (phase === 'idle') cutTorque();
    else if (Math.abs(state.setpointMm - encoderMm()) > FOLLOWING_ERROR_MM) cutTorque(ERROR.followingError);
    else {
      drive(parts, state, true, OPEN_BRAKE.has(phase));
      torquePercent = torqueOf(parts, state, lastMmPerS);
    }
  };

  return {
    phase: () => state.phase,
    errorCode: () => state.errorCode,
    targetReached: () => state.targetReached,
    encoderMm,
    torquePercent: () => torquePercent,
    start: (targetMm, limits, onReached) => {
      state.startMm = encoderMm();
      state.targetMm = targetMm;
      state.setpointMm = state.startMm;
      state.setpointMmPerS = 0;
      state.onReached = onReached;
      state.targetReached = false;
      state.curve = createSCurve(targetMm - state.startMm, limits);
      enter(state, 'magnetising');
    },
    quickStop,
    cutTorque,
    resetFault: () => { state.errorCode = ERROR.none; },
    rereference: (byMm) => {
      state.setpointMm -= byMm;
      state.targetMm -= byMm;
      state.startMm -= byMm;
    },
    step,
  };
}
