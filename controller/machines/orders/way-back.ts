import type { OrderPhase, OrderRecord } from '../../journal/order-record.ts';

/** The first phase of the way back; undefined for what cannot be taken back any more. */
export function wayBackOf(record: OrderRecord): OrderPhase | undefined {
  switch (record.kind) {
    // A car that has been driven out is not brought home.
    case 'deliver': return ['finding', 'taking', 'coming', 'presenting', 'opening', 'handover'].includes(record.phase) ? 'shutting' : undefined;
    case 'receive': return 'releasing';
    case 'provide': return 'shutting';
    case 'relocate':
    case 'stow': return 'returning';
    case 'audit':
    case 'cycleDoors': return undefined;
  }
}
