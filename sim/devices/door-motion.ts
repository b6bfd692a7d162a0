import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';

export const DOOR_ERROR = { none: 0, notReached: 1, obstruction: 2, lockOpen: 3, leaseLost: 4 } as const;

/** `unlocking` before it opens, `locking` after it has closed. */
export type DoorPhase = 'still' | 'unlocking' | 'opening' | 'closing' | 'locking';

const CYCLE_MS = 10;
/** Limit switches: the last half percent counts as the end position. */
const CLOSED_BELOW = 0.005;
const OPEN_ABOVE = 0.995;
/** Beyond the lock's own time: then it counts as failed. */
const LOCK_GRACE_MS = 1000;

/** What a door operator moves and sees. */
export interface DoorParts {
  readonly limits: Site['doors']['inner'];
  readonly leaf: PlantState['doors'][string];
  readonly drive: PlantInputs['doors'][string];
}

/** The motion part of a door operator's firmware. */
export interface DoorMotion {
  readonly phase: () => DoorPhase;
  readonly errorCode: () => number;
  readonly closed: () => boolean;
  readonly open: () => boolean;
  /** Whether the motion needs its lease: reopening on an obstruction does not. */
  readonly needsLease: () => boolean;
  readonly startOpening: () => void;
  readonly startClosing: () => void;
  /** Stops where it is. `error` is shown until the next command. */
  readonly stop: (error?: number) => void;
  readonly step: () => void;
}

interface DoorState {
  phase: DoorPhase;
  errorCode: number;
  sinceMs: number;
  /** Drawing back from an obstruction: nobody needs to ask for that, and nobody may stop it. */
  reopening: boolean;
}

const isClosed = (leaf: DoorParts['leaf']): boolean => leaf.position <= CLOSED_BELOW;

function enter({ drive }: DoorParts, state: DoorState, next: DoorPhase): void {
  state.phase = next;
  state.sinceMs = 0;
  drive.motor = next === 'opening' || next === 'closing' ? next : 'still';
  if (next === 'unlocking' || next === 'opening') drive.lock = false;
  else if (next === 'locking') drive.lock = true;
}

function stop(parts: DoorParts, state: DoorState, error?: number): void {
  if (error !== undefined) state.errorCode = error;
  state.reopening = false;
  if (state.phase !== 'still') enter(parts, state, 'still');
}

function begin(parts: DoorParts, state: DoorState, phase: 'unlocking' | 'closing'): void {
  state.errorCode = DOOR_ERROR.none;
  state.reopening = false;
  enter(parts, state, phase);
}

function close(parts: DoorParts, state: DoorState): void {
  const { leaf, limits } = parts;
  if (leaf.obstructed && !isClosed(leaf)) {
    state.errorCode = DOOR_ERROR.obstruction;
    state.reopening = true;
    enter(parts, state, 'opening');
  } else if (leaf.position === 0) enter(parts, state, 'locking');
  else if (state.sinceMs > limits.timeoutMs) stop(parts, state, DOOR_ERROR.notReached);
}

function advance(parts: DoorParts, state: DoorState): void {
  const { leaf, limits } = parts;
  const lockFailed = state.sinceMs > limits.lockMs + LOCK_GRACE_MS;
  switch (state.phase) {
    case 'unlocking':
      if (!leaf.locked) enter(parts, state, 'opening');
      else if (lockFailed) stop(parts, state, DOOR_ERROR.lockOpen);
      return;
    case 'opening':
      if (leaf.position === 1) stop(parts, state);
      else if (state.sinceMs > limits.timeoutMs) stop(parts, state, DOOR_ERROR.notReached);
      return;
    case 'closing':
      close(parts, state);
      return;
    case 'locking':
      if (leaf.locked) stop(parts, state);
      else if (lockFailed) stop(parts, state, DOOR_ERROR.lockOpen);
      return;
    case 'still':
  }
}

/** Opens and closes one door: unlock, open; close, lock; back open from an obstruction. */
export function createDoorMotion(parts: DoorParts): DoorMotion {
  const state: DoorState = { phase: 'still', errorCode: DOOR_ERROR.none, sinceMs: 0, reopening: false };
  return {
    phase: () => state.phase,
    errorCode: () => state.errorCode,
    closed: () => isClosed(parts.leaf),
    open: () => parts.leaf.position >= OPEN_ABOVE,
    needsLease: () => state.phase !== 'still' && !state.reopening,
    startOpening: () => begin(parts, state, 'unlocking'),
    startClosing: () => begin(parts, state, 'closing'),
    stop: (error) => stop(parts, state, error),
    step: () => {
      if (state.phase === 'still') return;
      state.sinceMs += CYCLE_MS;
      advance(parts, state);
    },
  };
}
