import { carriageAxesOf, limitsOf, stationMm, type CarriageAxisId } from '../../../config/axes.ts';
import type { Place } from '../../../config/places.ts';
import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import { moveDurationMs } from '../../planner/s-curve.ts';
import { BOLT_ENDS, carriageModuleId, type BoltId } from '../../sensing/carriage-facts.ts';
import type { Proof, UnitOrder } from '../unit/unit-order.ts';
import type { UnitId } from '../units.ts';
import type { Step } from './next-step.ts';

/** For whom and about which pallet a step is done. */
export interface StepSubject {
  readonly site: Site;
  readonly place: Place;
  readonly palletId: string;
  readonly orderId: string | undefined;
  /** Measured positions, for deadlines. */
  readonly positionMm: (axis: AxisId) => number;
}

type PlannedOrder = readonly [UnitId, UnitOrder];

/** Motions that a step sets going; asked of the interlock table as long as it runs. */
export function motionsOf(step: Step, place: Place): readonly Motion[] {
  switch (step.kind) {
    // A motion of an axis that the site does not have breaks no rule.
    case 'moveCarriage': return ['lift.move', 'travel.move', 'turn.move'];
    case 'lockPin': return [step.on ? 'lockPin.in' : 'lockPin.out'];
    case 'fork': return [step.on ? 'fork.engage' : 'fork.release'];
    case 'palletLock': return [step.on ? 'palletLock.lock' : 'palletLock.unlock'];
    case 'innerDoor': return [step.open ? `inner.open:${place.name}` : `inner.close:${place.name}`, ...(step.palletLock === undefined ? [] : [step.palletLock ? 'palletLock.lock' as const : 'palletLock.unlock' as const])];
    case 'reach': return [place.kind === 'bay' ? `shuttle.bay:${place.name}` : 'shuttle.cell'];
    case 'retract': return ['shuttle.retract'];
  }
}

/** The orders of a step, to be run at the same time. */
export function ordersOf(step: Step, subject: StepSubject): readonly PlannedOrder[] {
  switch (step.kind) {
    case 'moveCarriage': return carriageAxesOf(subject.site).map((axis) => axisOrder(axis, subject));
    case 'lockPin':
    case 'fork':
    case 'palletLock': return [boltStep(step.kind, step.on, subject)];
    case 'innerDoor': return [innerDoorOrder(step.open, subject), ...(step.palletLock === undefined ? [] : [boltStep('palletLock', step.palletLock, subject)])];
    case 'reach': return [reachOrder(step.loaded, subject)];
    case 'retract': return [retractOrder(step.loaded, subject)];
  }
}

/** A move may take half as long again as its profile, and 2 s for torque, brake and arrival window. */
function moveDeadlineMs(axis: AxisId, targetMm: number, { site, positionMm }: StepSubject): number {
  return moveDurationMs(targetMm - positionMm(axis), limitsOf(site, axis)) * 1.5 + 2000;
}

function order(subject: StepSubject, parts: Pick<UnitOrder, 'motion' | 'goal' | 'detail' | 'proofs' | 'deadlineMs'>): UnitOrder {
  return { startMoves: [], doneMoves: [], orderId: subject.orderId, ...parts };
}

/** What proves that an axis of the carriage stands where a place is. */
const STATION_FACTS = { lift: 'liftAtLevel', travel: 'travelAtPosition', turn: 'turnAtAngle' } as const;

function axisOrder(axis: CarriageAxisId, subject: StepSubject): PlannedOrder {
  const targetMm = stationMm(subject.site, axis, subject.place);
  return [axis, order(subject, {
    motion: `${axis}.move`,
    goal: { kind: 'position', targetMm },
    detail: `${axis} to ${subject.place.id} at ${targetMm.toFixed(0)} mm`,
    proofs: [{ fact: STATION_FACTS[axis], is: true }],
    deadlineMs: moveDeadlineMs(axis, targetMm, subject),
  })];
}

const BOLTS = {
  lockPin: { on: 'lockPin.in', off: 'lockPin.out' },
  fork: { on: 'fork.engage', off: 'fork.release' },
  palletLock: { on: 'palletLock.lock', off: 'palletLock.unlock' },
} as const;

