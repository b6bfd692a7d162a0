import type { Fault, Result } from './result.ts';

/** Why the durable store refused. After `full`, `readOnly`, `io` or `corrupt` nothing of the batch is stored. */
export type StoreFault = Fault<
  /** No space left. */
  | 'full' | 'readOnly' | 'io'
  /** Another controller holds the file. */
  | 'locked'
  /** The file belongs to another site. */
  | 'wrongSite'
  | 'corrupt'
  /** The schema is newer than this program, or a migration failed; the backup stands beside it. */
  | 'schema'
  /** A uniqueness or foreign-key rule refused the batch. */
  | 'conflict'
  | 'closed'
>;

export type StoreValue = string | number | null | Uint8Array;
export type StoreRow = Readonly<Record<string, StoreValue>>;

/** One prepared statement of the journal by its name, with named parameters. */
export interface Statement {
  readonly name: string;
  readonly params: Readonly<Record<string, StoreValue>>;
}

/** The durable store behind the journal. One file, one writer, asynchronous because it may live in another thread. */
export interface Store {
  /** Runs all statements in one transaction. Resolves only after the transaction is on the disk. */
  readonly commit: (batch: readonly Statement[]) => Promise<Result<void, StoreFault>>;
  /** Runs one reading statement. */
  readonly read: (query: Statement) => Promise<Result<readonly StoreRow[], StoreFault>>;
  readonly close: () => Promise<void>;
}
