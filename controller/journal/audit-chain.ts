import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** One row of the audit. `detail` is canonical JSON. */
export interface AuditRow {
  readonly seq: number;
  readonly utcMs: number;
  readonly kind: string;
  readonly detail: string;
  readonly hash: string;
}

/** The hash before the first row. */
export const CHAIN_START = '0'.repeat(64);

/** h_i = SHA-256(h_{i-1} || canonical JSON of row i), in hexadecimal. */
export function chainHash(before: string, row: Omit<AuditRow, 'hash'>): string {
  const { seq, utcMs, kind, detail } = row;
  return createHash('sha256').update(before).update(canonicalJson({ detail, kind, seq, utcMs })).digest('hex');
}

/** Where a chain breaks first: an edited, deleted, inserted or swapped row. Rows cut off at the end are not seen. */
export type ChainVerdict = { readonly ok: true; readonly rows: number; readonly head: string } | { readonly ok: false; readonly seq: number; readonly message: string };

/** Verifies the whole audit, oldest row first. */
export function verifyChain(rows: Iterable<AuditRow>): ChainVerdict {
  let head = CHAIN_START;
  let count = 0;
  for (const row of rows) {
    if (row.seq !== count + 1) {
      return { ok: false, seq: count + 1, message: `The audit row ${count + 1} is missing: the next row found is ${row.seq}.` };
    }
    if (chainHash(head, row) !== row.hash) {
      return { ok: false, seq: row.seq, message: `The audit row ${row.seq} was changed after it was written, or a row before it was.` };
    }
    head = row.hash;
    count += 1;
  }
  return { ok: true, rows: count, head };
}
