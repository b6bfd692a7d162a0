import { palletOf, type OrderRecord } from '../../journal/order-record.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import type { OrderFault } from '../orders/order-fault.ts';
import type { Disagreement } from '../recovering/compare.ts';
import type { Recovering } from '../recovering/recovering.ts';
import type { Inventory } from '../tower/inventory.ts';
import { isLiftedByPersonOnly } from './lifting.ts';
import type { Quarantine } from './quarantine.ts';
import { containStalled } from './stalled.ts';

/** What the end of an order means for the places that it was at. */
export interface Confinement {
  /** What an order has found wrong takes its places out of service; only what cannot be confined to them stops the tower. */
  readonly stalled: (record: OrderRecord, fault: OrderFault) => void;
  /** Before a settlement: a pallet is found on the carriage that the journal has in a cell, so nobody knows what that cell holds. */
  readonly settling: (moves: readonly InventoryMove[]) => void;
  /** Cells into which the carriage has looked, and which hold what the journal says, are in service again. */
  readonly looked: (record: OrderRecord) => void;
}

export interface ConfinementWorld {
  readonly quarantine: Pick<Quarantine, 'set' | 'lift' | 'all'>;
  readonly recovering: Pick<Recovering, 'begin'>;
  readonly facts: () => Facts;
  readonly inventory: Pick<Inventory, 'pallet'>;
  /** The journal did not take it; the place is out of service all the same. */
  readonly unwritten: (message: string) => void;
  /** What a technician must see when the tower is stopped by it. */
  readonly notesOf: (record: OrderRecord, fault: OrderFault) => readonly Disagreement[];
}

/** Writes what it takes out of service; nothing goes there while it does. */
export function createConfinement({ quarantine, recovering, facts, inventory, notesOf, unwritten }: ConfinementWorld): Confinement {
  const unsettle = (record: OrderRecord, fault: OrderFault): void => { recovering.begin([], notesOf(record, fault)); };
  return {
    stalled: (record, fault) => {
      const carriageEmpty = facts().get('carriageEmpty').value === true;
      const { places, moves, confined } = containStalled({ code: fault.code, message: fault.message, at: fault.at, palletId: palletOf(record), carriageEmpty });
      if (!confined) unsettle(record, fault);
      void quarantine.set(places, moves).then((written) => { if (!written.ok && confined) unsettle(record, fault); });
    },
    settling: (moves) => {
      const found = moves.filter((move) => move.what === 'pallet' && move.to === 'carriage').flatMap(({ id }) => inventory.pallet(id)?.place ?? []);
      const cells = found.filter((place): place is `cell:${string}` => place.startsWith('cell:'));
      void quarantine.set(cells.map((place) => ({ place, reason: 'wrongPallet', by: 'sensors', why: 'its pallet was found on the carriage' })))
        .then((written) => { if (!written.ok) unwritten(written.error.message); });
    },
    looked: (record) => {
      if (record.kind !== 'audit') return;
      const agreeing = new Set(record.findings.filter(({ agrees }) => agrees).map(({ cell }) => `cell:${cell}`));
      for (const { place, reason } of quarantine.all()) {
        if (!agreeing.has(place) || isLiftedByPersonOnly(reason)) continue;
        void quarantine.lift(place, { by: 'sensors', why: `looked into by ${record.orderId}`, proof: 'audit' }).then((lifted) => { if (!lifted.ok) unwritten(lifted.error.message); });
      }
    },
  };
}
