import { limitsOf } from '../../config/axes.ts';
import { SEAT_TOLERANCE_MM } from '../plant/geometry.ts';
import type { Invariant } from './oracle.port.ts';
import { CLOSED_BELOW, OPEN_ABOVE, inert, innerShut, lasting, longestStopMs, moves, shut } from './scene.ts';
import type { AxisScene, BayScene, DoorScene, Scene } from './scene.ts';

/** A mechanism is in from here. */
const IN = 0.99;
/** A closing door must have given way this soon after something entered its plane. */
const REVERSE_MS = 150;
/** Height of a person, and a hand's breadth above. */
const BODY_MM = 1800;
/** Speeds of the key position for maintenance, mm/s, and how long a motion may take to come down to them. */
const MAINTENANCE_MM_PER_S = { lift: 150, travel: 100, turn: 100, shuttle: 100 };
const MAINTENANCE_AFTER_MS = 2000;

const mm = (value: number): string => `${value.toFixed(1)} mm`;
const speed = (axis: AxisScene): string => `${axis.id} ${axis.state.velocityMmPerS.toFixed(1)} mm/s at ${mm(axis.state.positionMm)}`;

/** I01 to I03: what the carriage and the shuttle may do while the other one moves. */
function interlockInvariants(scene: Scene): readonly Invariant[] {
  const { carriage, shuttle, state } = scene;
  const speeds = (): string => carriage.map(speed).join();
  const braked = (): boolean => carriage.every((axis) => axis.state.brakeClosed);
  const pinned = (): boolean => state.lockPin.position >= IN && scene.liftErrorMm <= SEAT_TOLERANCE_MM && scene.positionErrorMm <= SEAT_TOLERANCE_MM;
  return [
    {
      id: 'I01',
      sentence: 'The carriage never goes up, along or round while the shuttle is not centred.',
      premise: () => scene.carriageMoves,
      holds: () => Math.abs(shuttle.state.positionMm) <= SEAT_TOLERANCE_MM,
      detail: () => `${speeds()}, shuttle at ${mm(shuttle.state.positionMm)}`,
    },
    {
      id: 'I02',
      sentence: 'The shuttle leaves the centre only over a carriage that stands braked, pinned and level.',
      premise: () => moves(shuttle) && Math.abs(shuttle.state.positionMm) > SEAT_TOLERANCE_MM,
      holds: () => !scene.carriageMoves && braked() && pinned(),
      detail: () =>
        `${speed(shuttle)}; brakes ${carriage.map(({ id, state: { brakeClosed } }) => `${id} ${brakeClosed ? 'closed' : 'open'}`).join()}, pin ${state.lockPin.position.toFixed(2)}, ` +
        `off level ${mm(scene.liftErrorMm)}, off position ${mm(scene.positionErrorMm)}`,
    },
    {
      id: 'I03',
      sentence: 'The carriage never goes up, along or round while an inner door is not closed and locked.',
      premise: () => scene.carriageMoves,
      holds: () => scene.bays.every(innerShut),
      detail: () => `${speeds()}, inner doors ${scene.bays.map((bay) => `${bay.id} ${bay.inner.position.toFixed(3)}`).join()}`,
    },
  ];
}

/** I04, I05 and I08 for one bay. */
function bayInvariants(scene: Scene, bay: BayScene): readonly Omit<Invariant, 'sentence'>[] {
  const { state, axes } = scene;
  const clear = (): boolean => bay.state.persons === 0 && !bay.state.carPartlyOut;
  const latched = (): boolean => {
    const coupled = state.coupledPallet;
    return coupled === undefined || state.pallets[coupled]?.place !== bay.palletPlace;
  };
  const doors = (): string => `bay ${bay.id}: inner ${bay.inner.position.toFixed(3)}, outer ${bay.outer.position.toFixed(3)}, persons ${bay.state.persons}`;
  return [
    {
      id: 'I04',
      premise: () => scene.crossed?.name === bay.id,
      // Whoever frees a shuttle that stands there is in the bay with it: I15 says that nothing starts then.
      holds: () => bay.inner.position >= OPEN_ABOVE && shut(bay.outer) && (clear() || !moves(scene.shuttle)),
      detail: doors,
    },
    {
      id: 'I05',
      premise: () => bay.outer.position > CLOSED_BELOW || bay.inner.position > CLOSED_BELOW,
      holds: () => {
        if (bay.outer.position <= CLOSED_BELOW || bay.inner.position <= CLOSED_BELOW) return true;
        return state.panel.key === 'maintenance' && axes.every(inert);
      },
      detail: doors,
    },
    {
      id: 'I08',
      premise: () => bay.outer.position > CLOSED_BELOW,
      // The bay is a room of its own: its locked inner door is the guard behind which the carriage may serve the rest of the tower.
      holds: () => latched() && (innerShut(bay) || axes.every(inert)),
      detail: () => `${doors()}; torque ${axes.filter((axis) => axis.state.torque).map((axis) => axis.id).join() || 'none'}`,
    },
  ];
}

const BAY_SENTENCES = {
  I04: 'The shuttle crosses the plane of a bay only through an open inner door, with the outer door closed and locked and nobody in the bay; when that ends on the way, it stops.',
  I05: 'Inner and outer door of a bay are never open at the same time; when hands have opened one beside the other, nothing has torque any more.',
  I08: 'While an outer door is open, its bay is shut off from the shaft by a locked inner door, or all axes are braked without torque; and no pallet of that bay is held by the fork.',
};

