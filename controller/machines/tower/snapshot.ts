import { axisIds } from '../../../config/axes.ts';
import type { Place } from '../../../config/places.ts';
import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import type { CollectionView, Quality, QuarantineReason, ReasonView, ReturnView, TowerSnapshot, TowerState } from '../../api/contract/index.ts';
import type { ResetBy } from '../../interlocks/permit.port.ts';
import type { DeliverPhase, OrderPhase } from '../../journal/journal.port.ts';
import { bayOf } from '../../journal/order-record.ts';
import type { QuarantineRecord } from '../../journal/recovery-journal.port.ts';
import type { TowerDevices } from '../../ports.ts';
import type { Facts } from '../../sensing/fact.ts';
import { estimateQueued, estimateUntilOpen, planUntilOpen } from '../../planner/estimate.ts';
import type { Delivery, Order } from '../orders/order.ts';
import type { Disagreement } from '../recovering/compare.ts';
import { bayIsFree } from './bay-choice.ts';
import { orderView } from './order-view.ts';
import { personSensorsReason } from './reasons.ts';
import type { Inventory } from './inventory.ts';

/** Everything that a snapshot is built from. */
export interface SnapshotParts {
  readonly site: Site;
  readonly bootId: string;
  readonly nowMs: number;
  readonly places: readonly Place[];
  readonly devices: TowerDevices;
  readonly facts: Facts;
  readonly inventory: Inventory;
  readonly deliveries: readonly Delivery[];
  readonly orders: readonly Order[];
  /** What is queued was left by a stop: it begins on the word of a person. */
  readonly waitsForCommand: boolean;
  readonly returns: readonly ReturnView[];
  readonly disagreements: readonly Disagreement[];
  readonly quarantines: readonly QuarantineRecord[];
  readonly state: TowerState;
  readonly reasons: readonly ReasonView[];
  readonly resetNeeded: ResetBy | undefined;
  /** Cells of the inventory as it is; made anew only when it changes. */
  readonly cells: TowerSnapshot['cells'];
}

/** The tower as any screen may know it: measured, never commanded. */
export function buildSnapshot(parts: SnapshotParts): TowerSnapshot {
  const { site, facts, inventory } = parts;
  return {
    siteId: site.id,
    bootId: parts.bootId,
    atMs: parts.nowMs,
    mode: 'unknown',
    state: parts.state,
    reasons: [...parts.reasons],
    ...(parts.resetNeeded !== undefined && { resetNeeded: parts.resetNeeded }),
    recovery: parts.disagreements.map(({ object, journal, sensors, word }) => ({ object, journal, sensors, word })),
    ...(parts.returns.length > 0 && { returns: [...parts.returns] }),
    ...(parts.quarantines.length > 0 && { quarantines: parts.quarantines.map(({ place, reason, utcMs }) => ({ place, reason: reason as QuarantineReason, sinceUtcMs: utcMs })) }),
    axes: axisViews(parts),
    doors: doorViews(parts),
    bays: Object.fromEntries(site.tower.bays.map((bay) => [bay.id, bayView(bay.id, parts)])),
    cells: parts.cells,
    carriage: carriageView(facts, inventory),
    collections: parts.deliveries.map((delivery, index) => collectionView(delivery, index, parts)),
    orders: parts.orders.map((order) => orderView(order, parts.waitsForCommand)),
  };
}

/** Cells as the inventory has them. A cell whose pallet is on its way somewhere stays reserved for it. */
export function cellViews(places: readonly Place[], inventory: Inventory): TowerSnapshot['cells'] {
  return Object.fromEntries(places.filter((place) => place.kind === 'cell').map((place) => [place.name, cellView(place, inventory)]));
}

function cellView(place: Place, inventory: Inventory): TowerSnapshot['cells'][string] {
  const pallet = inventory.palletAt(place.id);
  if (pallet) {
    const car = inventory.carOn(pallet.palletId);
    return { state: 'occupied', palletId: pallet.palletId, ...(car && { carId: car.carId }) };
  }
  const others = inventory.pallets();
  if (others.some((one) => one.place.startsWith('transfer:') && one.place.includes(place.id))) return { state: 'unknown' };
  const owner = others.find((one) => one.homeCell === place.name);
  if (owner?.place === 'unknown') return { state: 'unknown' };
  return { state: owner ? 'reserved' : 'empty' };
}

type Measured = Pick<SnapshotParts, 'devices' | 'facts'>;

/** The axes as they are measured. */
export function axisViews(measured: Measured): TowerSnapshot['axes'] {
  return Object.fromEntries(axisIds.filter((id) => measured.devices.axes[id] !== undefined).map((id) => [id, axisView(id, measured)]));
}

/** The doors as they are measured. */
export function doorViews(measured: Measured): TowerSnapshot['doors'] {
  return Object.fromEntries(Object.keys(measured.devices.doors).map((id) => [id, doorView(id, measured)]));
}

