import { placesOf, type Place } from '../../../config/places.ts';
import type { AllClearBy, RequestFault, TowerPort } from '../../api/tower.port.ts';
import { done, ok, type Result } from '../../ports.ts';
import type { DeliverRecord, PalletPlace } from '../../journal/journal.port.ts';
import { palletOf } from '../../journal/order-record.ts';
import { createRecoveryDesk } from '../recovering/recovery-desk.ts';
import { deskServices } from '../recovering/desk-services.ts';
import type { TowerRooms } from './tower-rooms.ts';
import { placesAhead, usesCarriage } from '../orders/places-ahead.ts';
import { createOrderRequests, outOfService, placeOfPallet, signsOf } from './order-requests.ts';
import { createOrderStock } from './order-stock.ts';
import { createSingleFile } from './single-file.ts';
import { mayGoOn, notReady, refuse, stoppedMeanwhile } from './readiness.ts';
import { explain } from './why.ts';

type Collect = Parameters<TowerPort['collect']>[0];
type Collected = Awaited<ReturnType<TowerPort['collect']>>;

/** The tower's public face: intents of people, answered with what the tower will do or why not. */
export function createRequests(rooms: TowerRooms): TowerPort {
  const { parts, view, orders } = rooms;
  // One plan at a time: the next one must see what this one has taken.
  const inSingleFile = createSingleFile();
  const { onIdle, ...own } = createOrderRequests(rooms, inSingleFile);
  orders.onIdle(onIdle);
  /** Requests that are being written: asking again meanwhile is the same request. */
  const asked = new Map<string, Promise<Collected>>();
  const { going, ...desk } = createRecoveryDesk(rooms, deskServices(rooms, { resume: (orderId) => resume(orderId, rooms), reverse: own.reverse, order: own.order }));
  return {
    snapshot: view.latest,
    subscribe: view.subscribe,
    collect: (request) => {
      const running = orders.find(request.collectionId);
      if (running?.record.kind === 'deliver') return Promise.resolve(ok({ collectionId: request.collectionId, bay: running.record.bay }));
      const known = asked.get(request.collectionId);
      if (known) return known;
      const { coin } = rooms;
      const bring = () => inSingleFile(() => collect(request, rooms));
      const begun = coin ? coin.begin(() => notReady(rooms, 'order.deliver'), bring) : bring();
      const answer = begun.finally(() => asked.delete(request.collectionId));
      asked.set(request.collectionId, answer);
      return answer;
    },
    allClear: (returnId, by) => allClear(returnId, by, rooms),
    reset: (by, note) => reset(by, note, rooms),
    resume: (orderId) => {
      const first = going();
      // What it moves is not the order's yet: both would stop each other.
      if (first !== undefined) return Promise.resolve(refuse('notPermitted', `${first.object} is being dealt with (${first.way}). Work goes on after it; nothing was done.`));
      return resume(orderId, rooms);
    },
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
    ...own,
    home: rooms.homing.home,
    releaseEvent: async ({ event, inspected, by, note }) => {
      const released = await rooms.events.release(event, by, inspected, note);
      if (released.ok) orders.look();
      return released;
    },
    attend: rooms.staffCalls.attend,
    maintain: rooms.maintenance.maintain,
    ...desk,
    why: (motion) => Promise.resolve(explain(motion, parts.site, parts.book, parts.facts())),
    onEvent: rooms.onEvent,
  };
}

