import { onFoot } from '../plant/people-in-bay.ts';
import { RAIL_TOLERANCE_MM, SEAT_TOLERANCE_MM, standsAt } from '../plant/geometry.ts';
import type { Invariant } from './oracle.port.ts';
import { innerShut, lasting, longestStopMs, moves, shut } from './scene.ts';
import type { BayScene, Scene } from './scene.ts';

/** The lock pin is in from here. */
const PINNED = 0.99;
/** Somebody who comes in is seen, and what goes on is told to stop and has stopped, within this time. */
const SEEN_MS = 600;

/**
 * I55 for one bay. Its inner door is the guard between people and the shuttle, wherever that reaches: through an open one somebody gets to it. A technician
 * beside it has the key, and the motion in his hand (I21).
 */
function behindGuard(scene: Scene, bay: BayScene): Invariant {
  const { state, shuttle } = scene;
  const lasts = lasting(scene);
  const stopMs = longestStopMs(scene);
  let openMs = 0;
  const isOpenToPeople = (): boolean => !innerShut(bay) && (!shut(bay.outer) || onFoot(state, bay.id) > 0);
  return {
    id: 'I55',
    sentence: 'While the inner door of a bay is not closed and locked, the shuttle goes nowhere unless that bay is locked to the street and holds nobody.',
    premise: () => {
      const goes = moves(shuttle) && state.panel.key !== 'maintenance';
      openMs = lasts(goes && isOpenToPeople());
      return goes && !innerShut(bay);
    },
    holds: () => openMs <= stopMs,
    detail: () => `the shuttle has moved for ${String(openMs)} ms; bay ${bay.id}: inner ${bay.inner.position.toFixed(3)}, outer ${bay.outer.position.toFixed(3)}, ${String(onFoot(state, bay.id))} on foot`,
  };
}

/** I56 for one door. Whoever is inside when it comes down is shut in with the machine (hazards 1 and 2); that nothing stands in its plane is another matter (I07). */
function comesDownOver(scene: Scene, bay: BayScene, which: 'inner' | 'outer'): Invariant {
  const { state, inputs } = scene;
  const lasts = lasting(scene);
  const id = `${bay.id}.${which}`;
  let insideMs = 0;
  return {
    id: 'I56',
    sentence: 'No door of a bay is driven shut over somebody who has been on foot in the bay for more than 0.6 s.',
    premise: () => {
      insideMs = lasts(onFoot(state, bay.id) > 0);
      return inputs.doors[id]?.motor === 'closing' && bay[which].velocityPerS < 0;
    },
    holds: () => insideMs <= SEEN_MS,
    detail: () => `door ${id} closes, ${String(onFoot(state, bay.id))} have been on foot behind it for ${String(insideMs)} ms`,
  };
}

/**
 * I57 for one bay. Behind an inner door is the shaft: it is opened before nothing but a carriage that stands there held (hazards 2 and 63), and neither way past a
 * shuttle that reaches through it.
 */
function beforeCarriage(scene: Scene, bay: BayScene): Invariant {
  const { state, inputs, geometry } = scene;
  const place = geometry.places.find(({ id }) => id === bay.palletPlace);
  const lasts = lasting(scene);
  const id = `${bay.id}.inner`;
  let insideMs = 0;
  let [before, begins]: ('opening' | 'closing' | 'still')[] = ['still', 'still'];
  const wrong = (): string => {
    if (Math.abs(state.axes.shuttle.positionMm) > SEAT_TOLERANCE_MM) return `the shuttle is at ${state.axes.shuttle.positionMm.toFixed(0)} mm`;
    if (begins === 'closing') return '';
    if (place === undefined || !standsAt(geometry, place, state.axes, RAIL_TOLERANCE_MM)) return 'the carriage is not there';
    if (scene.carriageMoves || state.lockPin.position < PINNED || scene.carriage.some((axis) => !axis.state.brakeClosed)) return 'the carriage is not held';
    return shut(bay.outer) && insideMs <= SEEN_MS ? '' : 'the bay is open to the street, or somebody is in it';
  };
  return {
    id: 'I57',
    sentence: 'The inner door of a bay is driven only with the shuttle in the middle, and opened only before a carriage that stands there pinned and braked, towards a bay that is shut to the street and holds nobody.',
    premise: () => {
      const motor = inputs.doors[id]?.motor ?? 'still';
      const driven = bay.inner.velocityPerS === 0 ? 'still' : motor;
      begins = driven !== before ? driven : 'still';
      before = driven;
      insideMs = lasts(onFoot(state, bay.id) > 0);
      return begins !== 'still';
    },
    holds: () => wrong() === '',
    detail: () => `door ${id} is ${begins}, and ${wrong()}`,
  };
}

/** Invariants of the doors that part people from the machine. */
export function guardInvariants(scene: Scene): readonly Invariant[] {
  return scene.bays.flatMap((bay) => [behindGuard(scene, bay), comesDownOver(scene, bay, 'inner'), comesDownOver(scene, bay, 'outer'), beforeCarriage(scene, bay)]);
}
