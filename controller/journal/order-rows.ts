import type { Statement, StoreRow } from '../ports.ts';
import type { OrderKind } from '../../config/order-kinds.ts';
import type { AuditFinding, OrderRecord } from './order-record.ts';
import { statement } from './statements.ts';

/** Writes an order, new or with its new phase. Conflicts when it would change what it is about. */
export function orderStatement(record: OrderRecord, utcMs: number): Statement {
  const nothing = { bookingId: null, carId: null, palletId: null, fromCell: null, toCell: null, bay: null, detail: null };
  return statement('order.write', { ...nothing, ...columnsOf(record), utcMs }, 1);
}

function columnsOf(record: OrderRecord) {
  if (record.kind === 'audit') {
    const { kind, orderId, phase, tags, cells, findings } = record;
    return { kind, orderId, phase, detail: JSON.stringify({ tags, cells, findings: findings.map((one) => ({ ...one, tag: one.tag ?? null })) }) };
  }
  return 'bookingId' in record ? { ...record, bookingId: record.bookingId ?? null } : record;
}

/** A row of `order.open` or `order.one`. The columns are held by the schema's own checks. */
export function toOrder(row: StoreRow): OrderRecord {
  const text = (name: string): string => String(row[name]);
  const bookingId = typeof row['bookingId'] === 'string' ? row['bookingId'] : undefined;
  const own = { orderId: text('orderId'), phase: text('phase') };
  switch (text('kind') as OrderKind) {
    case 'deliver': return { ...own, kind: 'deliver', bookingId, carId: text('carId'), palletId: text('palletId'), fromCell: text('fromCell'), bay: text('bay') } as OrderRecord;
    case 'receive': return { ...own, kind: 'receive', bookingId, carId: text('carId'), palletId: text('palletId'), fromCell: text('fromCell'), toCell: text('toCell'), bay: text('bay') } as OrderRecord;
    case 'relocate': return { ...own, kind: 'relocate', palletId: text('palletId'), fromCell: text('fromCell'), toCell: text('toCell') } as OrderRecord;
    case 'provide': return { ...own, kind: 'provide', palletId: text('palletId'), fromCell: text('fromCell'), bay: text('bay') } as OrderRecord;
    case 'stow': return { ...own, kind: 'stow', palletId: text('palletId'), bay: text('bay'), toCell: text('toCell') } as OrderRecord;
    case 'cycleDoors': return { ...own, kind: 'cycleDoors', bay: text('bay') } as OrderRecord;
    case 'audit': return { ...own, kind: 'audit', ...auditOf(text('detail')) } as OrderRecord;
  }
}

function auditOf(detail: string): { readonly tags: boolean; readonly cells: readonly string[]; readonly findings: readonly AuditFinding[] } {
  const { tags, cells, findings } = JSON.parse(detail) as { readonly tags: boolean; readonly cells: readonly string[]; readonly findings: readonly (Omit<AuditFinding, 'tag'> & { readonly tag: number | null })[] };
  return { tags, cells, findings: findings.map((one) => ({ ...one, tag: one.tag ?? undefined })) };
}
