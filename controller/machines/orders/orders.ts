import type { CarriageAxisId } from '../../../config/axes.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import { nextTurn, type Candidate } from '../../planner/next-turn.ts';
import { bayOf, isBack, type DeliverRecord, type OrderRecord } from '../../journal/order-record.ts';
import type { OrderWorld } from './bay-effects.ts';
import { beginsInBay, nextQueued } from './order-queue.ts';
import { createRunner, type Entry, type Runner, type RunnerParts } from './order-runner.ts';
import type { Delivery, Order, OrderListener } from './order.ts';
import { usesCarriage } from './places-ahead.ts';
import { createTurn, type Turn } from './turn.ts';

/** The orders of the tower: one has the carriage, others wait for their customers or in the order in which they came. */
export interface Orders {
  readonly all: () => readonly Order[];
  /** Those that bring a car to its customer, on their way there. */
  readonly deliveries: () => readonly Delivery[];
  readonly find: (orderId: string) => Order | undefined;
  /** `found`: at boot; it waits, paused, for a person. */
  readonly add: (record: OrderRecord, how: 'queued' | 'found') => void;
  /** A person has commanded something: whoever is next begins, when nothing is paused and the carriage is free. */
  readonly startNext: () => void;
  /** Something has changed that may have kept the next one waiting. Begins nothing that a stop has left without a fresh command. */
  readonly look: () => void;
  /** It waited for people when motion was stopped, and nobody has commanded it since: its next motion would be refused. */
  readonly wasStopped: (orderId: string) => boolean;
  /** Motion was stopped after anybody had commanded anything, so what has not begun waits for the word of a person. */
  readonly waitsForCommand: () => boolean;
  /** *Complete*: a fresh command for a paused one. False when another one has the carriage, or is at work in its bay. */
  readonly resume: (orderId: string) => boolean;
  /**
   * *Reverse*: a fresh command that takes an order back. It ends `cancelled`, its pallet where it came from. `moving`: it is under way;
   * stop it first · `tooLate`: nothing of it can be taken back · `busy`: another one has the carriage or is at work in its bay.
   */
  readonly reverse: (orderId: string) => 'begun' | 'unknown' | 'moving' | 'tooLate' | 'busy';
  /** Forgets one that has not begun; the journal has it as cancelled already. */
  readonly drop: (orderId: string) => void;
  /** `told` hears whenever an order has ended. */
  readonly onIdle: (told: () => void) => void;
}

/** Asks for the carriage and gives it back, with the lease that goes with it. */
function turnOf(turns: Turn, entries: ReadonlyMap<string, Entry>): Turn {
  return {
    ...turns,
    release: (orderId) => {
      entries.get(orderId)?.tenancy?.leaveCarriage();
      turns.release(orderId);
    },
  };
}

/** No order at first. */
export function createOrders(world: OrderWorld, listener: OrderListener): Orders {
  const entries = new Map<string, Entry>();
  let idle = (): void => undefined;
  const turn = turnOf(createTurn(world.clock.nowMs, () => { dispatch(); }), entries);
  const { place, carriage } = siteView(world);
  const runner = createRunner({ world, listener, turn, place, carriage }, (entry, record, fault) => {
    entries.delete(record.orderId);
    entry.tenancy?.end();
    turn.release(record.orderId);
    listener.ended(record, record.phase === 'stalled' ? fault : undefined);
    listener.changed();
    dispatch();
    idle();
  });

  const dispatchNow = createDispatch({ world, listener, turn, place, carriage }, entries, runner);
  const { command, isCommanded } = createCommand(world.leases);
  const isQueued = (): boolean => ordersIn(entries).some(({ stage }) => stage === 'queued');
  function dispatch(): void {
    if (isCommanded()) dispatchNow();
  }
  return {
    all: () => ordersIn(entries),
    deliveries: () => ordersIn(entries).flatMap((order) => (isDelivery(order) ? [{ ...order, cell: place(`cell:${order.record.fromCell}`), bay: place(`bay:${order.record.bay}`) }] : [])),
    find: (orderId) => entries.get(orderId)?.order,
    add: (record, how) => {
      const entry = runner.entry(record, how);
      entries.set(record.orderId, entry);
      if (how === 'queued') listener.changed();
      else runner.find(entry);
    },
    startNext: () => {
      command();
      dispatch();
    },
    look: () => { if (isQueued() || turn.waiting().length > 0) dispatch(); },
    wasStopped: (orderId) => wasStopped(entries.get(orderId)),
    waitsForCommand: () => !isCommanded() && isQueued(),
    ...createWaysOn(entries, turn, runner, command),
    onIdle: (told) => { idle = told; },
    drop: (orderId) => {
      const record = entries.get(orderId)?.order.record;
      entries.delete(orderId);
      if (record?.kind === 'deliver') listener.turnedBack(record);
      listener.changed();
    },
  };
}

