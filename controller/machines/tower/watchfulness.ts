import type { AlarmList } from '../../alarms/alarm-list.ts';
import type { TowerEvent } from '../../api/tower.port.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
import { bayOf, palletOf, type DeliverRecord, type OrderRecord } from '../../journal/order-record.ts';
import type { Clock, WallClock } from '../../ports.ts';
import type { StopControl } from '../../safety/gate.port.ts';
import { tell, type Told } from '../../../config/words/told.ts';
import { faultTold } from '../orders/fault-told.ts';
import type { OrderFault } from '../orders/order-fault.ts';
import type { Order } from '../orders/order.ts';
import type { Disagreement } from '../recovering/compare.ts';

/** Turns what happens to orders and machines into events, alarms and stops. */
export interface Watchfulness {
  readonly died: (what: string, error: unknown) => void;
  readonly orders: (all: readonly Order[]) => void;
  readonly carLeft: (record: DeliverRecord) => void;
  readonly turnedBack: (record: DeliverRecord) => void;
  readonly ended: (record: OrderRecord, fault: OrderFault | undefined) => void;
  /** What a technician must see after an order has found the inventory wrong. */
  readonly notesOf: (record: OrderRecord, fault: OrderFault) => readonly Disagreement[];
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
    orders: (all) => {
      const raised = new Set<string>();
      const raise = (code: OrderFault['code'] | 'overdue' | 'somebodyInside', detail: string, told: Told): void => {
        const tag = `order.${code}` as const;
        raised.add(tag);
        alarms.raise({ tag, detail, told });
      };
      for (const { fault, overdue, stage, record, refusal } of all) {
        if (stage === 'paused' && fault) raise(fault.code, fault.message, faultTold(fault));
        // The door has opened again over somebody; staff come and look, whatever the customer says.
        if (refusal === 'somebodyInside' && (record.phase === 'opening' || record.phase === 'awaiting')) raise('somebodyInside', `Somebody was in the shut bay ${bayOf(record) ?? ''} or in its car. The outer door opens; nothing is stored.`, tell('told.bay.somebody', { bay: bayOf(record) ?? '' }));
        if (overdue) raise('overdue', `The customer at bay ${bayOf(record) ?? ''} takes longer than usual.`, tell('told.bay.overdue', { bay: bayOf(record) ?? '' }));
      }
      for (const { tag, alarmId } of alarms.list()) if (tag.startsWith('order.') && !raised.has(tag)) alarms.returned(alarmId);
    },
    carLeft: ({ carId, orderId }) => { emit({ kind: 'carLeft', carId, collectionId: orderId, utcMs: wall.utcMs() }); },
    turnedBack: ({ orderId }) => { emit({ kind: 'collectionEnded', collectionId: orderId, phase: 'cancelled', utcMs: wall.utcMs() }); },
    ended: (record, fault) => {
      const { kind, orderId, phase } = record;
      if (kind === 'receive' && phase === 'done') emit({ kind: 'carReturned', carId: record.carId, returnId: orderId, bookingId: record.bookingId, utcMs: wall.utcMs() });
      if (kind === 'receive' && phase === 'cancelled') emit({ kind: 'returnTakenBack', carId: record.carId, returnId: orderId, utcMs: wall.utcMs() });
      if (kind === 'deliver') emit({ kind: 'collectionEnded', collectionId: orderId, phase: fault ? 'stalled' : phase === 'cancelled' ? 'cancelled' : 'done', utcMs: wall.utcMs() });
    },
    notesOf: (record, fault) => [{
      object: palletOf(record) ?? record.orderId,
      journal: 'fromCell' in record ? `cell:${record.fromCell}` : `bay:${bayOf(record) ?? ''}`,
      sensors: fault.message,
      told: { journal: tell('told.journal.at', { place: 'fromCell' in record ? `cell:${record.fromCell}` : `bay:${bayOf(record) ?? ''}` }), sensors: faultTold(fault) },
      word: 'recovery.delivery',
      // Cell sensor off and carriage empty: two signals that it is not there. Where it is, nobody knows.
      offer: fault.code === 'phantomCar' ? { moves: unknownOf(record), intentIds: [] } : { moves: [], intentIds: [] },
    }],
    onEvent: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
}

function unknownOf(record: OrderRecord): readonly InventoryMove[] {
  const id = palletOf(record);
  return id === undefined ? [] : [{ what: 'pallet', id, to: 'unknown' }];
}
