import type { Fault, Result } from './result.ts';

/** Why the durable store refused. Nothing of the batch is stored then. */
export type StoreFault = Fault<
  /** No space left. */
  | 'full' | 'readOnly'
  /** The disk failed. What a failed flush has kept is unknown, so the store refuses all further work until it is opened again. */
  | 'io'
  /** Another controller holds the file. */
  | 'locked'
  /** The file belongs to another site. */
  | 'wrongSite'
  /** The file is damaged. Refuses all further work, like `io`. */
  | 'corrupt'
  /** The schema is newer than this program, or a migration failed; the backup stands beside it. */
  | 'schema'
  /** A uniqueness or foreign-key rule, or a statement's `expect`, refused the batch. */
  | 'conflict'
  | 'closed'
>;

/** What the last commit says of the store. Anything but `ok` means: nothing can be made durable, so nothing may start. */
export type StoreHealth = 'ok' | Exclude<StoreFault['code'], 'conflict' | 'wrongSite' | 'schema'>;

export type StoreValue = string | number | null | Uint8Array;
export type StoreRow = Readonly<Record<string, StoreValue>>;

/** One prepared statement of the journal by its name, with named parameters. */
export interface Statement {
  readonly name: string;
  readonly params: Readonly<Record<string, StoreValue>>;
  /** Rows that the statement must change; another number refuses the whole batch with `conflict`. */
  readonly expect?: number;
}

/** The durable store behind the journal. One file, one writer, asynchronous because it may live in another thread. */
export interface Store {
  /** Runs all statements in one transaction. Resolves only after the transaction is on the disk. */
  readonly commit: (batch: readonly Statement[]) => Promise<Result<void, StoreFault>>;
  /** Runs one reading statement. */
  readonly read: (query: Statement) => Promise<Result<readonly StoreRow[], StoreFault>>;
  /** As of the last commit of any client. Only a commit that succeeds brings it back to `ok`. */
  readonly health: () => StoreHealth;
  readonly close: () => Promise<void>;
}
