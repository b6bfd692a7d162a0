import type { OrderRequest } from '../../api/order-request.ts';
import type { RequestFault, TowerPort } from '../../api/tower.port.ts';
import type { Motion } from '../../interlocks/motion.ts';
import { done, ok, type Result } from '../../ports.ts';
import { inPhase, palletOf, placeIdsOf, type OrderRecord } from '../../journal/order-record.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import { placesBehind } from '../orders/places-ahead.ts';
import { createDayEnding } from './day-ending.ts';
import { planOrder } from './order-planning.ts';
import type { StockSigns } from './order-stock.ts';
import { mayGoOn, notReady, refuse, stoppedMeanwhile, type Refused } from './readiness.ts';
import type { SingleFile } from './single-file.ts';
import type { TowerRooms } from './tower-rooms.ts';

type Answer = Result<{ readonly orderId: string }, RequestFault>;

/** As what the table is asked. What comes out once more is delivered, and comes in again. */
function motionsOf(kind: OrderRequest['kind']): readonly Motion[] {
  if (kind === 'recall') return ['order.deliver', 'order.receive'];
  return [`order.${kind === 'cycleDoors' ? 'provide' : kind}`];
}

/** What people ask of orders: begin, complete, reverse, cancel, and end the day. */
export function createOrderRequests(rooms: TowerRooms, inSingleFile: SingleFile): Pick<TowerPort, 'order' | 'reverse' | 'cancel' | 'endDay'> & { readonly onIdle: () => void } {
  const { parts, orders, view } = rooms;
  const asked = new Map<string, Promise<Answer>>();
  const signs = signsOf(rooms);
  const ending = createDayEnding(rooms, signs, inSingleFile, enqueue);

  async function begin(request: OrderRequest): Promise<Answer> {
    const refused = motionsOf(request.kind).map((motion) => notReady(rooms, motion)).find((one) => one !== undefined);
    if (refused) return refused;
    const planned = planOrder(request, signs);
    if (!planned.ok) return planned;
    // Looking into a place that is out of service moves nothing there: that is how it comes back.
    const isLook = planned.value.kind === 'audit' && !planned.value.tags;
    const out = ['lift' as const, ...(isLook ? [] : placeIdsOf(planned.value))].find((place) => rooms.quarantine.has(place as Parameters<typeof rooms.quarantine.has>[0]));
    if (out !== undefined) return refuse('quarantined', `${out} is out of service. Nothing moves into it or out of it; nothing was begun.`);
    // Nobody has said how many sit in the car: then a member of staff answers for the count.
    if (request.kind === 'receive') rooms.checkIn.expect(request.orderId, request.people);
    const begun = await enqueue(planned.value);
    if (!begun.ok) rooms.checkIn.forget(request.orderId);
    return begun;
  }

  async function enqueue(record: OrderRecord): Promise<Answer> {
    const stops = parts.leases.revocations();
    const written = await parts.journal.order(record);
    if (!written.ok) return refuse('towerUnavailable', `The order could not be written down, so it does not begin: ${written.error.message}`);
    // A car that was measured while the disk was busy may have been given its cell.
    if ('toCell' in record && orders.all().some((other) => 'toCell' in other.record && other.record.toCell === record.toCell)) {
      const cancelled = await parts.journal.order(inPhase(record, 'cancelled'));
      return refuse('placeTaken', cancelled.ok ? `Cell ${record.toCell} was promised to another order meanwhile. Nothing was begun; ask again.` : `Cell ${record.toCell} was promised to another order meanwhile; this one stays in the journal: ${cancelled.error.message}`);
    }
    orders.add(record, 'queued');
    // Asked for before a stop it is no fresh command after it.
    if (parts.leases.revocations() === stops) orders.startNext();
    return ok({ orderId: record.orderId });
  }

  function noted(orderId: string, taken: Result<void, RequestFault>): Result<void, RequestFault> {
    if (taken.ok) ending.takenBack(orderId);
    return taken;
  }

  return {
    order: (request) => {
      const known = orders.find(request.orderId);
      if (known) return Promise.resolve(ok({ orderId: request.orderId }));
      const running = asked.get(request.orderId);
      if (running) return running;
      const answer = inSingleFile(() => begin(request)).finally(() => asked.delete(request.orderId));
      asked.set(request.orderId, answer);
      return answer;
    },
    reverse: async (orderId, by) => noted(orderId, await takeBack(orderId, by, 'reversed', rooms)),
    cancel: async (orderId, by) => noted(orderId, await cancel(orderId, by, rooms)),
    endDay: async (orderId, by) => {
      const refused = notReady(rooms, 'order.stow');
      if (refused) return refused;
      const written = await parts.journal.audit({ kind: 'endOfDayRequested', detail: { orderId, by } });
      if (!written.ok) return refuse('towerUnavailable', `The request could not be written down, so it was not begun: ${written.error.message}`);
      ending.begin(orderId);
      view.changed();
      return done;
    },
    onIdle: ending.goOn,
  };
}