function axisView(id: AxisId, { devices, facts }: Measured): TowerSnapshot['axes'][string] {
  const status = devices.axes[id]?.observed().value;
  if (!status) return { positionMm: 0, velocityMmPerS: 0, quality: 'unknown', homed: false };
  const agrees = id === 'shuttle' ? facts.get('shuttleHomed').value : facts.get(`${id}PositionAgrees`).value;
  const live = facts.get(`${id}Live`).value === true;
  const quality: Quality = !live ? 'stale' : agrees === true ? 'good' : 'unknown';
  return { positionMm: whole(status.positionMm), velocityMmPerS: whole(status.velocityMmPerS), quality, homed: status.homed };
}

/** Rounded; JSON knows no negative zero. */
const whole = (value: number): number => Math.round(value) + 0;

function doorView(id: string, { devices, facts }: Measured): TowerSnapshot['doors'][string] {
  const status = devices.doors[id]?.observed().value;
  if (!status) return { position: 0, locked: false, motion: 'still', quality: 'unknown' };
  const [bay, which] = id.split('.') as [string, 'inner' | 'outer'];
  const live = facts.get(`${bay}.${which}Live`).value === true;
  return { position: Math.round(status.position * 100) / 100, locked: status.locked, motion: status.motion, quality: live ? 'good' : 'stale' };
}

const BAY_STATES: Partial<Record<OrderPhase, TowerSnapshot['bays'][string]['state']>> = {
  queued: 'reserved', finding: 'reserved', taking: 'reserved', coming: 'reserved', presenting: 'presenting', opening: 'presenting',
  handover: 'open', proving: 'proving', closing: 'closing', puttingAway: 'clearing',
  fetching: 'reserved', awaiting: 'open', checking: 'closing', storing: 'clearing', releasing: 'presenting', leaving: 'open', shutting: 'closing', returning: 'clearing',
};

function bayView(bay: string, { facts, inventory, orders }: SnapshotParts): TowerSnapshot['bays'][string] {
  const clear = facts.get(`${bay}.personClear`).value;
  const pallet = inventory.palletAt(`bay:${bay}`);
  const car = pallet && inventory.carOn(pallet.palletId);
  const here = orders.filter((one) => bayOf(one.record) === bay);
  // Of several that are to come here, the one that is furthest.
  const order = here.find((one) => one.stage !== 'queued') ?? here[0];
  const unknown = clear === undefined || facts.get(`${bay}.palletSeated`).value === undefined;
  const reason = personSensorsReason(bay, facts);
  const alone = unknown ? 'unknown' : bayIsFree(bay, facts) ? 'free' : 'blocked';
  return {
    state: (order && BAY_STATES[order.record.phase]) ?? alone,
    ...(order?.record.kind === 'deliver' && { collectionId: order.record.orderId }),
    person: clear === undefined ? 'unknown' : clear ? 'none' : 'present',
    ...(reason && { reason }),
    ...(pallet && { palletId: pallet.palletId }),
    ...(car && { carId: car.carId }),
  };
}

function carriageView(facts: Facts, inventory: Inventory): TowerSnapshot['carriage'] {
  const pallet = inventory.palletAt('carriage');
  const car = pallet && inventory.carOn(pallet.palletId);
  const empty = facts.get('carriageEmpty').value === true;
  const seated = facts.get('carriagePalletSeated').value === true;
  return { ...(pallet && { palletId: pallet.palletId }), ...(car && { carId: car.carId }), state: empty === seated ? 'unknown' : seated ? 'loaded' : 'empty' };
}

function collectionView(collection: Delivery, index: number, parts: SnapshotParts): CollectionView {
  const { record } = collection;
  const estimate = estimateOf(collection, index, parts);
  const plan = collection.stage === 'running' ? planUntilOpen(record.phase, collection, parts.site) : [];
  return {
    collectionId: record.orderId, carId: record.carId, palletId: record.palletId, fromCell: record.fromCell, bay: record.bay,
    phase: shownPhase(record.phase),
    phaseSinceMs: collection.phaseSinceMs,
    ...(estimate && { estimate }),
    ...(plan.length > 0 && { plan: plan.map(({ phase, seconds }) => ({ phase: shownPhase(phase), seconds })) }),
    paused: collection.stage === 'paused' || (collection.stage === 'queued' && parts.waitsForCommand),
    ahead: collection.stage === 'queued' ? index : 0,
  };
}

/** To its customer a delivery that goes home again is cancelled. */
function shownPhase(phase: DeliverPhase): CollectionView['phase'] {
  return phase === 'shutting' || phase === 'returning' ? 'cancelled' : phase;
}

/** None while anything is paused: what a person has yet to decide takes as long as it takes. */
function estimateOf(collection: Delivery, index: number, { site, deliveries, orders, nowMs, state }: SnapshotParts) {
  if (state !== 'execute' && state !== 'idle') return undefined;
  if (orders.some((one) => one.stage === 'paused')) return undefined;
  if (collection.stage === 'running') return estimateUntilOpen(collection.record.phase, nowMs - collection.phaseSinceMs, collection, site);
  const first = deliveries[0];
  // Only the next in the queue has a number worth telling.
  if (index !== 1 || !first) return undefined;
  return estimateQueued(estimateUntilOpen(first.record.phase, nowMs - first.phaseSinceMs, first, site), first, collection, site);
}