/** Drives a bolt to one of its ends, which its two switches prove. `where`: for people and the journal. */
export function boltOrder(unit: BoltId, on: boolean, where: string, site: Site, orderId: string | undefined): UnitOrder {
  const { on: inwards, off: outwards } = BOLTS[unit];
  const ends = BOLT_ENDS[unit];
  const motion = on ? inwards : outwards;
  return {
    motion,
    goal: { kind: 'bolt', on },
    detail: `${motion} at ${where}`,
    orderId, startMoves: [], doneMoves: [],
    proofs: [{ fact: ends.on, is: on }, { fact: ends.off, is: !on }],
    deadlineMs: site.actuators[unit].timeoutMs,
  };
}

function boltStep(unit: keyof typeof BOLTS, on: boolean, { place, site, orderId }: StepSubject): PlannedOrder {
  return [unit, boltOrder(unit, on, place.id, site, orderId)];
}

function innerDoorOrder(open: boolean, subject: StepSubject): PlannedOrder {
  const bay = subject.place.name;
  return [`${bay}.inner`, doorOrder(bay, 'inner', open, subject.site, subject.orderId)];
}

/** Opens or closes a door of a bay. Shut is proven by the guard lock's own contact, which is not the operator's. */
export function doorOrder(bay: string, which: 'inner' | 'outer', open: boolean, site: Site, orderId: string | undefined): UnitOrder {
  const shut: Proof = { fact: `${bay}.${which}ClosedLocked`, is: !open };
  return {
    motion: `${which}.${open ? 'open' : 'close'}:${bay}`,
    goal: { kind: 'door', open },
    detail: `${which} door of bay ${bay} ${open ? 'opens' : 'closes'}`,
    orderId, startMoves: [], doneMoves: [],
    proofs: open ? [{ fact: `${bay}.${which}Open`, is: true }, shut] : [shut],
    deadlineMs: site.doors[which].timeoutMs,
  };
}

function reachOrder(loaded: boolean, subject: StepSubject): PlannedOrder {
  const { place, palletId, site } = subject;
  const transfer: PalletPlace = `transfer:carriage>${place.id}`;
  const reached: Proof = { moduleId: carriageModuleId(site), input: place.side === 'left' ? 'shuttleAtLeft' : 'shuttleAtRight', is: true };
  const arrived: Proof = { fact: place.kind === 'bay' ? `${place.name}.palletSeated` : place.side === 'left' ? 'cellLeftOccupied' : 'cellRightOccupied', is: true };
  return ['shuttle', {
    ...order(subject, {
      motion: place.kind === 'bay' ? `shuttle.bay:${place.name}` : 'shuttle.cell',
      goal: { kind: 'position', targetMm: place.reachMm },
      detail: loaded ? `shuttle puts ${palletId} into ${place.id}` : `shuttle reaches to ${place.id} for ${palletId}`,
      // A cell's probe sees a pallet that the fork has lost half-way as well: only one that is still held has come along to the end.
      proofs: loaded ? [reached, arrived, { fact: 'forkEngaged', is: true }] : [reached],
      deadlineMs: moveDeadlineMs('shuttle', place.reachMm, subject),
    }),
    ...(loaded && { startMoves: [{ what: 'pallet', id: palletId, to: transfer }], doneMoves: [{ what: 'pallet', id: palletId, to: place.id }] }),
  }];
}

function retractOrder(loaded: boolean, subject: StepSubject): PlannedOrder {
  const { place, palletId } = subject;
  const transfer: PalletPlace = `transfer:${place.id}>carriage`;
  const centred: Proof = { fact: 'shuttleCentred', is: true };
  return ['shuttle', {
    ...order(subject, {
      motion: 'shuttle.retract',
      goal: { kind: 'position', targetMm: 0 },
      detail: loaded ? `shuttle takes ${palletId} from ${place.id}` : `shuttle comes back from ${place.id}`,
      proofs: loaded ? [centred, { fact: 'carriagePalletSeated', is: true }] : [centred],
      deadlineMs: moveDeadlineMs('shuttle', 0, subject),
    }),
    ...(loaded && { startMoves: [{ what: 'pallet', id: palletId, to: transfer }], doneMoves: [{ what: 'pallet', id: palletId, to: 'carriage' }] }),
  }];
}
