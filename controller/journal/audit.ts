import type { Statement } from '../ports.ts';
import { CHAIN_START } from './audit-chain.ts';
import { canonicalJson } from './canonical-json.ts';
import { statement } from './statements.ts';

/** One hash-chained audit row as part of a batch: it becomes durable together with what it tells of. */
export function auditStatement(kind: string, detail: Readonly<Record<string, unknown>>, utcMs: number): Statement {
  return statement('audit.add', { kind, detail: canonicalJson(detail), utcMs, chainStart: CHAIN_START }, 1);
}
