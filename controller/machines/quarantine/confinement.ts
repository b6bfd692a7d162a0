import { palletOf, type OrderRecord } from '../../journal/order-record.ts';
import type { OrderFault } from '../orders/order-fault.ts';
import type { ComparisonInput, Disagreement } from '../recovering/compare.ts';
import type { Recovering } from '../recovering/recovering.ts';
import { tagOf } from '../transfer/situation.ts';
import { isLiftedByPersonOnly } from './lifting.ts';
import type { Quarantine } from './quarantine.ts';
import { containStalled, type Stalled } from './stalled.ts';

/** What the end of an order means for the places that it was at. */
export interface Confinement {
  /** What an order has found wrong takes its places out of service; only what cannot be confined to them stops the tower. */
  readonly stalled: (record: OrderRecord, fault: OrderFault) => void;
  /** Cells into which the carriage has looked, and which hold what the journal says, are in service again. */
  readonly looked: (record: OrderRecord) => void;
}

export interface ConfinementWorld {
  readonly quarantine: Pick<Quarantine, 'set' | 'lift' | 'all'>;
  readonly recovering: Pick<Recovering, 'begin'>;
  readonly compared: () => Omit<ComparisonInput, 'openIntents'>;
  /** What a technician must see when the tower is stopped by it. */
  readonly notesOf: (record: OrderRecord, fault: OrderFault) => readonly Disagreement[];
}

/** Writes what it takes out of service; nothing goes there while it does. */
export function createConfinement({ quarantine, recovering, compared, notesOf }: ConfinementWorld): Confinement {
  const unsettle = (record: OrderRecord, fault: OrderFault): void => { recovering.begin([], notesOf(record, fault)); };
  return {
    stalled: (record, fault) => {
      const { places, moves, confined } = containStalled(stalledIn(record, fault, compared()));
      if (!confined) unsettle(record, fault);
      void quarantine.set(places, moves).then((written) => { if (!written.ok && confined) unsettle(record, fault); });
    },
    looked: (record) => {
      if (record.kind !== 'audit') return;
      const agreeing = new Set(record.findings.filter(({ agrees }) => agrees).map(({ cell }) => `cell:${cell}`));
      for (const { place, reason } of quarantine.all()) {
        if (!agreeing.has(place) || isLiftedByPersonOnly(reason)) continue;
        // A place that cannot be written as back in service simply stays out of it.
        void quarantine.lift(place, { by: 'sensors', why: `looked into by ${record.orderId}`, proof: 'audit' });
      }
    },
  };
}

/** An order that stalled, with what the carriage shows at this moment. */
function stalledIn(record: OrderRecord, { code, message, at }: OrderFault, { site, devices, facts, inventory }: ReturnType<ConfinementWorld['compared']>): Stalled {
  const seated = facts.get('carriagePalletSeated').value === true;
  const tag = seated ? tagOf(site, devices) : undefined;
  return {
    code, message, at,
    palletId: palletOf(record),
    carriageEmpty: facts.get('carriageEmpty').value === true,
    carried: tag === undefined ? undefined : inventory.palletWithTag(tag),
  };
}
