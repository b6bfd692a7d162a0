import { axisIds, limitsOf } from '../../config/axes.ts';
import type { AxisId, Site } from '../../config/schema/site.schema.ts';
import type { AxisCommand, DoorCommand, TowerDevices } from '../ports.ts';
import { kindOf, type MaintenanceMotion } from '../interlocks/motion.ts';
import { createNearEnd, type AxisEnd } from '../sensing/near-limit.ts';

/** What one axis may do while somebody holds it. */
export interface HeldAxis {
  readonly minMm: number;
  readonly maxMm: number;
  /** Reduced speed. */
  readonly velocityMmPerS: number;
  /** Position by its drive, in which targets are given; undefined when the drive does not know. */
  readonly positionMm: () => number | undefined;
  readonly nearEnd: () => AxisEnd | 'none' | undefined;
}

export type HeldAxes = Readonly<Partial<Record<string, HeldAxis>>>;

/** A held motion goes this far from a limit at most: out of the switch, and then it is an ordinary jog. */
export const JOG_OUT_MM = 100;
/** A jog ends this far before the mechanical end. */
export const SOFT_LIMIT_MM = 5;

const SPEED_KEYS = { lift: 'liftMmPerS', travel: 'travelMmPerS', turn: 'turnMmPerS', shuttle: 'shuttleMmPerS' } as const;

/** The axes of a site as held motions know them. */
export function heldAxes(site: Site, devices: TowerDevices): HeldAxes {
  const ids = axisIds.filter((id) => devices.axes[id] !== undefined);
  return Object.fromEntries(ids.map((id) => [id, heldAxis(id, site, devices)]));
}

function heldAxis(id: AxisId, site: Site, devices: TowerDevices): HeldAxis {
  const { minMm, maxMm } = limitsOf(site, id);
  return {
    minMm, maxMm,
    velocityMmPerS: site.maintenance[SPEED_KEYS[id]],
    positionMm: () => (devices.axes[id]?.link() === 'live' ? devices.axes[id].observed().value?.positionMm : undefined),
    nearEnd: createNearEnd(id, site, devices),
  };
}

/** Whether a command is what a held motion's name says: reduced speed, within the limits, and from a tripped limit only away from it. */
export function heldCommandFits(motion: MaintenanceMotion, deviceId: string, command: AxisCommand | DoorCommand, axes: HeldAxes): boolean {
  const { kind, bay } = kindOf(motion);
  const [group, action] = kind.split('.') as [string, string];
  if (action === 'stepOpen' || action === 'stepClose') {
    return deviceId === `${bay ?? ''}.${group}` && command.verb === (action === 'stepOpen' ? 'open' : 'close');
  }
  const axis = axes[group];
  if (deviceId !== group || axis === undefined || command.verb !== 'moveTo') return false;
  const { targetMm, velocityMmPerS } = command;
  if (velocityMmPerS > axis.velocityMmPerS || targetMm < axis.minMm || targetMm > axis.maxMm) return false;
  if (action === 'jog') return true;
  if (action === 'jogIn') return targetMm === 0;
  return action === 'jogOut' && isAway(axis, targetMm);
}

function isAway(axis: HeldAxis, targetMm: number): boolean {
  const fromMm = axis.positionMm();
  if (fromMm === undefined || Math.abs(targetMm - fromMm) > JOG_OUT_MM) return false;
  const end = axis.nearEnd();
  if (end === 'min') return targetMm > fromMm;
  return end === 'max' && targetMm < fromMm;
}
