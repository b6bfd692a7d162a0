import { findLimits, limitsOf, stationMm } from '../../../../config/axes.ts';
import { placesOf, type Place } from '../../../../config/places.ts';
import type { AxisId, Site } from '../../../../config/schema/site.schema.ts';
import type { AxisCommand, DoorCommand } from '../../../../hal/ports/tower-devices.port.ts';
import { kindOf, type Motion } from '../../../interlocks/motion.ts';

/** Random numbers as the monkey needs them. */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform whole number from 0 to `below` - 1. */
  readonly int: (below: number) => number;
}

/** A command that its motion's name fits, for a device by id. */
export type DrawnCommand =
  | { readonly to: 'axis'; readonly id: string; readonly command: AxisCommand }
  | { readonly to: 'door'; readonly id: string; readonly command: DoorCommand }
  | { readonly to: 'carriage'; readonly outputs: Readonly<Record<string, boolean>> };

/** Share of journeys that go to the place of the moment: without one, no walk at random ever hands a pallet over. */
const TO_FAVOURITE = 0.75;
/** Share of moves at the rated speed; the others at anything up to this much above it. */
const AT_RATED = 0.7;
const BEYOND_RATED = 1.3;
/** Targets are drawn this far beyond both ends of an axis. */
const BEYOND_END_MM = 150;
const PUSHED_IN: ReadonlySet<string> = new Set(['in', 'engage', 'lock', 'stepIn', 'stepEngage', 'stepLock']);
const OPENS: ReadonlySet<string> = new Set(['open', 'stepOpen']);
/** A held motion goes this far at most. */
const JOG_MM = 1500;

/** Any item. */
export function anyOf<T>(items: readonly T[], dice: Dice): T | undefined {
  return items[dice.int(items.length)];
}

/** Where the monkey likes to be for a while: half of the time a bay, else a cell. */
export function drawFavourite(site: Site, dice: Dice): Place | undefined {
  const kind = dice.next() < 0.5 ? 'bay' : 'cell';
  return anyOf(placesOf(site).filter((place) => place.kind === kind), dice);
}

/** A command at random for a motion; undefined for work that sends no command of its own, and for an axis that the site does not have. */
export function drawCommand(motion: Motion, site: Site, favourite: Place | undefined, dice: Dice): DrawnCommand | undefined {
  const { kind, bay } = kindOf(motion);
  const [group, action] = kind.split('.') as [string, string];
  if (group === 'inner' || group === 'outer') return { to: 'door', id: `${bay ?? ''}.${group}`, command: { verb: OPENS.has(action) ? 'open' : 'close' } };
  if (['lockPin', 'fork', 'palletLock'].includes(group)) return { to: 'carriage', outputs: { [group]: PUSHED_IN.has(action) } };
  const axis = group as AxisId;
  if (findLimits(site, axis) === undefined) return undefined;
  if (action === 'home' || action === 'recover') return { to: 'axis', id: axis, command: { verb: 'home' } };
  return { to: 'axis', id: axis, command: drawMove(axis, action, site, favourite, dice) };
}

function drawMove(axis: AxisId, action: string, site: Site, favourite: Place | undefined, dice: Dice): AxisCommand {
  const limits = limitsOf(site, axis);
  const factor = dice.next() < AT_RATED ? 1 : 0.05 + dice.next() * BEYOND_RATED;
  const held = action.startsWith('jog');
  const ratedMmPerS = held ? heldSpeed(axis, site) : limits.velocityMmPerS;
  return {
    verb: 'moveTo',
    targetMm: held && action !== 'jogIn' ? drawJog(limits, dice) : drawTarget(axis, action, site, favourite, dice),
    velocityMmPerS: ratedMmPerS * factor,
    accelerationMmPerS2: limits.accelerationMmPerS2 * (factor > 1 ? factor : 1),
    jerkMmPerS3: limits.jerkMmPerS3,
  };
}

function heldSpeed(axis: AxisId, { maintenance }: Site): number {
  return { lift: maintenance.liftMmPerS, travel: maintenance.travelMmPerS, turn: maintenance.turnMmPerS, shuttle: maintenance.shuttleMmPerS }[axis];
}

/** Near either end, where it matters, or anywhere. */
function drawJog({ minMm, maxMm }: { readonly minMm: number; readonly maxMm: number }, dice: Dice): number {
  const end = dice.next() < 0.5 ? minMm : maxMm;
  return dice.next() < 0.5 ? end + (dice.next() - 0.5) * JOG_MM : minMm + dice.next() * (maxMm - minMm);
}

function drawTarget(axis: AxisId, action: string, site: Site, favourite: Place | undefined, dice: Dice): number {
  const { minMm, maxMm } = limitsOf(site, axis);
  if (axis === 'shuttle') {
    if (action === 'retract' || action === 'jogIn') return 0;
    const { strokeMm } = site.axes.shuttle;
    if (favourite && dice.next() < TO_FAVOURITE) return favourite.reachMm;
    return dice.next() < 0.5 ? strokeMm : -strokeMm;
  }
  const place = dice.next() < TO_FAVOURITE ? favourite : undefined;
  if (place) return stationMm(site, axis, place);
  return minMm - BEYOND_END_MM + dice.next() * (maxMm - minMm + 2 * BEYOND_END_MM);
}
