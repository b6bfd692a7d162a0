import { limitsOf } from '../../../config/axes.ts';
import { placesOf, type PlaceId } from '../../../config/places.ts';
import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import { ok, type Result } from '../../ports.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import { carriageModuleId } from '../../sensing/carriage-facts.ts';
import type { FactName } from '../../sensing/fact.ts';
import { angleOrder } from '../recovering/level-orders.ts';
import { standsAt } from '../transfer/situation.ts';
import { boltOrder, doorOrder } from '../transfer/step-orders.ts';
import { inputOf } from '../unit/unit-effects.ts';
import type { Proof, UnitOrder } from '../unit/unit-order.ts';
import type { UnitId } from '../units.ts';
import type { Inventory } from './inventory.ts';
import type { TowerParts } from './tower-parts.ts';

/** What the orders follow from. */
export interface HomingSigns {
  readonly parts: Pick<TowerParts, 'site' | 'devices' | 'facts' | 'permit'>;
  readonly inventory: Pick<Inventory, 'pallets'>;
}

type PlannedOrder = readonly [UnitId, UnitOrder];

/** Drives look for their reference at 0.10 m/s or faster: the limit of motion on a technician's word. */
const CREEP_MM_PER_S = 100;
/** Where an axis is that has lost its reference nobody knows: it may have its whole way to go, and half as long again. */
const MARGIN = 1.5;
const AROUND_IT_MS = 5000;
const SHUT = '.innerClosedLocked';

/**
 * What homes an axis, one order after the other: whatever the table asks for and a mechanism can bring about (pallet locked, doors
 * towards the shaft shut, lock pin out for the carriage and in for the shuttle), then the homing. Between the angles of a carriage that turns the pin
 * finds no hole: it is turned to the nearest one first. Fails with every broken rule when one of them is of another kind.
 */
export function homingOrders(axis: AxisId, world: HomingSigns): Result<readonly PlannedOrder[], readonly Broken[]> {
  const { parts } = world;
  const { site } = parts;
  const facts = parts.facts();
  const motion = homingMotion(axis, facts);
  const permit = parts.permit(motion, facts);
  const broken = permit.granted ? [] : permit.broken;
  const isBroken = (fact: FactName): boolean => broken.some((rule) => rule.fact === fact);
  if (broken.some((rule) => !canBePrepared(rule.fact))) return { ok: false, error: broken };
  const bolt = (unit: 'lockPin' | 'fork' | 'palletLock', on: boolean): PlannedOrder => [unit, boltOrder(unit, on, `homing of ${axis}`, site, undefined)];
  const shut = broken.filter((rule) => rule.fact.endsWith(SHUT)).map(({ fact }) => shutting(fact.slice(0, -SHUT.length), site));
  // Never with a shuttle that reaches out of it.
  const turnMm = motion === 'shuttle.home' && isBroken('lockPinIn') && facts.get('turnAtAngle').value === false ? parts.devices.axes['turn']?.observed().value?.positionMm : undefined;
  const turns = turnMm !== undefined;
  const lacksToTurn = (fact: FactName): boolean => turns && facts.get(fact).value !== true;
  return ok([
    ...(isBroken('carriageLoadSafe') || lacksToTurn('carriageLoadSafe') ? [bolt('palletLock', true)] : []),
    // The carriage does not turn while anything of it or of a door is in the shaft.
    ...(turns ? [...shut, ...(lacksToTurn('lockPinOut') ? [bolt('lockPin', false)] : []), angleOrder(turnMm, site)] : []),
    ...(isBroken('lockPinIn') ? [bolt('lockPin', true)] : []),
    ...(isBroken('forkAtEnd') || mayLetGo(axis, world) ? [bolt('fork', true)] : []),
    ...(turns ? [] : shut),
    ...(isBroken('lockPinOut') ? [bolt('lockPin', false)] : []),
    [axis, homeOrder(axis, motion, world)],
    // What it reached through is shut behind it: the carriage may not go while a door towards the shaft stands open.
    ...(motion === 'shuttle.recover' ? openInner(site, facts).map((bay) => shutting(bay, site)) : []),
  ]);
}