/** The last command of a person, and whether a stop has come since. */
function createCommand(leases: Pick<OrderWorld['leases'], 'revocations'>) {
  let commandedAt = leases.revocations();
  return {
    command: (): void => { commandedAt = leases.revocations(); },
    isCommanded: (): boolean => commandedAt === leases.revocations(),
  };
}

/** What a person commands of an order that has begun: on, or back. */
function createWaysOn(entries: ReadonlyMap<string, Entry>, turn: Turn, runner: Runner, command: () => void): Pick<Orders, 'resume' | 'reverse'> {
  /** Nobody can give it what it needs: the carriage is with another one, or the doors of its bay are. */
  const isElsewhere = (record: OrderRecord): boolean => {
    if (turn.holder() !== undefined && turn.holder() !== record.orderId && usesCarriage(record)) return true;
    const bay = bayOf(record);
    return bay !== undefined && [...entries.values()].some((other) => other.order.record.orderId !== record.orderId && bayOf(other.order.record) === bay && other.order.stage === 'running' && !wasStopped(other));
  };
  const resume = (orderId: string): boolean => {
    const entry = entries.get(orderId);
    if (entry?.running === undefined || isElsewhere(entry.order.record)) return false;
    command();
    entry.tenancy?.entitle();
    entry.running.resume();
    return true;
  };
  return {
    resume,
    reverse: (orderId) => {
      const entry = entries.get(orderId);
      if (entry === undefined) return 'unknown';
      if (isBack(entry.order.record)) return resume(orderId) ? 'begun' : 'busy';
      if (entry.order.stage === 'paused' && isElsewhere(entry.order.record)) return 'busy';
      command();
      return runner.turnBack(entry);
    },
  };
}

const ordersIn = (entries: ReadonlyMap<string, Entry>): readonly Order[] => [...entries.values()].map(({ order }) => order);
const wasStopped = (entry: Entry | undefined): boolean => entry?.order.stage === 'running' && entry.tenancy?.isEntitled() === false;

/** Lets whoever is next begin or go on: orders that begin in a bay at once, the others with the carriage, one at a time. */
function createDispatch({ world, listener, turn, place, carriage }: RunnerParts, entries: ReadonlyMap<string, Entry>, runner: Runner): () => void {
  const start = (entry: Entry): void => {
    runner.update(entry, { stage: 'running' });
    runner.begin(entry, false);
  };
  return function dispatch(): void {
    if (!listener.mayGoOn()) return;
    const orders = ordersIn(entries);
    const first = nextQueued(orders, { ...world, carriageIsFree: turn.holder() === undefined, mayBegin: listener.mayBegin });
    const queued = first && entries.get(first.orderId);
    if (queued && beginsInBay(queued.order.record)) {
      start(queued);
      dispatch();
      return;
    }
    if (turn.holder() !== undefined) return;
    const own: readonly Candidate[] = queued ? [{ orderId: queued.order.record.orderId, start: place(startOf(queued.order.record)), sinceMs: queued.sinceMs }] : [];
    const next = nextTurn([...turn.waiting(), ...own], carriage(), world.clock.nowMs(), world.site);
    if (!next) return;
    turn.give(next.orderId);
    if (queued?.order.record.orderId === next.orderId) start(queued);
  };
}

/** Where places and carriage are. */
function siteView({ site, devices }: OrderWorld) {
  const places = placesOf(site);
  const positionMm = (axis: CarriageAxisId) => devices.axes[axis]?.observed().value?.positionMm ?? 0;
  return {
    place: (id: string): Place => {
      const place = places.find((one) => one.id === id);
      if (!place) throw new Error(`the site has no place ${id}`);
      return place;
    },
    carriage: () => ({ lift: positionMm('lift'), travel: positionMm('travel'), turn: positionMm('turn') }),
  };
}

const isDelivery = (order: Order): order is Order<DeliverRecord> => order.record.kind === 'deliver' && !isBack(order.record);

/** The place at which an order's journey begins. */
function startOf(record: OrderRecord): string {
  switch (record.kind) {
    case 'stow': case 'cycleDoors': return `bay:${record.bay}`;
    case 'audit': return `cell:${record.cells[0] ?? ''}`;
    default: return `cell:${record.fromCell}`;
  }
}
