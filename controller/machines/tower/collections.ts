import { createActor } from 'xstate';
import type { Place } from '../../../config/places.ts';
import type { CollectionRecord } from '../../journal/journal.port.ts';
import { deliveryMachine } from '../delivery.machine.ts';
import { deliveryActors, type DeliveryWorld } from '../delivery/delivery-effects.ts';
import type { DeliveryFault } from '../delivery/delivery.setup.ts';

/** One collection that has not ended. */
export interface Collection {
  readonly record: CollectionRecord;
  readonly cell: Place;
  readonly bay: Place;
  /** Monotonic ms at which its phase began. */
  readonly phaseSinceMs: number;
  /** Where the carriage was then. */
  readonly fromZMm: number;
  readonly fromXMm: number;
  readonly stage: 'queued' | 'running' | 'paused';
  readonly fault: DeliveryFault | undefined;
  readonly overdue: boolean;
  /** Nothing happens before the customer does something. */
  readonly waitsForCustomer: boolean;
}

/** What the tower is told of collections. */
export interface CollectionListener {
  readonly changed: () => void;
  readonly carLeft: (record: CollectionRecord) => void;
  readonly ended: (record: CollectionRecord, fault: DeliveryFault | undefined) => void;
}

/** The collections of the tower: one runs, the others wait in the order in which they came. */
export interface Collections {
  readonly all: () => readonly Collection[];
  readonly find: (collectionId: string) => Collection | undefined;
  readonly add: (record: CollectionRecord, places: { readonly cell: Place; readonly bay: Place; readonly tag: number }, how: 'queued' | 'found') => void;
  /** Starts the next one, when none runs or is paused. */
  readonly startNext: () => void;
  /** A fresh command for a paused one. False when another one is running. */
  readonly resume: (collectionId: string) => boolean;
}

interface Entry {
  collection: Collection;
  readonly tag: number;
  resume: (() => void) | undefined;
}

/** No collection at first. */
export function createCollections(world: DeliveryWorld, listener: CollectionListener): Collections {
  const entries = new Map<string, Entry>();
  const positionMm = (axis: 'lift' | 'travel') => world.devices.axes[axis]?.observed().value?.positionMm ?? 0;

  function update(entry: Entry, change: Partial<Collection>): void {
    const phaseBegins = change.record !== undefined && change.record.phase !== entry.collection.record.phase;
    const resumes = change.stage === 'running' && entry.collection.stage === 'paused';
    const begins = phaseBegins || resumes ? { phaseSinceMs: world.clock.nowMs(), fromZMm: positionMm('lift'), fromXMm: positionMm('travel') } : {};
    entry.collection = { ...entry.collection, ...change, ...begins };
    listener.changed();
  }

  const begin = (entry: Entry, found: boolean): void => {
    beginDelivery(entry, found, world, {
      update: (change) => { update(entry, change); },
      carLeft: () => { listener.carLeft(entry.collection.record); },
      ended: (fault) => { end(entry, fault); },
    });
  };

  function end(entry: Entry, fault: DeliveryFault | undefined): void {
    entries.delete(entry.collection.record.collectionId);
    listener.ended(entry.collection.record, entry.collection.record.phase === 'stalled' ? fault : undefined);
    listener.changed();
  }

  const isIdle = () => [...entries.values()].every((entry) => entry.collection.stage === 'queued');
  return {
    all: () => [...entries.values()].map((entry) => entry.collection),
    find: (collectionId) => entries.get(collectionId)?.collection,
    add: (record, { cell, bay, tag }, how) => {
      const collection: Collection = { record, cell, bay, phaseSinceMs: world.clock.nowMs(), fromZMm: positionMm('lift'), fromXMm: positionMm('travel'), stage: how === 'found' ? 'paused' : 'queued', fault: undefined, overdue: false, waitsForCustomer: false };
      const entry: Entry = { collection, tag, resume: undefined };
      entries.set(record.collectionId, entry);
      if (how === 'found') begin(entry, true);
      else listener.changed();
    },
    startNext: () => {
      if (!isIdle()) return;
      const next = [...entries.values()][0];
      if (next) {
        update(next, { stage: 'running' });
        begin(next, false);
      }
    },
    resume: (collectionId) => {
      const entry = entries.get(collectionId);
      if (entry?.resume === undefined || [...entries.values()].some((other) => other !== entry && other.collection.stage === 'running')) return false;
      entry.resume();
      return true;
    },
  };
}

interface DeliveryListener {
  readonly update: (change: Partial<Collection>) => void;
  readonly carLeft: () => void;
  readonly ended: (fault: DeliveryFault | undefined) => void;
}

/** Starts the machine of one collection. */
function beginDelivery(entry: Entry, found: boolean, world: DeliveryWorld, listener: DeliveryListener): void {
  const { record, cell, bay } = entry.collection;
  const input = { record, limits: limitsOf(world), facts: world.facts(), found };
  const actor = createActor(deliveryMachine.provide({ actors: deliveryActors({ cell, bay, tag: entry.tag }, world) }), { input, clock: world.clock });
  const unhear = world.hear(actor);
  entry.resume = () => { actor.send({ type: 'person.resumed' }); };
  actor.on('car.left', listener.carLeft);
  actor.subscribe({
    next: (snapshot) => {
      const { fault, overdue } = snapshot.context;
      listener.update({ record: snapshot.context.record, fault, overdue, stage: snapshot.hasTag('paused') ? 'paused' : 'running', waitsForCustomer: snapshot.hasTag('waitingForCustomer') });
    },
    complete: () => {
      unhear();
      listener.ended(actor.getSnapshot().context.fault);
    },
    error: (error) => {
      unhear();
      world.died(`delivery ${record.collectionId}`, error);
      listener.update({ stage: 'paused', fault: { code: 'machineError', message: 'The delivery broke off. Motion is stopped; restart the controller.', broken: [] } });
    },
  });
  actor.start();
}

/** Writes may wait for the disk. */
const WRITE_MS = 10_000;
/** Longer than a transfer of the slowest site with all its retries. */
const TRANSFER_MS = 900_000;

function limitsOf({ site }: DeliveryWorld) {
  const { emptyHoldMs, outerDoorHoldOpenMs, customerTimeoutMs } = site.bayRules;
  return {
    emptyHoldMs: Math.max(emptyHoldMs, outerDoorHoldOpenMs),
    customerMs: customerTimeoutMs,
    proveShutMs: emptyHoldMs * 2 + 10_000,
    writeMs: WRITE_MS,
    transferMs: TRANSFER_MS,
    doorMs: site.doors.outer.timeoutMs + 2 * WRITE_MS,
    stopMs: site.control.stopTimeoutMs * 2,
  };
}