/** I04 and I05 as well: what has opened a bay, be it the hand of a vandal, stops what moves there within its time. */
function stopsInOpenBay(scene: Scene, bay: BayScene): readonly Omit<Invariant, 'sentence'>[] {
  const { shuttle, axes } = scene;
  const [crossesLasts, openLasts] = [lasting(scene), lasting(scene)];
  const longestMs = longestStopMs(scene);
  let crossesMs = 0;
  let openMs = 0;
  return [
    {
      id: 'I04',
      premise: () => {
        crossesMs = crossesLasts(scene.crossed?.name === bay.id && moves(shuttle) && !shut(bay.outer));
        return crossesMs > 0;
      },
      holds: () => crossesMs <= longestMs,
      detail: () => `bay ${bay.id}: the shuttle goes on, the outer door has not been shut and locked for ${String(crossesMs)} ms`,
      isAnswer: true,
    },
    {
      id: 'I05',
      premise: () => {
        openMs = openLasts(bay.outer.position > CLOSED_BELOW && bay.inner.position > CLOSED_BELOW);
        return openMs > 0;
      },
      holds: () => openMs <= longestMs || axes.every(inert),
      detail: () => `bay ${bay.id}: both doors have been open for ${String(openMs)} ms, torque ${axes.filter((axis) => !inert(axis)).map(({ id }) => id).join()}`,
      isAnswer: true,
    },
  ];
}

/** I06, I07 and the door half of I10 for one door. */
function doorInvariants(scene: Scene, door: DoorScene): readonly Omit<Invariant, 'sentence'>[] {
  let closingOnMs = 0;
  const occupied = (): boolean => door.doorway.persons > 0 || door.doorway.car;
  const detail = (): string => `${door.id} at ${door.state.position.toFixed(3)} with ${door.state.velocityPerS.toFixed(3)}/s, ${door.doorway.persons} persons in its plane`;
  return [
    {
      id: 'I06',
      premise: () => {
        const closingOn = door.state.obstructed && door.state.velocityPerS < 0;
        closingOnMs = closingOn ? closingOnMs + scene.dtMs : 0;
        return closingOn;
      },
      holds: () => closingOnMs <= REVERSE_MS,
      detail,
    },
    {
      id: 'I07',
      premise: () => door.state.velocityPerS !== 0 && occupied(),
      holds: () => door.state.position * door.heightMm >= BODY_MM,
      detail,
    },
    {
      id: 'I10',
      premise: () => door.state.velocityPerS !== 0,
      holds: () => (Math.abs(door.state.velocityPerS) * door.travelMs) / 1000 <= 1.15,
      detail,
    },
  ];
}

const DOOR_SENTENCES = {
  I06: 'A closing door gives way within 150 ms when something enters its plane.',
  I07: 'No door moves onto a body in its plane.',
  I10: 'No axis and no door moves faster than 1.15 times its rated speed, nor than the slow speeds while the key stands on maintenance.',
};

/** I09 to I11 for one axis. */
function axisInvariants(scene: Scene, axis: AxisScene): readonly Omit<Invariant, 'sentence'>[] {
  const limits = limitsOf(scene.site, axis.id);
  let unheldMs = 0;
  let maintenanceMs = 0;
  // What has lost its torque falls until its brake is closed, however slowly it was driven; I21 bounds the way of that.
  const topMmPerS = (): number =>
    maintenanceMs > MAINTENANCE_AFTER_MS && axis.state.torque ? Math.min(axis.limits.topMmPerS, MAINTENANCE_MM_PER_S[axis.id] * 1.05) : axis.limits.topMmPerS;
  return [
    {
      id: 'I09',
      premise: () => {
        unheldMs = axis.state.brakeClosed || axis.state.torque ? 0 : unheldMs + scene.dtMs;
        return !axis.state.brakeClosed;
      },
      // The spring needs its time; what is not held for longer is falling.
      holds: () => unheldMs <= limits.brakeCloseMs + 10,
      detail: () => `${axis.id} held by neither torque nor brake for ${unheldMs} ms`,
    },
    {
      id: 'I10',
      premise: () => {
        maintenanceMs = scene.state.panel.key === 'maintenance' ? maintenanceMs + scene.dtMs : 0;
        return moves(axis);
      },
      holds: () => Math.abs(axis.state.velocityMmPerS) <= topMmPerS(),
      detail: () => `${speed(axis)}, at most ${topMmPerS().toFixed(0)}`,
    },
    {
      id: 'I11',
      premise: () => true,
      holds: () => axis.state.positionMm >= limits.minMm && axis.state.positionMm <= limits.maxMm,
      detail: () => `${axis.id} at ${mm(axis.state.positionMm)}`,
    },
  ];
}

const AXIS_SENTENCES = {
  I09: 'What no brake holds is held by torque.',
  I10: DOOR_SENTENCES.I10,
  I11: 'No axis leaves its mechanical limits.',
};

/** Gives each part its sentence. Parts of one id are judged together. */
function withSentences(parts: readonly Omit<Invariant, 'sentence'>[], sentences: Readonly<Record<string, string>>): readonly Invariant[] {
  return parts.map((part) => ({ ...part, sentence: sentences[part.id] ?? '' }));
}

/** Invariants of axes and doors. */
export function motionInvariants(scene: Scene): readonly Invariant[] {
  return [
    ...interlockInvariants(scene),
    ...withSentences(scene.bays.flatMap((bay) => [...bayInvariants(scene, bay), ...stopsInOpenBay(scene, bay)]), BAY_SENTENCES),
    ...withSentences(scene.doors.flatMap((door) => doorInvariants(scene, door)), DOOR_SENTENCES),
    ...withSentences(scene.axes.flatMap((axis) => axisInvariants(scene, axis)), AXIS_SENTENCES),
  ];
}
