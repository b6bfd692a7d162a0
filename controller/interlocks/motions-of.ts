import { maintenanceMotionsOf } from './maintenance-motions.ts';
import type { Motion } from './motion.ts';

/** Every motion that a tower with every axis and with these bays knows. */
export function motionsOf(bays: readonly string[]): readonly Motion[] {
  return [
    'lift.move', 'travel.move', 'turn.move', 'lift.home', 'travel.home', 'turn.home', 'shuttle.home', 'shuttle.cell', 'shuttle.retract', 'shuttle.recover',
    'lockPin.in', 'lockPin.out', 'fork.engage', 'fork.release', 'palletLock.lock', 'palletLock.unlock',
    ...bays.flatMap((bay): readonly Motion[] => [`shuttle.bay:${bay}`, `inner.open:${bay}`, `inner.close:${bay}`, `outer.open:${bay}`, `outer.close:${bay}`]),
    'order.deliver', 'order.receive', 'order.relocate', 'order.provide', 'order.stow', 'order.audit', 'order.goOn',
    ...maintenanceMotionsOf(bays),
  ];
}

/** Whether a text names a motion of this tower. */
export function isMotion(text: string, bays: readonly string[]): text is Motion {
  return motionsOf(bays).some((motion) => motion === text);
}
