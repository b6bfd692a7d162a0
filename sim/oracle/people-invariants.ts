import type { Invariant } from './oracle.port.ts';
import { CLOSED_BELOW, inert, lasting, longestStopMs, moves } from './scene.ts';
import type { AxisScene, BayScene, Scene } from './scene.ts';

/** A pallet may settle this far under a car with somebody in it. */
const SETTLE_MM = 10;

/** I15 for one bay: remembers where everything was when the first person came in. */
function enteredBay(scene: Scene, bay: BayScene): Invariant {
  const { shuttle } = scene;
  let insideMs = -1;
  let fromMm = 0;
  let distanceMm = 0;
  let timeMs = 0;
  const innerOpen = (): boolean => bay.inner.position > CLOSED_BELOW;
  const hazardMoves = (): boolean =>
    (moves(shuttle) && scene.crossed?.name === bay.id) || (innerOpen() && scene.carriageMoves) || bay.inner.velocityPerS > 0;
  return {
    id: 'I15',
    sentence: 'When a person enters a bay, what moves there stops within its stopping distance and time, and nothing new starts.',
    premise: () => {
      if (bay.state.persons === 0) insideMs = -1;
      else if (insideMs < 0) {
        insideMs = 0;
        fromMm = shuttle.state.positionMm;
        distanceMm = shuttle.limits.distanceMm(shuttle.state.velocityMmPerS);
        timeMs = Math.max(...scene.axes.map((axis) => axis.limits.timeMs(axis.state.velocityMmPerS)));
      } else insideMs += scene.dtMs;
      return insideMs >= 0;
    },
    holds: () => {
      if (!hazardMoves()) return true;
      const inZone = scene.crossed?.name === bay.id;
      return insideMs <= timeMs && (!inZone || Math.abs(shuttle.state.positionMm - fromMm) <= distanceMm);
    },
    detail: () => `bay ${bay.id}: ${bay.state.persons} persons for ${insideMs} ms, shuttle at ${shuttle.state.positionMm.toFixed(1)} mm, inner door ${bay.inner.position.toFixed(3)}`,
  };
}

/** I16: the shaft belongs to people or to the machine. */
function shaftEntered(scene: Scene): Invariant {
  const { state, axes } = scene;
  const stopMs = longestStopMs(scene);
  const lasts = lasting(scene);
  let openMs = 0;
  return {
    id: 'I16',
    sentence: 'With a person in the shaft or a hatch unlocked, all torque is off and all brakes are closed, but for what moves on maintenance under a held enabling device.',
    premise: () => {
      const held = state.panel.key === 'maintenance' && state.panel.enabling === 'mid';
      const open = (state.shaftPersons > 0 || !state.panel.hatchLocked) && !held;
      openMs = lasts(open);
      return open;
    },
    holds: () => openMs <= stopMs || axes.every(inert),
    detail: () => `for ${openMs} ms: ${state.shaftPersons} persons in the shaft, hatch ${state.panel.hatchLocked ? 'locked' : 'unlocked'}`,
  };
}

/** I17: remembers where the pallet of each occupied car stood. */
function occupiedCars(scene: Scene): Invariant {
  const { state } = scene;
  const cars = Object.entries(state.cars).map(([id, car]) => ({ id, car, yMm: 0, carriageMm: scene.carriage.map(() => 0), seated: false }));
  const pose = { moved: '' };
  const rides = (place: string | undefined): boolean => place === 'lift' || place === 'shuttle';
  const { carriage } = scene;
  return {
    id: 'I17',
    sentence: 'A pallet whose car has somebody in it does not move.',
    premise: () => {
      let any = false;
      for (const seat of cars) {
        const pallet = seat.car.occupants > 0 ? state.pallets[seat.car.place] : undefined;
        any ||= pallet !== undefined;
        if (pallet !== undefined && !seat.seated) {
          seat.yMm = pallet.yMm;
          for (const [n, axis] of carriage.entries()) seat.carriageMm[n] = axis.state.positionMm;
        }
        seat.seated = pallet !== undefined;
      }
      return any;
    },
    holds: () => {
      for (const seat of cars) {
        const pallet = seat.seated ? state.pallets[seat.car.place] : undefined;
        if (pallet === undefined) continue;
        const slid = Math.abs(pallet.yMm - seat.yMm) > SETTLE_MM;
        const lifted = carriage.some((axis, n) => Math.abs(axis.state.positionMm - (seat.carriageMm[n] ?? NaN)) > SETTLE_MM);
        if (!slid && !(rides(pallet.place) && lifted)) continue;
        pose.moved = seat.id;
        return false;
      }
      return true;
    },
    detail: () => `the pallet of car ${pose.moved} has moved with somebody in the car`,
  };
}

/** I22: what must be true at the moment an axis starts. */
function startOfMotion(scene: Scene): Invariant {
  const { state, axes } = scene;
  const wasMoving = new Map<AxisScene, boolean>(axes.map((axis) => [axis, false]));
  /** A command that left a moment before may still begin to move: it runs out within this. */
  const beginsMs = Math.max(...axes.map((axis) => axis.limits.timeMs(0)));
  const unsafe = (): boolean => state.shaftPersons > 0 || !state.panel.hatchLocked || state.panel.key !== 'auto';
  let resetDue = false;
  let resetWas = false;
  const lasts = lasting(scene);
  let unsafeMs = 0;
  return {
    id: 'I22',
    sentence: 'In production nothing starts with a person in the shaft, a hatch unlocked, the key off, or without a reset after maintenance.',
    premise: () => {
      const edge = state.panel.resetPressed && !resetWas;
      resetWas = state.panel.resetPressed;
      if (state.panel.key === 'maintenance') resetDue = true;
      else if (edge) resetDue = false;
      unsafeMs = lasts(unsafe());
      let starts = false;
      for (const axis of axes) {
        const moving = moves(axis) && axis.state.torque;
        starts ||= moving && wasMoving.get(axis) === false;
        wasMoving.set(axis, moving);
      }
      return starts && state.panel.key !== 'maintenance';
    },
    holds: () => unsafeMs <= beginsMs && !resetDue,
    detail: () => `key ${state.panel.key}, hatch ${state.panel.hatchLocked ? 'locked' : 'unlocked'}, ${state.shaftPersons} in the shaft${resetDue ? ', no reset since maintenance' : ''}`,
  };
}

/** Invariants of people. */
export function peopleInvariants(scene: Scene): readonly Invariant[] {
  return [...scene.bays.map((bay) => enteredBay(scene, bay)), shaftEntered(scene), occupiedCars(scene), startOfMotion(scene)];
}
