import { axesOf, carriageAxesOf, type AxesOfSite } from '../../../config/axes.ts';
import type { AxisId } from '../../../config/schema/site.schema.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { OrderPhase } from '../../journal/journal.port.ts';
import { lostReferences } from './homing.ts';
import type { FactName } from '../../sensing/fact.ts';
import type { TowerRooms } from './tower-rooms.ts';

/** A refusal; nothing moved because of it. */
export interface Refused { readonly ok: false; readonly error: RequestFault }

/** Builds a refusal. */
export function refuse(code: RequestFault['code'], message: string, broken?: readonly Broken[]): Refused {
  return { ok: false, error: { code, message, ...(broken && { broken }) } };
}

/** A command that was given before a stop is none after it, however long the disk took to write it down. */
export function stoppedMeanwhile(): Refused {
  return refuse('notPermitted', 'Motion was stopped while the command was being written down, so it was not given. It needs a reset first, and a fresh command.');
}

/** What of the tower decides whether it takes on something new. */
export type ReadyRooms = Pick<TowerRooms, 'parts' | 'recovering' | 'orders' | 'homing'>;

function stopped({ parts }: Pick<TowerRooms, 'parts'>): Refused | undefined {
  const latched = parts.stop.latched();
  return latched && refuse('notPermitted', `Motion is stopped (${latched.detail}). It needs a reset first.`, latched.broken);
}

/** Why no order of this kind (`order.<kind>`) may be asked for now; undefined when it may. */
export function notReady(rooms: ReadyRooms, motion: Motion): Refused | undefined {
  const { parts, recovering, orders } = rooms;
  if (!recovering.settled()) return refuse('recovering', 'The tower is finding out what stands where. Nothing moves until that is settled.');
  const latched = stopped(rooms);
  if (latched) return latched;
  const asked = parts.permit(motion, parts.facts());
  if (!asked.granted) return refuse('notPermitted', 'The tower takes nothing new now.', asked.broken);
  // While something is under way doors and shuttle are where it has them; whether the carriage may go is asked when its turn comes.
  if (orders.all().some(({ stage }) => stage === 'running')) return unreferenced(rooms, axesOf(parts.site));
  const permit = parts.permit('lift.move', parts.facts());
  // The lock pin is in while the carriage rests, and what people have pulled onto it is locked before it is put away; every other rule must hold before a car is promised.
  const isSeated = parts.facts().get('carriagePalletSeated').value === true;
  const comesTrue = (fact: FactName): boolean => fact === 'lockPinOut' || (fact === 'carriageLoadSafe' && motion === 'order.relocate' && isSeated);
  const broken = permit.granted ? [] : permit.broken.filter((rule) => !comesTrue(rule.fact));
  return broken.length > 0 ? refuse('notPermitted', 'The tower may not move now.', broken) : unreferenced(rooms, axesOf(parts.site));
}

/** Why an order that stands in this phase may not be gone on with now, in either direction. */
export function mayGoOn(rooms: ReadyRooms, phase: OrderPhase): Refused | undefined {
  const { parts, recovering } = rooms;
  if (!recovering.settled()) return refuse('recovering', 'Journal and sensors disagree. A technician settles that first; nothing moves.');
  const latched = stopped(rooms);
  if (latched) return latched;
  const asked = parts.permit('order.goOn', parts.facts());
  if (!asked.granted) return refuse('notPermitted', 'Work does not go on now; everything stands in a safe place.', asked.broken);
  return unreferenced(rooms, firstAxes(phase, parts.site));
}

/** Axes that a phase moves first; without their reference it would stop before it began. The rest of it is asked when it comes. */
function firstAxes(phase: OrderPhase, site: AxesOfSite): readonly AxisId[] {
  if (phase === 'queued' || phase === 'finding' || phase === 'coming') return carriageAxesOf(site);
  if (['puttingAway', 'carrying', 'fetching', 'bringing', 'storing', 'returning', 'visiting'].includes(phase)) return axesOf(site);
  return phase === 'taking' || phase === 'presenting' ? ['shuttle'] : [];
}

/** Refuses while an axis is being homed, or one of these has to be. */
function unreferenced({ parts, homing }: ReadyRooms, axes: readonly AxisId[]): Refused | undefined {
  if (homing.axis() !== undefined) return refuse('notPermitted', `The ${String(homing.axis())} axis is being homed. Nothing else moves until it has found its reference.`);
  const lost = lostReferences(parts, axes);
  return lost.length > 0 ? refuse('notPermitted', 'An axis has lost its reference. A technician on site homes it first; nothing moves.', lost) : undefined;
}
