import { axesOf, carriageAxesOf, type AxesOfSite } from '../../../config/axes.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import type { AxisId } from '../../../config/schema/site.schema.ts';
import type { RequestFault, TowerPort } from '../../api/tower.port.ts';
import { done, ok, type Result } from '../../ports.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { DeliverRecord, OrderPhase, PalletPlace } from '../../journal/journal.port.ts';
import { bayOf, palletOf } from '../../journal/order-record.ts';
import type { TowerRooms } from './tower-rooms.ts';
import { chooseBay } from './bay-choice.ts';
import { lostReferences } from './homing.ts';
import { explain } from './why.ts';

type Collect = Parameters<TowerPort['collect']>[0];
type Collected = Awaited<ReturnType<TowerPort['collect']>>;

function refuse(code: RequestFault['code'], message: string, broken?: readonly Broken[]): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message, ...(broken && { broken }) } };
}

/** The tower's public face: intents of people, answered with what the tower will do or why not. */
export function createRequests(rooms: TowerRooms): TowerPort {
  const { parts, view, orders } = rooms;
  /** Requests that are being written: asking again meanwhile is the same request. */
  const asked = new Map<string, Promise<Collected>>();
  return {
    snapshot: view.latest,
    subscribe: view.subscribe,
    collect: (request) => {
      const running = orders.find(request.collectionId);
      if (running?.record.kind === 'deliver') return Promise.resolve(ok({ collectionId: request.collectionId, bay: running.record.bay }));
      const known = asked.get(request.collectionId);
      if (known) return known;
      const answer = collect(request, rooms).finally(() => asked.delete(request.collectionId));
      asked.set(request.collectionId, answer);
      return answer;
    },
    reset: (by, note) => reset(by, note, rooms),
    resume: (orderId) => resume(orderId, rooms),
    stop: async (detail) => {
      // The stop first; the book-keeping of it may take as long as it likes.
      parts.stop.stop({ code: 'requested', motion: undefined, broken: [], atMs: parts.clock.nowMs(), detail });
      const written = await parts.journal.audit({ kind: 'stopRequested', detail: { detail } });
      return written.ok ? done : refuse('towerUnavailable', `Motion is stopped. That could not be written down: ${written.error.message}`);
    },
    settle: async (by, why) => {
      const settled = await rooms.recovering.settle(by, why);
      view.changed();
      if (!settled.ok) return settled;
      // Whoever settles is a technician, and has looked: a drive that broke off when the last controller died may forget it.
      const cleared = await rooms.clearDriveFaults('technician');
      return cleared.ok ? done : refuse('stillUnsafe', `The inventory is settled. A drive did not take the reset: ${cleared.error.message}`);
    },
    home: rooms.homing.home,
    why: (motion) => Promise.resolve(explain(motion, parts.site, parts.book, parts.facts())),
    onEvent: rooms.onEvent,
  };
}

async function collect({ collectionId, bookingId, carId }: Collect, rooms: TowerRooms): Promise<Collected> {
  const { parts, inventory, orders } = rooms;
  const refused = notReady(rooms);
  if (refused) return refused;
  const found = whereIs(carId, rooms);
  if (!found.ok) return found;
  const { cell, palletId } = found.value;
  const carried = inventory.palletAt('carriage');
  if (carried && carried.palletId !== palletId && orders.all().length === 0) {
    return refuse('towerUnavailable', `Pallet ${carried.palletId} still lies on the carriage. Its own car can be collected; otherwise a technician must put it away.`);
  }
  if (orders.all().some((one) => palletOf(one.record) === palletId)) {
    return refuse('alreadyCollecting', 'This car is being brought already.');
  }
  const bays = placesOf(parts.site).filter((place) => place.kind === 'bay');
  const promised = new Set(orders.all().flatMap((one) => bayOf(one.record) ?? []));
  const bay = chooseBay(cell, bays, parts.site, parts.facts(), promised);
  if (!bay) return refuse('towerUnavailable', 'No bay can take a car now: each holds a pallet or somebody, or does not answer. Nothing moves; staff must look.');
  const record: DeliverRecord = { kind: 'deliver', orderId: collectionId, bookingId, carId, palletId, fromCell: cell.name, bay: bay.name, phase: 'queued' };
  const written = await parts.journal.order(record);
  if (!written.ok) return refuse('towerUnavailable', `The collection could not be written down, so it does not begin: ${written.error.message}`);
  // The pallet may have been claimed while the disk was busy.
  if (orders.all().some((one) => palletOf(one.record) === palletId) || !isHere(inventory.pallet(palletId)?.place, cell)) {
    const cancelled = await parts.journal.order({ ...record, phase: 'cancelled' });
    return refuse('alreadyCollecting', cancelled.ok ? 'This car is being brought already.' : `This car is being brought already; the second request stays in the journal: ${cancelled.error.message}`);
  }
  orders.add(record, 'queued');
  orders.startNext();
  return ok({ collectionId, bay: bay.name });
}