/** What plans are made from. */
export function signsOf({ parts, inventory, orders, quarantine }: Pick<TowerRooms, 'parts' | 'inventory' | 'orders'> & { readonly quarantine: Pick<TowerRooms['quarantine'], 'has'> }): StockSigns {
  return { site: parts.site, facts: parts.facts, inventory, orders: () => orders.all().map(({ record }) => record), isQuarantined: (place) => quarantine.has(place.id) };
}

/** Where the inventory has the pallet of an order. */
export function placeOfPallet(record: OrderRecord, { inventory }: Pick<TowerRooms, 'inventory'>): string | undefined {
  return inventory.pallet(palletOf(record) ?? '')?.place;
}

/** Why what goes into these places or out of them does not go on; undefined when all of them are in service. */
export function outOfService({ quarantine }: Pick<TowerRooms, 'quarantine'>, places: readonly QuarantinedPlace[]): Refused | undefined {
  const out = (['lift', ...places] as const).find((place) => quarantine.has(place));
  return out && refuse('quarantined', `${out} is out of service. Nothing moves into it or out of it; a technician gives it back first, and nothing was begun.`);
}

async function cancel(orderId: string, by: string, rooms: TowerRooms): Promise<Result<void, RequestFault>> {
  const { orders, parts } = rooms;
  const order = orders.find(orderId);
  if (order?.stage !== 'queued') return takeBack(orderId, by, 'cancelled', rooms);
  const written = await parts.journal.order(inPhase(order.record, 'cancelled'));
  if (!written.ok) return refuse('towerUnavailable', `The order could not be written as cancelled, so it stays: ${written.error.message}`);
  if (orders.find(orderId)?.stage !== 'queued') return refuse('orderMoving', 'The order has begun meanwhile. Stop it first, or let it end.');
  orders.drop(orderId);
  return done;
}

async function takeBack(orderId: string, by: string, kind: string, rooms: TowerRooms): Promise<Result<void, RequestFault>> {
  const { orders, parts, units } = rooms;
  const order = orders.find(orderId);
  if (!order) return refuse('orderUnknown', 'There is no such order under way.');
  const refused = mayGoOn(rooms, order.record.phase);
  if (refused) return refused;
  const out = order.stage === 'paused' ? outOfService(rooms, placesBehind(order.record, placeOfPallet(order.record, rooms))) : undefined;
  if (out) return out;
  units.faultCleared();
  const stops = parts.leases.revocations();
  const written = await parts.journal.audit({ kind, detail: { orderId, by, phase: order.record.phase } });
  if (!written.ok) return refuse('towerUnavailable', `The command could not be written down, so it was not given: ${written.error.message}`);
  if (parts.leases.revocations() !== stops) return stoppedMeanwhile();
  switch (orders.reverse(orderId)) {
    case 'begun': return done;
    case 'unknown': return refuse('orderUnknown', 'The order has ended meanwhile.');
    case 'moving': return refuse('orderMoving', 'The order is under way. Stop it first, or let it end; nothing was changed.');
    case 'tooLate': return refuse('orderTooLate', 'This order cannot be taken back any more. It can be completed.');
    case 'busy': return refuse('alreadyCollecting', 'Another order has the carriage. This one can be taken back after it.');
  }
}