async function collect({ collectionId, bookingId, carId }: Collect, rooms: TowerRooms): Promise<Collected> {
  const { parts, inventory, orders } = rooms;
  const refused = notReady(rooms, 'order.deliver');
  if (refused) return refused;
  const found = whereIs(carId, rooms);
  if (!found.ok) return found;
  const { cell, palletId } = found.value;
  const out = ([cell.id, 'lift'] as const).find(rooms.quarantine.has);
  if (out !== undefined) return refuse('quarantined', `${out} is out of service. Nothing moves into it or out of it; other cars can be collected.`);
  const carried = inventory.palletAt('carriage');
  if (carried && carried.palletId !== palletId && orders.all().length === 0) {
    return refuse('towerUnavailable', `Pallet ${carried.palletId} still lies on the carriage. Its own car can be collected; otherwise a technician must put it away.`);
  }
  if (orders.all().some((one) => palletOf(one.record) === palletId)) {
    return refuse('alreadyCollecting', 'This car is being brought already.');
  }
  const bay = createOrderStock(signsOf(rooms)).bayFor(cell);
  if (!bay) return refuse('towerUnavailable', 'No bay can take a car now: each holds a pallet or somebody, or does not answer. Nothing moves; staff must look.');
  const record: DeliverRecord = { kind: 'deliver', orderId: collectionId, bookingId, carId, palletId, fromCell: cell.name, bay: bay.name, phase: 'queued' };
  const stops = parts.leases.revocations();
  const written = await parts.journal.order(record);
  if (!written.ok) return refuse('towerUnavailable', `The collection could not be written down, so it does not begin: ${written.error.message}`);
  // The pallet may have been claimed while the disk was busy.
  if (orders.all().some((one) => palletOf(one.record) === palletId) || !isHere(inventory.pallet(palletId)?.place, cell)) {
    const cancelled = await parts.journal.order({ ...record, phase: 'cancelled' });
    return refuse('alreadyCollecting', cancelled.ok ? 'This car is being brought already.' : `This car is being brought already; the second request stays in the journal: ${cancelled.error.message}`);
  }
  orders.add(record, 'queued');
  // Asked for before a stop it is no fresh command after it.
  if (parts.leases.revocations() === stops) orders.startNext();
  return ok({ collectionId, bay: bay.name });
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

/** Written down before it counts: whose word it was. */
async function allClear(returnId: string, by: AllClearBy, { parts, checkIn, view }: TowerRooms): Promise<Result<void, RequestFault>> {
  const written = await parts.journal.audit({ kind: 'allClear', detail: { returnId, role: by.role, ...(by.role === 'attendant' && { name: by.name }) } });
  if (!written.ok) return refuse('towerUnavailable', `The all-clear could not be written down, so it does not count: ${written.error.message}`);
  const given = checkIn.allClear(returnId, by);
  view.changed();
  return given.ok ? done : refuse(given.error.code, given.error.message);
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
  const { parts, orders, units } = rooms;
  const order = orders.find(orderId);
  if (!order && rooms.recovering.settled()) return refuse('collectionUnknown', 'There is no such order under way.');
  // One that waited for people when motion was stopped runs on, and is refused its next motion until somebody commands it anew.
  if (order?.stage === 'running' && !orders.wasStopped(orderId)) return done;
  const refused = mayGoOn(rooms, order?.record.phase ?? 'queued');
  if (refused || !order) return refused ?? refuse('collectionUnknown', 'There is no such order under way.');
  const out = order.stage === 'paused' && usesCarriage(order.record) ? outOfService(rooms, placesAhead(order.record, placeOfPallet(order.record, rooms))) : undefined;
  if (out) return out;
  // A unit may have come to rest only after the reset; this is the fresh command that it waits for.
  units.faultCleared();
  const stops = parts.leases.revocations();
  const written = await parts.journal.audit({ kind: 'resumed', detail: { orderId, phase: order.record.phase } });
  if (!written.ok) return refuse('towerUnavailable', `The command could not be written down, so it was not given: ${written.error.message}`);
  if (parts.leases.revocations() !== stops) return stoppedMeanwhile();
  if (order.stage === 'queued') {
    // One whose turn came while motion was stopped has not begun; whether it is its turn, the queue knows.
    orders.startNext();
    return done;
  }
  return orders.resume(orderId) ? done : refuse('alreadyCollecting', 'Another order has the carriage or is at work in this bay. This one goes on after it.');
}
