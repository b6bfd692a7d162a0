import { done } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { StoreFailed } from './backend.port.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerRecord } from './records.ts';
import { applyRecord, emptyState } from './state.ts';
import type { BackendState } from './state.ts';

/** What the backend knows, and the one way to change it. */
export interface Memory {
  readonly state: BackendState;
  /** Makes the records durable, then folds them in. Refused, nothing has changed. */
  readonly write: (...records: readonly LedgerRecord[]) => Result<void, StoreFailed>;
}

/** Memory over a ledger, as its lines say. */
export function createMemory(ledger: Ledger): Memory {
  const state = emptyState();
  for (const record of ledger.records) applyRecord(state, record);
  return {
    state,
    write: (...records) => {
      if (records.length === 0) return done;
      const stored = ledger.append(records);
      if (stored.ok) for (const record of records) applyRecord(state, record);
      return stored;
    },
  };
}
