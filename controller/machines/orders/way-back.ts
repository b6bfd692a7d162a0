import type { OrderPhase, OrderRecord } from '../../journal/order-record.ts';

/** The first phase of the way back; undefined for what cannot be taken back any more. */
export function wayBackOf(record: OrderRecord): OrderPhase | undefined {
  switch (record.kind) {
    // A car that has been driven out is not brought home.
    case 'deliver': return ['finding', 'taking', 'coming', 'presenting', 'opening', 'handover'].includes(record.phase) ? 'shutting' : undefined;
    // A car that was to be brought out once more, and has not come to its open door, goes home again.
    case 'receive': return record.phase === 'bringing' ? 'returning' : 'releasing';
    case 'provide': return 'shutting';
    case 'relocate':
    case 'stow': return 'returning';
    case 'audit':
    case 'cycleDoors': return undefined;
  }
}
