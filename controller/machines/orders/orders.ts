import type { CarriageAxisId } from '../../../config/axes.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import { nextTurn, type Candidate } from '../../planner/next-turn.ts';
import { bayOf, palletOf, type DeliverRecord, type OrderRecord } from '../../journal/order-record.ts';
import type { OrderWorld } from './bay-effects.ts';
import { beginDelivery } from './begin-delivery.ts';
import type { OrderFault } from './order-fault.ts';
import type { Delivery, Order, Running } from './order.ts';
import { createTurn } from './turn.ts';

/** What the tower is told of orders. */
export interface OrderListener {
  readonly changed: () => void;
  readonly carLeft: (record: DeliverRecord) => void;
  readonly ended: (record: OrderRecord, fault: OrderFault | undefined) => void;
  /** Whether an order may begin or go on by itself now. */
  readonly mayBegin: () => boolean;
}

/** The orders of the tower: one has the carriage, others wait for their customers or in the order in which they came. */
export interface Orders {
  readonly all: () => readonly Order[];
  /** Those that bring a car to its customer, on their way there. */
  readonly deliveries: () => readonly Delivery[];
  readonly find: (orderId: string) => Order | undefined;
  /** `found`: at boot; it waits, paused, for a person. */
  readonly add: (record: OrderRecord, how: 'queued' | 'found') => void;
  /** Lets whoever is next begin, when nothing is paused and the carriage is free. */
  readonly startNext: () => void;
  /** A fresh command for a paused one. False when another one has the carriage. */
  readonly resume: (orderId: string) => boolean;
}

interface Entry {
  order: Order;
  readonly sinceMs: number;
  running: Running | undefined;
}

/** No order at first. */
export function createOrders(world: OrderWorld, listener: OrderListener): Orders {
  const entries = new Map<string, Entry>();
  const places = placesOf(world.site);
  const turn = createTurn(world.clock.nowMs, () => { dispatch(); });
  const positionMm = (axis: CarriageAxisId) => world.devices.axes[axis]?.observed().value?.positionMm ?? 0;
  const placeOf = (id: string): Place => {
    const place = places.find((one) => one.id === id);
    if (!place) throw new Error(`the site has no place ${id}`);
    return place;
  };

  function update(entry: Entry, change: Partial<Order>): void {
    const phaseBegins = change.record !== undefined && change.record.phase !== entry.order.record.phase;
    const resumes = change.stage === 'running' && entry.order.stage === 'paused';
    const begins = phaseBegins || resumes ? { phaseSinceMs: world.clock.nowMs(), fromZMm: positionMm('lift'), fromXMm: positionMm('travel'), fromTurnMm: positionMm('turn') } : {};
    entry.order = { ...entry.order, ...change, ...begins };
    listener.changed();
  }

  function begin(entry: Entry, found: boolean): void {
    const { record } = entry.order;
    const told = {
      update: (change: Partial<Order>) => { update(entry, change); },
      ended: (last: OrderRecord, fault: OrderFault | undefined) => { end(entry, last, fault); },
      carLeft: listener.carLeft,
    };
    if (record.kind !== 'deliver') throw new Error(`nothing runs orders of kind ${record.kind} yet`);
    entry.running = beginDelivery(record, { cell: placeOf(`cell:${record.fromCell}`), bay: placeOf(`bay:${record.bay}`), turn }, found, world, told);
  }

  function end(entry: Entry, record: OrderRecord, fault: OrderFault | undefined): void {
    entries.delete(record.orderId);
    turn.release(record.orderId);
    listener.ended(record, record.phase === 'stalled' ? fault : undefined);
    listener.changed();
    dispatch();
  }

  /** The first in the queue whose bay no other order uses. */
  function firstQueued(): Entry | undefined {
    const all = [...entries.values()];
    const taken = new Set(all.filter(({ order }) => order.stage !== 'queued').map(({ order }) => bayOf(order.record)));
    return all.find(({ order }) => order.stage === 'queued' && !(bayOf(order.record) !== undefined && taken.has(bayOf(order.record))));
  }

  function dispatch(): void {
    if (turn.holder() !== undefined || !listener.mayBegin()) return;
    const isPaused = [...entries.values()].some(({ order }) => order.stage === 'paused');
    const queued = isPaused ? undefined : firstQueued();
    const candidates: Candidate[] = [...turn.waiting()];
    if (queued) candidates.push({ orderId: queued.order.record.orderId, start: placeOf(startOf(queued.order.record)), sinceMs: queued.sinceMs });
    const next = nextTurn(candidates, { lift: positionMm('lift'), travel: positionMm('travel'), turn: positionMm('turn') }, world.clock.nowMs(), world.site);
    if (!next) return;
    turn.give(next.orderId);
    if (queued?.order.record.orderId !== next.orderId) return;
    update(queued, { stage: 'running' });
    begin(queued, false);
  }

  return {
    all: () => [...entries.values()].map((entry) => entry.order),
    deliveries: () => [...entries.values()].flatMap(({ order }) => (isDelivery(order) ? [{ ...order, cell: placeOf(`cell:${order.record.fromCell}`), bay: placeOf(`bay:${order.record.bay}`) }] : [])),
    find: (orderId) => entries.get(orderId)?.order,
    add: (record, how) => {
      const order: Order = { record, phaseSinceMs: world.clock.nowMs(), fromZMm: positionMm('lift'), fromXMm: positionMm('travel'), fromTurnMm: positionMm('turn'), stage: how === 'found' ? 'paused' : 'queued', fault: undefined, overdue: false, waitsForCustomer: false };
      const entry: Entry = { order, sinceMs: world.clock.nowMs(), running: undefined };
      entries.set(record.orderId, entry);
      if (how === 'queued') {
        listener.changed();
        return;
      }
      const where = world.palletPlace(palletOf(record) ?? '');
      // What lies on the carriage or half in its place must be put down before anything else can be fetched.
      if (where === 'carriage' || where.startsWith('transfer:')) turn.give(record.orderId);
      begin(entry, true);
    },
    startNext: dispatch,
    resume: (orderId) => {
      const entry = entries.get(orderId);
      const holder = turn.holder();
      if (entry?.running === undefined || (holder !== undefined && holder !== orderId && usesCarriage(entry.order.record))) return false;
      entry.running.resume();
      return true;
    },
  };
}

const isDelivery = (order: Order): order is Order<DeliverRecord> => order.record.kind === 'deliver' && order.record.phase !== 'shutting' && order.record.phase !== 'returning';

/** The place at which an order's journey begins. */
function startOf(record: OrderRecord): string {
  switch (record.kind) {
    case 'stow': case 'cycleDoors': return `bay:${record.bay}`;
    case 'audit': return `cell:${record.cells[0] ?? ''}`;
    default: return `cell:${record.fromCell}`;
  }
}

/** Phases in which an order does nothing without the carriage. */
const CARRYING: readonly OrderRecord['phase'][] = ['queued', 'finding', 'taking', 'coming', 'presenting', 'puttingAway', 'fetching', 'storing', 'carrying', 'returning', 'visiting'];

function usesCarriage({ phase }: OrderRecord): boolean {
  return CARRYING.includes(phase);
}