/** Why no collection may be asked for now. */
function notReady(rooms: TowerRooms): { readonly ok: false; readonly error: RequestFault } | undefined {
  const { parts, recovering } = rooms;
  if (!recovering.settled()) return refuse('recovering', 'The tower is finding out what stands where. Nothing moves until that is settled.');
  const latched = parts.stop.latched();
  if (latched) return refuse('notPermitted', `Motion is stopped (${latched.detail}). It needs a reset first.`, latched.broken);
  const permit = parts.permit('lift.move', parts.facts());
  // The lock pin is in while the carriage rests; every other rule must hold before a car is promised.
  const broken = permit.granted ? [] : permit.broken.filter((rule) => rule.fact !== 'lockPinOut');
  return broken.length > 0 ? refuse('notPermitted', 'The tower may not move now.', broken) : unreferenced(rooms, axesOf(parts.site));
}

/** Axes that a phase moves first; without their reference it would stop before it began. The rest of it is asked when it comes. */
function firstAxes(phase: OrderPhase, site: AxesOfSite): readonly AxisId[] {
  if (phase === 'queued' || phase === 'finding' || phase === 'coming') return carriageAxesOf(site);
  if (phase === 'puttingAway') return axesOf(site);
  return phase === 'taking' || phase === 'presenting' ? ['shuttle'] : [];
}

/** Refuses while an axis is being homed, or one of these has to be. */
function unreferenced({ parts, homing }: TowerRooms, axes: readonly AxisId[]): { readonly ok: false; readonly error: RequestFault } | undefined {
  if (homing.axis() !== undefined) return refuse('notPermitted', `The ${String(homing.axis())} axis is being homed. Nothing else moves until it has found its reference.`);
  const lost = lostReferences(parts, axes);
  return lost.length > 0 ? refuse('notPermitted', 'An axis has lost its reference. A technician on site homes it first; nothing moves.', lost) : undefined;
}

function whereIs(carId: string, { parts, inventory }: TowerRooms): Result<{ readonly cell: Place; readonly palletId: string }, RequestFault> {
  const place = inventory.car(carId)?.place;
  if (place === undefined || !place.startsWith('pallet:')) return refuse('carNotHere', 'This car is not in the tower.');
  const pallet = inventory.pallet(place.slice('pallet:'.length));
  const cells = placesOf(parts.site).filter((one) => one.kind === 'cell');
  // A pallet that an interrupted delivery has left on the carriage belongs to its home cell.
  const cell = pallet && cells.find((one) => one.id === pallet.place || (pallet.place === 'carriage' && one.name === pallet.homeCell));
  if (!pallet || !cell) return refuse('carNotHere', 'Where this car stands is not certain now. Staff must look.');
  return ok({ cell, palletId: pallet.palletId });
}

function isHere(place: PalletPlace | undefined, cell: Place): boolean {
  return place === cell.id || place === 'carriage';
}

async function reset(by: 'customer' | 'operator' | 'technician', note: string, { parts, recovering, view, clearDriveFaults, resetStop }: TowerRooms): Promise<Result<void, RequestFault>> {
  if (recovering.disagreements().length > 0) return refuse('recovering', 'Journal and sensors disagree. A technician settles that first; nothing moves.');
  const latched = parts.stop.latched();
  if (latched === undefined) return refuse('nothingToReset', 'Nothing is stopped.');
  const written = await parts.journal.audit({ kind: 'reset', detail: { by, note, of: latched.code } });
  if (!written.ok) return refuse('towerUnavailable', `The reset could not be written down, so it was not done: ${written.error.message}`);
  const cleared = await clearDriveFaults(by);
  if (!cleared.ok) return refuse('stillUnsafe', `A drive did not take the reset: ${cleared.error.message} Nothing moves.`);
  // Bound to the stop that stood when it was asked for: the disk may have been slow.
  const answer = await resetStop(by, latched.atMs);
  view.changed();
  if (answer.ok) return done;
  return refuse(answer.error.code === 'notAllowed' ? 'resetNotAllowed' : 'stillUnsafe', answer.error.message, answer.error.broken);
}

async function resume(orderId: string, rooms: TowerRooms): Promise<Result<void, RequestFault>> {
  const { parts, orders, recovering, units } = rooms;
  if (!recovering.settled()) return refuse('recovering', 'Journal and sensors disagree. A technician settles that first; nothing moves.');
  const order = orders.find(orderId);
  if (!order) return refuse('collectionUnknown', 'There is no such collection under way.');
  if (order.stage === 'running') return done;
  const latched = parts.stop.latched();
  if (latched) return refuse('notPermitted', `Motion is stopped (${latched.detail}). It needs a reset first.`, latched.broken);
  const lost = unreferenced(rooms, firstAxes(order.record.phase, parts.site));
  if (lost) return lost;
  // A unit may have come to rest only after the reset; this is the fresh command that it waits for.
  units.faultCleared();
  const written = await parts.journal.audit({ kind: 'resumed', detail: { orderId, phase: order.record.phase } });
  if (!written.ok) return refuse('towerUnavailable', `The command could not be written down, so it was not given: ${written.error.message}`);
  if (order.stage === 'queued') {
    // One whose turn came while motion was stopped has not begun; whether it is its turn, the queue knows.
    orders.startNext();
    return done;
  }
  return orders.resume(orderId) ? done : refuse('alreadyCollecting', 'Another car is being brought. This one goes on after it.');
}