/** A shuttle that reaches out comes back with the doors as they are: shutting one would crush what reaches through it. */
function homingMotion(axis: AxisId, facts: ReturnType<HomingSigns['parts']['facts']>): Motion {
  return axis === 'shuttle' && facts.get('shuttleCentred').value !== true ? 'shuttle.recover' : `${axis}.home`;
}

/**
 * A fork between its ends would let a pallet go half-way. Where nothing is on its way and the shuttle stands under no place, it holds nothing, and may lie under
 * a pallet that it has lost and people have put back: it is left as it is.
 */
function mayLetGo(axis: AxisId, { parts, inventory }: HomingSigns): boolean {
  const is = (fact: FactName): boolean => parts.facts().get(fact).value === true;
  if (axis !== 'shuttle' || is('forkAtEnd') || is('shuttleCentred')) return false;
  return is('shuttleAtEnd') || inventory.pallets().some(({ place }) => place.startsWith('transfer:'));
}

const shutting = (bay: string, site: Site): PlannedOrder => [`${bay}.inner`, doorOrder(bay, 'inner', false, site, undefined)];

/** Bays whose inner door is not shut. */
function openInner(site: Site, facts: ReturnType<HomingSigns['parts']['facts']>): readonly string[] {
  return site.tower.bays.map(({ id }) => id).filter((bay) => facts.get(`${bay}.innerClosedLocked`).value !== true);
}

function canBePrepared(fact: FactName): boolean {
  return fact === 'lockPinIn' || fact === 'lockPinOut' || fact === 'carriageLoadSafe' || fact === 'forkAtEnd' || fact.endsWith(SHUT);
}

/** Homed says the drive; the distance meter, or the switches in the centre, must say the same, and the brake's contact that it holds. */
function homeOrder(axis: AxisId, motion: Motion, world: HomingSigns): UnitOrder {
  const { minMm, maxMm } = limitsOf(world.parts.site, axis);
  const carried = axis === 'shuttle' ? heldByFork(world) : undefined;
  const proofs: readonly Proof[] = [
    { fact: `${axis}Homed`, is: true },
    ...(axis === 'shuttle' ? [{ fact: 'shuttleCentred', is: true } as const] : [{ fact: `${axis}PositionAgrees`, is: true } as const, { fact: `${axis}Braked`, is: true } as const]),
    ...(carried === undefined ? [] : [{ fact: 'carriagePalletSeated', is: true } as const]),
  ];
  return {
    motion,
    goal: { kind: 'home' },
    detail: `${axis} finds its reference`,
    orderId: undefined,
    // The shuttle brings back what it holds.
    startMoves: carried?.from === undefined ? [] : [{ what: 'pallet', id: carried.palletId, to: `transfer:${carried.from}>carriage` }],
    doneMoves: carried === undefined ? [] : [{ what: 'pallet', id: carried.palletId, to: 'carriage' }],
    proofs,
    deadlineMs: ((maxMm - minMm) / CREEP_MM_PER_S) * 1000 * MARGIN + AROUND_IT_MS,
  };
}

/** What the fork holds: a pallet on its way between the carriage and a place, or one that it takes with it out of a place at the end of its reach. */
function heldByFork({ parts, inventory }: HomingSigns): { readonly palletId: string; readonly from?: PlaceId } | undefined {
  const facts = parts.facts();
  if (facts.get('shuttleCentred').value === true || facts.get('forkEngaged').value !== true) return undefined;
  const between = inventory.pallets().find((pallet) => pallet.place.startsWith('transfer:'));
  return between ?? heldAtEnd({ parts, inventory });
}

function heldAtEnd({ parts: { site, devices, facts }, inventory }: HomingSigns): { readonly palletId: string; readonly from: PlaceId } | undefined {
  const carriage = devices.ioModules[carriageModuleId(site)];
  const reaches = (side: 'left' | 'right'): boolean => inputOf(carriage, side === 'left' ? 'shuttleAtLeft' : 'shuttleAtRight') === true;
  const place = placesOf(site).find((one) => reaches(one.side) && standsAt(one, site, devices, facts()) === true);
  const pallet = place && inventory.pallets().find((one) => one.place === place.id);
  return pallet && { palletId: pallet.palletId, from: place.id };
}
