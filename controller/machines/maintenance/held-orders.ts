import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import type { NewMotionLease } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { fault, ok, type Result, type TowerDevices } from '../../ports.ts';
import type { MaintenanceKind, MaintenanceMotion } from '../../interlocks/motion.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
import { JOG_OUT_MM, SOFT_LIMIT_MM, heldAxes, type HeldAxis } from '../../safety/held-fits.ts';
import { createPlaceTowards } from '../../safety/place-towards.ts';
import type { Facts } from '../../sensing/fact.ts';
import { boltOrder, doorOrder } from '../transfer/step-orders.ts';
import type { Inventory } from '../tower/inventory.ts';
import type { Proof, UnitOrder } from '../unit/unit-order.ts';
import type { HeldOrder } from './hold-to-run.ts';

/** What the orders follow from. */
export interface HeldOrderWorld {
  readonly site: Site;
  readonly devices: TowerDevices;
  readonly facts: () => Facts;
  readonly inventory: Pick<Inventory, 'pallets'>;
}

/** Share of the longest way of a jog out that is asked for: the rest is the noise of two position readings. */
const OUT_MM = 0.8 * JOG_OUT_MM;
/** Nearer to its end than this, an axis has nowhere to go. */
const ARRIVED_MM = 2;

const BOLT_STEPS: Readonly<Partial<Record<MaintenanceKind, readonly ['lockPin' | 'fork' | 'palletLock', boolean]>>> = {
  'lockPin.stepIn': ['lockPin', true], 'lockPin.stepOut': ['lockPin', false],
  'fork.stepEngage': ['fork', true], 'fork.stepRelease': ['fork', false],
  'palletLock.stepLock': ['palletLock', true], 'palletLock.stepUnlock': ['palletLock', false],
};

/** Makes a held motion an order of its unit. Errors: `motionUnknown`, and `notPermitted` where there is no way to go. */
export function heldOrder(request: NewMotionLease, by: string, world: HeldOrderWorld): Result<HeldOrder, RequestFault> {
  const bolt = BOLT_STEPS[request.motion];
  const detail = `${request.motion}${request.direction === undefined ? '' : ` ${request.direction}`}, held by ${by}`;
  if (bolt) return ok({ unit: bolt[0], order: { ...boltOrder(bolt[0], bolt[1], detail, world.site, undefined), motion: request.motion as MaintenanceMotion, detail } });
  const [group, action] = request.motion.split('.') as [string, string];
  if (group === 'inner' || group === 'outer') return doorStep(group, action === 'stepOpen', request.bay, detail, world);
  return axisJog(group, action, request, detail, world);
}

function doorStep(which: 'inner' | 'outer', open: boolean, bay: string | undefined, detail: string, { site }: HeldOrderWorld): Result<HeldOrder, RequestFault> {
  if (bay === undefined || !site.tower.bays.some(({ id }) => id === bay)) return fault('motionUnknown', 'A door belongs to a bay; name one that the tower has. Nothing was moved.');
  // Let go half-way it stays half-way, which is what was wanted: its ends prove nothing here.
  const order: UnitOrder = { ...doorOrder(bay, which, open, site, undefined), motion: `${which}.${open ? 'stepOpen' : 'stepClose'}:${bay}`, detail, proofs: [] };
  return ok({ unit: `${bay}.${which}`, order });
}

function axisJog(group: string, action: string, { motion, direction }: NewMotionLease, detail: string, world: HeldOrderWorld): Result<HeldOrder, RequestFault> {
  const axis = heldAxes(world.site, world.devices)[group];
  const fromMm = axis?.positionMm();
  if (axis === undefined) return fault('motionUnknown', `This tower has no ${group} axis. Nothing was moved.`);
  if (fromMm === undefined) return fault('notPermitted', `The ${group} drive does not answer, so nobody knows where the axis is. Nothing was moved.`);
  const target = action === 'jogIn' ? ok(0) : action === 'jogOut' ? outOf(axis, group, fromMm, direction) : towards(axis, group, direction, world);
  if (!target.ok) return target;
  if (Math.abs(target.value - fromMm) < ARRIVED_MM) return fault('atEnd', `The ${group} axis stands at the end of this way already. Nothing was moved.`);
  const id = group as AxisId;
  const { longestHoldMs } = world.site.maintenance;
  return ok({
    unit: id,
    order: {
      motion: motion as MaintenanceMotion,
      goal: { kind: 'position', targetMm: target.value, velocityMmPerS: axis.velocityMmPerS },
      detail,
      orderId: undefined,
      startMoves: id === 'shuttle' ? takenAlong(world, fromMm) : [],
      doneMoves: [],
      proofs: proofsOf(id),
      deadlineMs: longestHoldMs + world.site.control.stopTimeoutMs,
    },
  });
}

/** The brake's own contact says that the axis is held. */
function proofsOf(id: AxisId): readonly Proof[] {
  return id === 'shuttle' ? [] : [{ fact: `${id}Braked`, is: true }];
}

function towards(axis: HeldAxis, group: string, direction: NewMotionLease['direction'], { site }: HeldOrderWorld): Result<number, RequestFault> {
  if (direction === undefined) return fault('motionUnknown', `Say which way the ${group} axis is to go. Nothing was moved.`);
  const reachMm = group === 'shuttle' ? site.axes.shuttle.strokeMm : Infinity;
  return ok(direction === 'plus' ? Math.min(axis.maxMm - SOFT_LIMIT_MM, reachMm) : Math.max(axis.minMm + SOFT_LIMIT_MM, -reachMm));
}

function outOf(axis: HeldAxis, group: string, fromMm: number, direction: NewMotionLease['direction']): Result<number, RequestFault> {
  const end = axis.nearEnd();
  const away = end === 'min' ? 'plus' : end === 'max' ? 'minus' : undefined;
  if (away === undefined) return fault('wayFromLimit', `The ${group} axis does not stand at a limit. Nothing was moved; look which axis does.`);
  if (direction !== undefined && direction !== away) return fault('wayFromLimit', `From this limit the ${group} axis may go away only, the other way. Nothing was moved.`);
  const targetMm = fromMm + (away === 'plus' ? OUT_MM : -OUT_MM);
  // After a slip the drive's own limits lie elsewhere; it takes no target beyond them.
  return ok(Math.min(Math.max(targetMm, axis.minMm), axis.maxMm));
}

/** A pallet that the fork may hold goes along, nobody knows how far: its place is unknown until sensors or a person have said it. */
function takenAlong({ site, devices, facts, inventory }: HeldOrderWorld, fromMm: number): readonly InventoryMove[] {
  if (facts().get('forkReleased').value === true) return [];
  // From out there the fork may have taken the pallet that stands in the place; from the carriage it reaches none.
  const reached = Math.abs(fromMm) < site.axes.shuttle.strokeMm / 2 ? undefined : createPlaceTowards(site, devices)(fromMm);
  const held = inventory.pallets().filter(({ place }) => place === 'carriage' || place === reached || place.startsWith('transfer:'));
  return held.map(({ palletId }) => ({ what: 'pallet', id: palletId, to: 'unknown' }));
}
