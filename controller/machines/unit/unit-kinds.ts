import { limitsOf } from '../../../config/axes.ts';
import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import type { Axis, DistanceMeter, Door, DriveState, IoModule } from '../../ports.ts';
import { done } from '../../ports.ts';
import { proven, type UnitKind, type UnitWorld } from './unit-effects.ts';
import { unitFault, type UnitOrder } from './unit-order.ts';

/** How far an axis must have gone to count as seen moving, in mm: above the noise of an encoder at rest. */
const SEEN_MOVING_MM = 1;

/** A positioning axis; `meter` is its second position, where the site has one. */
export function axisKind(id: AxisId, site: Site, axis: Axis, meter: DistanceMeter | undefined, world: UnitWorld): UnitKind {
  const limits = limitsOf(site, id);
  const stillMmPerS = site.control.stillVelocityMmPerS;
  const at = (targetMm: number) => {
    const status = axis.observed().value;
    return status !== undefined && status.targetReached && Math.abs(status.positionMm - targetMm) <= limits.toleranceMm;
  };
  const targetOf = (order: UnitOrder) => (order.goal.kind === 'home' ? limits.homeMm : order.goal.kind === 'position' ? order.goal.targetMm : undefined);
  /** Arrived, and by a homing only with the reference found. */
  const there = (order: UnitOrder) => {
    const targetMm = targetOf(order);
    return targetMm !== undefined && at(targetMm) && (order.goal.kind !== 'home' || axis.observed().value?.homed === true);
  };
  const meterAgrees = (targetMm: number) => {
    if (meter === undefined) return true;
    const measured = meter.link() === 'live' ? meter.observed().value : undefined;
    return measured?.valid === true && Math.abs(measured.positionMm - targetMm) <= site.control.positionAgreementMm;
  };
  let startMm = 0;
  return {
    ready: () => isReady(axis),
    send: (order, intent) => {
      startMm = axis.observed().value?.positionMm ?? 0;
      if (order.goal.kind === 'home') return world.gate.move(order.motion, intent, axis, { verb: 'home' });
      const { targetMm, velocityMmPerS = limits.velocityMmPerS } = order.goal.kind === 'position' ? order.goal : { targetMm: startMm };
      return world.gate.move(order.motion, intent, axis, {
        verb: 'moveTo', targetMm, velocityMmPerS, accelerationMmPerS2: limits.accelerationMmPerS2, jerkMmPerS3: limits.jerkMmPerS3,
      });
    },
    moves: ({ order, passed }) => {
      const status = axis.observed().value;
      if (status?.executedSequence !== passed.sequence) return undefined;
      const seen = Math.abs(status.velocityMmPerS) > stillMmPerS || Math.abs(status.positionMm - startMm) > SEEN_MOVING_MM;
      return seen || there(order) ? done : undefined;
    },
    arrived: ({ order, passed }) => {
      const status = axis.observed().value;
      if (status?.executedSequence !== passed.sequence) return undefined;
      if (status.drive === 'fault' || status.errorCode !== 0) return driveFault(id, status.errorCode);
      return there(order) && Math.abs(status.velocityMmPerS) <= stillMmPerS ? done : undefined;
    },
    confirmed: ({ order }) => {
      const targetMm = targetOf(order);
      return targetMm !== undefined && meterAgrees(targetMm) && proven(order.proofs, world) ? done : undefined;
    },
    stands: () => world.facts().get(`${id}Still`).value === true,
  };
}

/** States in which a drive still works on its last command, its brake not yet closed, or has not seen its enable yet. */
const NOT_READY: readonly DriveState[] = ['operationEnabled', 'quickStopActive', 'faultReactionActive', 'switchOnDisabled', 'notReadyToSwitchOn'];

/** A drive takes a command only from rest. One that is silent or faulty is left to the permit, which knows to say so. */
function isReady(axis: Axis): boolean {
  const status = axis.observed().value;
  if (axis.link() !== 'live' || status === undefined || status.drive === 'fault') return true;
  return !status.brakeReleased && !NOT_READY.includes(status.drive);
}

function driveFault(id: AxisId, errorCode: number) {
  const message = `The ${id} drive reports error 0x${errorCode.toString(16).padStart(4, '0')} and has stopped. The load is held by the brake; a technician must look.`;
  return { ok: false as const, error: unitFault('deviceFault', message) };
}

/** Error code of the door operator's document: an obstruction reopened the door. */
const REOPENED_BY_OBSTRUCTION = 2;

/** A bay door. */
export function doorKind(door: Door, world: UnitWorld): UnitKind {
  return {
    ready: () => true,
    send: (order, intent) => world.gate.move(order.motion, intent, door, { verb: order.goal.kind === 'door' && order.goal.open ? 'open' : 'close' }),
    moves: () => done,
    arrived: ({ order, passed }) => {
      const status = door.observed().value;
      if (status?.executedSequence !== passed.sequence || order.goal.kind !== 'door') return undefined;
      if (status.errorCode === REOPENED_BY_OBSTRUCTION) {
        return status.motion === 'still' ? { ok: false, error: unitFault('obstructed', `${door.id} met something and reopened. Free the doorway.`) } : undefined;
      }
      if (status.errorCode !== 0) return { ok: false, error: unitFault('deviceFault', `${door.id} reports error ${String(status.errorCode)}. The bay stays shut off; a technician must look.`) };
      const ended = order.goal.open ? status.open : status.closed && status.locked;
      return ended && status.motion === 'still' ? done : undefined;
    },
    confirmed: ({ order }) => (proven(order.proofs, world) ? done : undefined),
    stands: () => door.link() === 'live' && door.observed().value?.motion === 'still',
  };
}

/** A bolt, fork or lock that follows one output of a module. */
export function boltKind(module: IoModule, output: string, world: UnitWorld): UnitKind {
  return {
    ready: () => true,
    send: (order, intent) => world.gate.set(order.motion, intent, module, { [output]: order.goal.kind === 'bolt' && order.goal.on }),
    moves: () => done,
    arrived: () => done,
    confirmed: ({ order }) => (proven(order.proofs, world) ? done : undefined),
    // Bistable: it ends its short stroke by itself, and its outputs hold.
    stands: () => true,
  };
}
