import { palletOf, type OrderRecord } from '../../journal/order-record.ts';
import type { AuditFinding, InventoryMove } from '../../journal/journal.port.ts';
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
  /** The carriage has looked into a cell just now: one that holds what the journal says is in service again, another is out of service until that is settled. */
  readonly looked: (orderId: string, finding: AuditFinding) => void;
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
    looked: (orderId, { cell, occupied, agrees }) => {
      const record = quarantine.all().find(({ place }) => place === `cell:${cell}`);
      if (!agrees) {
        const reason = occupied ? 'placeTaken' : 'phantomCar';
        if (record?.reason === reason) return;
        void quarantine.set([{ place: `cell:${cell}`, reason, by: 'sensors', why: `${orderId} found it ${occupied ? 'taken' : 'empty'}` }]).then((written) => { if (!written.ok) unwritten(written.error.message); });
        return;
      }
      if (record === undefined || isLiftedByPersonOnly(record.reason)) return;
      void quarantine.lift(record.place, { by: 'sensors', why: `looked into by ${orderId}`, proof: 'audit' }).then((lifted) => { if (!lifted.ok) unwritten(lifted.error.message); });
    },
  };
}
