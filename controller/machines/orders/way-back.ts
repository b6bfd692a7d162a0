import { bayOf, palletOf, type OrderPhase, type OrderRecord } from '../../journal/order-record.ts';
import type { OrderWorld } from './bay-effects.ts';

/**
 * The first phase of the way back; undefined for what cannot be taken back any more. `isBayUntouched`: nobody is let out of a bay that the order
 * has not come to, so nothing has to be proven of it.
 */
export function wayBackOf(record: OrderRecord, isBayUntouched = false): OrderPhase | undefined {
  switch (record.kind) {
    // A car that has been driven out is not brought home.
    case 'deliver': return ['finding', 'taking', 'coming', 'presenting', 'opening', 'handover'].includes(record.phase) ? (isBayUntouched ? 'returning' : 'shutting') : undefined;
    // A car that was to be brought out once more, and has not come to its open door, goes home again.
    case 'receive': return record.phase === 'bringing' || isBayUntouched ? 'returning' : 'releasing';
    case 'provide': return isBayUntouched ? 'returning' : 'shutting';
    case 'relocate':
    case 'stow': return 'returning';
    case 'audit':
    case 'cycleDoors': return undefined;
  }
}

/**
 * Whether an order has had nothing to do with its bay so far: its pallet is not there, the bay is shut, and nobody's car waits on the pallet to
 * be let out again. Its person sensors may be defective then: that keeps nothing on the carriage.
 */
export function isBayUntouched(record: OrderRecord, { facts, palletPlace, carOn }: Pick<OrderWorld, 'facts' | 'palletPlace' | 'carOn'>): boolean {
  const [bay, palletId] = [bayOf(record), palletOf(record)];
  if (bay === undefined || palletId === undefined || palletPlace(palletId).includes(`bay:${bay}`)) return false;
  if (record.kind === 'receive' && carOn(palletId) !== undefined) return false;
  return facts().get(`${bay}.outerClosedLocked`).value === true;
}
