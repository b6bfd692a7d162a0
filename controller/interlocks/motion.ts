import type { WorkKind } from '../../config/schema/plans.schema.ts';

/**
 * Everything that can set something in motion. A motion into a bay carries the bay's id, because the permissives differ.
 */
export type Motion =
  | 'lift.move' | 'travel.move' | 'turn.move'
  | 'lift.home' | 'travel.home' | 'turn.home' | 'shuttle.home'
  /** Shuttle between carriage and a cell on the side it reaches to. */
  | 'shuttle.cell'
  /** Shuttle back to the centre of the carriage, from wherever it is. */
  | 'shuttle.retract'
  /** Shuttle back to the centre at creep, by its own reference and switches, when it does not know where it is. */
  | 'shuttle.recover'
  /** Shuttle across the plane of a bay. */
  | `shuttle.bay:${string}`
  | 'lockPin.in' | 'lockPin.out' | 'fork.engage' | 'fork.release' | 'palletLock.lock' | 'palletLock.unlock'
  | `inner.open:${string}` | `inner.close:${string}` | `outer.open:${string}` | `outer.close:${string}`
  | OrderMotion
  | MaintenanceMotion;

/** Work of a kind that begins, and `goOn`: work under way that takes up its next step. Asked of the table as a motion is. */
export type OrderMotion = `order.${WorkKind}` | 'order.goOn';

/** What a technician holds in manual mode: single axes at reduced speed, single strokes of bolts and doors. */
export type MaintenanceMotion =
  | 'lift.jog' | 'travel.jog' | 'turn.jog' | 'shuttle.jog'
  /** Shuttle towards the centre, wherever the carriage stands. */
  | 'shuttle.jogIn'
  /** Away from a final limit that has opened, and only away. */
  | 'lift.jogOut' | 'travel.jogOut' | 'turn.jogOut' | 'shuttle.jogOut'
  | 'lockPin.stepIn' | 'lockPin.stepOut' | 'fork.stepEngage' | 'fork.stepRelease' | 'palletLock.stepLock' | 'palletLock.stepUnlock'
  | `inner.stepOpen:${string}` | `inner.stepClose:${string}` | `outer.stepOpen:${string}` | `outer.stepClose:${string}`;

/** A held motion without its bay. */
export type MaintenanceKind =
  | Exclude<MaintenanceMotion, `${string}:${string}`>
  | 'inner.stepOpen' | 'inner.stepClose' | 'outer.stepOpen' | 'outer.stepClose';

/** The motion without its bay: the key of the interlock table. */
export type MotionKind =
  | Exclude<Motion, `${string}:${string}`>
  | MaintenanceKind
  | 'shuttle.bay' | 'inner.open' | 'inner.close' | 'outer.open' | 'outer.close';

/** Splits `shuttle.bay:A` into kind and bay. */
export function kindOf(motion: Motion): { readonly kind: MotionKind; readonly bay: string | undefined } {
  const at = motion.indexOf(':');
  if (at < 0) return { kind: motion as MotionKind, bay: undefined };
  return { kind: motion.slice(0, at) as MotionKind, bay: motion.slice(at + 1) };
}
