import type { AlarmList } from '../../alarms/alarm-list.ts';
import type { TowerEvent } from '../../api/tower.port.ts';
import type { CollectionRecord } from '../../journal/journal.port.ts';
import type { Clock, WallClock } from '../../ports.ts';
import type { StopControl } from '../../safety/gate.port.ts';
import type { DeliveryFault } from '../delivery/delivery.setup.ts';
import type { Disagreement } from '../recovering/compare.ts';
import type { Collection } from './collections.ts';

/** Turns what happens to collections and machines into events, alarms and stops. */
export interface Watchfulness {
  readonly died: (what: string, error: unknown) => void;
  readonly collections: (all: readonly Collection[]) => void;
  readonly carLeft: (record: CollectionRecord) => void;
  readonly ended: (record: CollectionRecord, fault: DeliveryFault | undefined) => void;
  /** What a technician must see after a delivery has found the inventory wrong. */
  readonly notesOf: (record: CollectionRecord, fault: DeliveryFault) => readonly Disagreement[];
  readonly onEvent: (listener: (event: TowerEvent) => void) => () => void;
}

interface Parts {
  readonly clock: Clock;
  readonly wall: WallClock;
  readonly stop: StopControl;
  readonly alarms: AlarmList;
}

/** Watches nothing by itself: it is told. */
export function createWatchfulness({ clock, wall, stop, alarms }: Parts): Watchfulness {
  const listeners = new Set<(event: TowerEvent) => void>();

  function died(what: string, error: unknown): void {
    stop.stop({ code: 'machineError', motion: undefined, broken: [], atMs: clock.nowMs(), detail: `${what} broke: ${String(error)}` });
  }

  function emit(event: TowerEvent): void {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        died('listener of tower events', error);
      }
    }
  }

  return {
    died,
    collections: (all) => {
      const raised = new Set<string>();
      for (const { fault, overdue, stage, record } of all) {
        if (stage === 'paused' && fault) raised.add(`collection.${fault.code}`);
        if (overdue) raised.add('collection.overdue');
        if (stage === 'paused' && fault) alarms.raise({ id: `collection.${fault.code}`, priority: 'medium', latching: false, detail: fault.message });
        if (overdue) alarms.raise({ id: 'collection.overdue', priority: 'low', latching: false, detail: `The customer at bay ${record.bay} takes longer than usual.` });
      }
      for (const { id } of alarms.list()) if (id.startsWith('collection.') && !raised.has(id)) alarms.returned(id);
    },
    carLeft: ({ carId, collectionId }) => { emit({ kind: 'carLeft', carId, collectionId, utcMs: wall.utcMs() }); },
    ended: ({ collectionId }, fault) => { emit({ kind: 'collectionEnded', collectionId, phase: fault ? 'stalled' : 'done', utcMs: wall.utcMs() }); },
    notesOf: (record, fault) => [{
      object: record.palletId,
      journal: `cell:${record.fromCell}`,
      sensors: fault.message,
      word: 'recovery.delivery',
      // Cell sensor off and carriage empty: two signals that it is not there. Where it is, nobody knows.
      offer: fault.code === 'phantomCar' ? { moves: [{ what: 'pallet', id: record.palletId, to: 'unknown' }], intentIds: [] } : { moves: [], intentIds: [] },
    }],
    onEvent: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}
