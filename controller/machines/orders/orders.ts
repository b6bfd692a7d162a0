import type { CarriageAxisId } from '../../../config/axes.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import { nextTurn, type Candidate } from '../../planner/next-turn.ts';
import { bayOf, inPhase, isBack, palletOf, placeIdsOf, type DeliverRecord, type OrderRecord } from '../../journal/order-record.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import type { OrderWorld } from './bay-effects.ts';
import { beginDelivery } from './begin-delivery.ts';
import { beginOrder } from './begin-order.ts';
import type { OrderFault } from './order-fault.ts';
import type { Delivery, Order, Running } from './order.ts';
import { wayBackOf } from './way-back.ts';
import { createTenancy, type Tenancy } from './tenancy.ts';
import { createTurn, type Turn } from './turn.ts';

/** What the tower is told of orders. */
export interface OrderListener {
  readonly changed: () => void;
  readonly carLeft: (record: DeliverRecord) => void;
  readonly ended: (record: OrderRecord, fault: OrderFault | undefined) => void;
  /** A delivery will not come to its customer; its car is on its way home. */
  readonly turnedBack: (record: DeliverRecord) => void;
  /** Whether orders may take up their next step by themselves now. */
  readonly mayGoOn: () => boolean;
  /** Whether this one may begin now. */
  readonly mayBegin: (record: OrderRecord) => boolean;
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
  /** *Complete*: a fresh command for a paused one. False when another one has the carriage. */
  readonly resume: (orderId: string) => boolean;
  /**
   * *Reverse*: a fresh command that takes an order back. It ends `cancelled`, its pallet where it came from. `moving`: it is under way;
   * stop it first · `tooLate`: nothing of it can be taken back · `busy`: another one has the carriage.
   */
  readonly reverse: (orderId: string) => 'begun' | 'unknown' | 'moving' | 'tooLate' | 'busy';
  /** Forgets one that has not begun; the journal has it as cancelled already. */
  readonly drop: (orderId: string) => void;
  /** `told` hears whenever an order has ended. */
  readonly onIdle: (told: () => void) => void;
}

interface Entry {
  order: Order;
  readonly sinceMs: number;
  running: Running | undefined;
  tenancy: Tenancy | undefined;
}

