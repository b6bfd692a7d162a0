import { axesOf } from '../../config/axes.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { STILL_MM_PER_S, bayCrossedBy, geometryOf, levelErrorMm, positionErrorMm } from '../plant/geometry.ts';
import type { Geometry } from '../plant/geometry.ts';
import type { AxisId, PlantInputs, PlantState } from '../plant/plant.port.ts';
import { rampLimits, stopLimits } from './stop-limits.ts';
import type { StopLimits } from './stop-limits.ts';

/** A door counts as closed below, as open above this position. */
export const CLOSED_BELOW = 0.005;
export const OPEN_ABOVE = 0.99;

/** One axis as the oracle sees it. */
export interface AxisScene {
  readonly id: AxisId;
  readonly state: PlantState['axes']['lift'];
  readonly limits: StopLimits;
}

/** One bay as the oracle sees it. */
export interface BayScene {
  readonly id: string;
  readonly palletPlace: `bay:${string}`;
  readonly state: PlantState['bays'][string];
  readonly inner: PlantState['doors'][string];
  readonly outer: PlantState['doors'][string];
}

export interface DoorScene {
  readonly id: string;
  readonly state: PlantState['doors'][string];
  readonly doorway: PlantState['doorways'][string];
  readonly travelMs: number;
  readonly heightMm: number;
}

/** The truth of one tick with what is derived from it once for all invariants. */
export interface Scene {
  readonly site: Site;
  readonly state: PlantState;
  readonly inputs: PlantInputs;
  readonly geometry: Geometry;
  readonly axes: readonly AxisScene[];
  readonly lift: AxisScene;
  readonly shuttle: AxisScene;
  /** The axes that move the carriage: lift, and travel or turn. */
  readonly carriage: readonly AxisScene[];
  readonly bays: readonly BayScene[];
  readonly doors: readonly DoorScene[];
  /** Plant time since the tick before, ms. */
  dtMs: number;
  /** The bay whose plane the shuttle crosses. */
  crossed: Place | undefined;
  /** An axis of the carriage moves. */
  carriageMoves: boolean;
  liftErrorMm: number;
  /** Of travel and turn, from the nearest position of the tower. */
  positionErrorMm: number;
}

/** Whether an axis moves. */
export function moves(axis: AxisScene): boolean {
  return Math.abs(axis.state.velocityMmPerS) > STILL_MM_PER_S;
}

/** Whether a door is closed and its bolt in. */
export function shut(door: PlantState['doors'][string]): boolean {
  return door.position <= CLOSED_BELOW && door.locked;
}

/** Whether the door of a bay towards the shaft is closed and locked. */
export function innerShut(bay: BayScene): boolean {
  return shut(bay.inner);
}

/** Whether an axis can do nothing: brake closed, no torque. */
export function inert(axis: AxisScene): boolean {
  return axis.state.brakeClosed && !axis.state.torque;
}

/** From a cut of run-enable to standstill: the longest stop of any axis, ms. */
export function longestStopMs(scene: Scene): number {
  return Math.max(...scene.axes.map((axis) => axis.limits.timeMs(axis.limits.topMmPerS)));
}

/** Asked at every tick whether something is so, answers for how many ms it has been. Quiet time is skipped: what is first seen at its end begins then. */
export function lasting(scene: Scene): (isSo: boolean) => number {
  let sinceMs: number | undefined;
  return (isSo) => {
    sinceMs = !isSo ? undefined : sinceMs === undefined ? 0 : sinceMs + scene.dtMs;
    return sinceMs ?? 0;
  };
}

function baysOf(site: Site, state: PlantState): readonly BayScene[] {
  return site.tower.bays.flatMap(({ id }) => {
    const [bay, inner, outer] = [state.bays[id], state.doors[`${id}.inner`], state.doors[`${id}.outer`]];
    return bay && inner && outer ? [{ id, palletPlace: `bay:${id}` as const, state: bay, inner, outer }] : [];
  });
}

function doorsOf(site: Site, state: PlantState): readonly DoorScene[] {
  return Object.entries(state.doors).flatMap(([id, door]) => {
    const doorway = state.doorways[id];
    const { travelMs, heightMm } = id.endsWith('.inner') ? site.doors.inner : site.doors.outer;
    return doorway ? [{ id, state: door, doorway, travelMs, heightMm }] : [];
  });
}

/** Sets the scene; `lookAtScene` fills it for every tick. */
export function createScene(site: Site, state: PlantState, inputs: PlantInputs, relay: 'present' | 'absent' = 'present'): Scene {
  const axis = (id: AxisId, body: PlantState['axes']['lift']): AxisScene => ({ id, state: body, limits: relay === 'present' ? stopLimits(site, id) : rampLimits(site, id) });
  const [lift, shuttle] = [axis('lift', state.axes.lift), axis('shuttle', state.axes.shuttle)];
  const axes = axesOf(site).flatMap((id) => {
    const body = state.axes[id];
    if (id === 'lift' || id === 'shuttle') return id === 'lift' ? lift : shuttle;
    return body === undefined ? [] : axis(id, body);
  });
  return {
    site, state, inputs, lift, shuttle, axes,
    carriage: axes.filter((one) => one !== shuttle),
    geometry: geometryOf(site),
    bays: baysOf(site, state),
    doors: doorsOf(site, state),
    dtMs: 0,
    crossed: undefined,
    carriageMoves: false,
    liftErrorMm: 0,
    positionErrorMm: 0,
  };
}

/** Derives what all invariants of this tick need. `dtMs`: plant time since the last look. */
export function lookAtScene(scene: Scene, dtMs: number): void {
  const { geometry, state } = scene;
  scene.dtMs = dtMs;
  scene.crossed = bayCrossedBy(geometry, state.axes);
  scene.carriageMoves = false;
  for (const axis of scene.carriage) if (moves(axis)) scene.carriageMoves = true;
  scene.liftErrorMm = levelErrorMm(scene.site, state.axes.lift.positionMm);
  scene.positionErrorMm = positionErrorMm(geometry, state.axes);
}
