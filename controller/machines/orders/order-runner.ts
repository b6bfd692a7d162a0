import type { Place } from '../../../config/places.ts';
import { inPhase, isBack, palletOf, type AuditFinding, type OrderRecord } from '../../journal/order-record.ts';
import { contradicted, stopForContradiction } from '../unit/contradiction.ts';
import type { OrderWorld } from './bay-effects.ts';
import { beginDelivery } from './begin-delivery.ts';
import { beginOrder } from './begin-order.ts';
import type { OrderFault } from './order-fault.ts';
import type { Order, OrderListener, Running } from './order.ts';
import { createTenancy, type Tenancy } from './tenancy.ts';
import type { Turn } from './turn.ts';
import { isBayUntouched, wayBackOf } from './way-back.ts';

/** An order with what runs it. */
export interface Entry {
  order: Order;
  readonly sinceMs: number;
  running: Running | undefined;
  tenancy: Tenancy | undefined;
}

/** What entries are run with. */
export interface RunnerParts {
  readonly world: OrderWorld;
  readonly listener: OrderListener;
  readonly turn: Turn;
  readonly place: (id: string) => Place;
  readonly carriage: () => { readonly lift: number; readonly travel: number; readonly turn: number };
}

/** Starts and turns the machines of single orders. */
export interface Runner {
  readonly entry: (record: OrderRecord, how: 'queued' | 'found') => Entry;
  readonly update: (entry: Entry, change: Partial<Order>) => void;
  readonly begin: (entry: Entry, found: boolean) => void;
  /** One that the journal has as begun: it waits, paused, for the word of a person. */
  readonly find: (entry: Entry) => void;
  readonly turnBack: (entry: Entry) => 'begun' | 'moving' | 'tooLate';
}

/** `ended` is told with the last record of an order whose machine has come to its end. */
export function createRunner({ world, listener, turn, place, carriage }: RunnerParts, ended: (entry: Entry, record: OrderRecord, fault: OrderFault | undefined) => void): Runner {
  const since = () => {
    const { lift, travel, turn: rim } = carriage();
    return { phaseSinceMs: world.clock.nowMs(), fromZMm: lift, fromXMm: travel, fromTurnMm: rim };
  };

  function update(entry: Entry, change: Partial<Order>): void {
    const finding = newFinding(entry.order.record, change.record);
    if (finding !== undefined) listener.found(entry.order.record.orderId, finding);
    // While it waits for a person, others may move what it held; it goes on with newer leases.
    const pauses = change.stage === 'paused' && entry.order.stage !== 'paused';
    if (pauses) entry.tenancy?.end();
    entry.order = { ...entry.order, ...change, ...(beginsAnew(entry.order, change) ? since() : {}) };
    listener.changed();
    if (pauses) stopForContradiction(contradicted(change.fault?.broken ?? []), world);
  }

  function begin(entry: Entry, found: boolean): void {
    const { record } = entry.order;
    entry.tenancy?.end();
    const tenancy = createTenancy(world.units, world.leases, record.orderId, (message) => {
      world.stop.stop({ code: 'journalUnavailable', motion: undefined, broken: [], atMs: world.clock.nowMs(), detail: message });
    });
    const own: OrderWorld = { ...world, units: tenancy.units };
    entry.tenancy = tenancy;
    // One that was found at boot waits for the word of a person.
    if (!found) tenancy.entitle();
    const told = {
      update: (change: Partial<Order>) => { update(entry, change); },
      ended: (last: OrderRecord, fault: OrderFault | undefined) => { ended(entry, last, fault); },
      carLeft: listener.carLeft,
    };
    entry.running = record.kind === 'deliver' && !isBack(record)
      ? beginDelivery(record, { cell: place(`cell:${record.fromCell}`), bay: place(`bay:${record.bay}`), turn: tenancy.turnOf(turn) }, found, own, told)
      : beginOrder(record, { turn: tenancy.turnOf(turn), place }, found, own, told);
  }

  return {
    entry: (record, how) => ({
      order: { record, ...since(), stage: how === 'found' ? 'paused' : 'queued', fault: undefined, overdue: false, waitsForCustomer: false, waitsForTurn: false },
      sinceMs: world.clock.nowMs(), running: undefined, tenancy: undefined,
    }),
    update,
    begin,
    find: (entry) => {
      const { record } = entry.order;
      const where = world.palletPlace(palletOf(record) ?? '');
      // What lies on the carriage or half in its place must be put down before anything else can be fetched.
      const isOnCarriage = where === 'carriage' || where.startsWith('transfer:');
      if (isOnCarriage && turn.holder() === undefined) turn.give(record.orderId);
      begin(entry, true);
    },
    turnBack: (entry) => {
      const { record, stage, waitsForCustomer } = entry.order;
      const back = wayBackOf(record, isBayUntouched(record, world));
      if (back === undefined) return 'tooLate';
      if (stage === 'queued' || (stage === 'running' && !waitsForCustomer)) return 'moving';
      entry.running?.leave();
      update(entry, { record: inPhase(record, back), stage: 'running', fault: undefined, overdue: false, waitsForCustomer: false, waitsForTurn: false });
      if (record.kind === 'deliver') listener.turnedBack(record);
      begin(entry, false);
      return 'begun';
    },
  };
}

/** Its phase begins, or it goes on after a pause. */
function beginsAnew(before: Order, { record, stage }: Partial<Order>): boolean {
  return (record !== undefined && record.phase !== before.record.phase) || (stage === 'running' && before.stage === 'paused');
}

/** What an audit has found since it was last looked at. */
function newFinding(before: OrderRecord, after: OrderRecord | undefined): AuditFinding | undefined {
  return before.kind === 'audit' && after?.kind === 'audit' && after.findings.length > before.findings.length ? after.findings.at(-1) : undefined;
}