/** No order at first. */
export function createOrders(world: OrderWorld, listener: OrderListener): Orders {
  const entries = new Map<string, Entry>();
  let idle = (): void => undefined;
  const places = placesOf(world.site);
  const turns = createTurn(world.clock.nowMs, () => { dispatch(); });
  // With its turn an order gives its lease back as well.
  const turn: Turn = {
    ...turns,
    release: (orderId) => {
      entries.get(orderId)?.tenancy?.leaveCarriage();
      turns.release(orderId);
    },
  };
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
    entry.tenancy?.end();
    const tenancy = createTenancy(world.units, world.leases, record.orderId);
    const own: OrderWorld = { ...world, units: tenancy.units };
    entry.tenancy = tenancy;
    // One that was found at boot waits for the word of a person.
    if (!found) tenancy.entitle();
    const told = {
      update: (change: Partial<Order>) => { update(entry, change); },
      ended: (last: OrderRecord, fault: OrderFault | undefined) => { end(entry, last, fault); },
      carLeft: listener.carLeft,
    };
    entry.running = record.kind === 'deliver' && !isBack(record)
      ? beginDelivery(record, { cell: placeOf(`cell:${record.fromCell}`), bay: placeOf(`bay:${record.bay}`), turn }, found, own, told)
      : beginOrder(record, { turn, place: placeOf }, found, own, told);
  }

  function end(entry: Entry, record: OrderRecord, fault: OrderFault | undefined): void {
    entries.delete(record.orderId);
    entry.tenancy?.end();
    turn.release(record.orderId);
    listener.ended(record, record.phase === 'stalled' ? fault : undefined);
    listener.changed();
    dispatch();
    idle();
  }

  function reverse(orderId: string): ReturnType<Orders['reverse']> {
    const entry = entries.get(orderId);
    if (entry === undefined) return 'unknown';
    const { record, stage, waitsForCustomer } = entry.order;
    if (isBack(record)) return resume(orderId) ? 'begun' : 'busy';
    const back = wayBackOf(record);
    if (back === undefined) return 'tooLate';
    if (stage === 'queued' || (stage === 'running' && !waitsForCustomer)) return 'moving';
    const holder = turn.holder();
    if (holder !== undefined && holder !== orderId && stage === 'paused' && usesCarriage(record)) return 'busy';
    entry.running?.leave();
    update(entry, { record: inPhase(record, back), stage: 'running', fault: undefined, overdue: false, waitsForCustomer: false });
    if (record.kind === 'deliver') listener.turnedBack(record);
    begin(entry, false);
    return 'begun';
  }

  function resume(orderId: string): boolean {
    const entry = entries.get(orderId);
    const holder = turn.holder();
    if (entry?.running === undefined || (holder !== undefined && holder !== orderId && usesCarriage(entry.order.record))) return false;
    entry.tenancy?.entitle();
    entry.running.resume();
    return true;
  }

  /** The first in the queue that may begin, and whose bay no other order uses or has left a pallet in. */
  function firstQueued(): Entry | undefined {
    const all = [...entries.values()];
    const taken = new Set(all.filter(({ order }) => order.stage !== 'queued').map(({ order }) => bayOf(order.record)));
    const isOut = (record: OrderRecord) => record.kind !== 'audit' && placeIdsOf(record).some((id) => world.isOutOfService(id as QuarantinedPlace));
    // What lies on the carriage is put away before anything else is fetched.
    const carried = turn.holder() === undefined ? world.palletAt('carriage') : undefined;
    const isBlocked = (record: OrderRecord) => carried !== undefined && !beginsInBay(record) && palletOf(record) !== carried;
    return all.find(({ order }) => order.stage === 'queued' && !isOut(order.record) && !isBlocked(order.record) && !(bayOf(order.record) !== undefined && taken.has(bayOf(order.record))));
  }

  /** Begins an order in its turn. */
  function start(entry: Entry): void {
    update(entry, { stage: 'running' });
    begin(entry, false);
  }

  function dispatch(): void {
    if (!listener.mayGoOn()) return;
    const isPaused = [...entries.values()].some(({ order }) => order.stage === 'paused');
    const queued = isPaused ? undefined : firstQueued();
    // A bay is shut without the carriage; while people are waited for there, others may have it.
    if (queued && beginsInBay(queued.order.record)) {
      start(queued);
      dispatch();
      return;
    }
    if (turn.holder() !== undefined) return;
    const candidates: Candidate[] = [...turn.waiting()];
    if (queued) candidates.push({ orderId: queued.order.record.orderId, start: placeOf(startOf(queued.order.record)), sinceMs: queued.sinceMs });
    const next = nextTurn(candidates, { lift: positionMm('lift'), travel: positionMm('travel'), turn: positionMm('turn') }, world.clock.nowMs(), world.site);
    if (!next) return;
    turn.give(next.orderId);
    if (queued?.order.record.orderId === next.orderId) start(queued);
  }

  return {
    all: () => [...entries.values()].map((entry) => entry.order),
    deliveries: () => [...entries.values()].flatMap(({ order }) => (isDelivery(order) ? [{ ...order, cell: placeOf(`cell:${order.record.fromCell}`), bay: placeOf(`bay:${order.record.bay}`) }] : [])),
    find: (orderId) => entries.get(orderId)?.order,
    add: (record, how) => {
      const order: Order = { record, phaseSinceMs: world.clock.nowMs(), fromZMm: positionMm('lift'), fromXMm: positionMm('travel'), fromTurnMm: positionMm('turn'), stage: how === 'found' ? 'paused' : 'queued', fault: undefined, overdue: false, waitsForCustomer: false };
      const entry: Entry = { order, sinceMs: world.clock.nowMs(), running: undefined, tenancy: undefined };
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
    resume,
    reverse,
    onIdle: (told) => { idle = told; },
    drop: (orderId) => {
      entries.delete(orderId);
      listener.changed();
    },
  };
}

const isDelivery = (order: Order): order is Order<DeliverRecord> => order.record.kind === 'deliver' && order.record.phase !== 'shutting' && order.record.phase !== 'returning';

const beginsInBay = ({ kind }: OrderRecord): boolean => kind === 'stow' || kind === 'cycleDoors';

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
