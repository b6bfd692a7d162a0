import type Database from 'better-sqlite3';
import { done, fault, ok } from '../ports.ts';
import type { Result, Statement, Store, StoreFault, StoreHealth, StoreRow, StoreValue } from '../ports.ts';
import { createDiskReserve, noReserve } from './disk-reserve.ts';
import type { DiskReserve } from './disk-reserve.ts';
import { createHighWater, type HighWater } from './high-water.ts';
import { openJournalFile } from './journal-file.ts';
import type { JournalFileOptions } from './journal-file.ts';
import { statements } from './statements.ts';
import { healthOf, isFatal, toStoreFault } from './store-faults.ts';

/** The store in the thread that opened it: each call does its work before it returns. */
export interface SqliteStore extends Store {
  readonly commitNow: (batch: readonly Statement[]) => Result<void, StoreFault>;
  readonly readNow: (query: Statement) => Result<readonly StoreRow[], StoreFault>;
  readonly closeNow: () => void;
}

type Prepared = Database.Statement<[Readonly<Record<string, StoreValue>>], StoreRow>;

/** SQL of a name, compiled once. An unknown name is a mistake of the program and throws. */
function compiler(db: Database.Database): (name: string) => Prepared {
  const compiled = new Map<string, Prepared>();
  return (name) => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const text = statements.get(name);
    if (text === undefined) throw new Error(`the journal has no statement "${name}"`);
    const fresh: Prepared = db.prepare(text.sql);
    compiled.set(name, fresh);
    return fresh;
  };
}

function expectationFailed(name: string, expected: number, changed: number): Error {
  return Object.assign(new Error(`${name} changed ${String(changed)} rows instead of ${String(expected)}`), { code: 'SQLITE_CONSTRAINT_EXPECTED' });
}

function transactionOf(db: Database.Database): (batch: readonly Statement[]) => void {
  const compiled = compiler(db);
  const run = db.transaction((batch: readonly Statement[]) => {
    for (const { name, params, expect } of batch) {
      const { changes } = compiled(name).run(params);
      if (expect !== undefined && changes !== expect) throw expectationFailed(name, expect, changes);
    }
  });
  return (batch) => run.immediate(batch);
}

const erases = (batch: readonly Statement[]): boolean => batch.some(({ name }) => statements.get(name)?.erases === true);

/** What the store remembers of its last work. */
interface Condition {
  health: StoreHealth;
  /** Set for good by a fault after which disk and program may disagree. */
  broken: { readonly ok: false; readonly error: StoreFault } | undefined;
  /** Personal data was deleted and may still stand in the log. */
  eraseOwed: boolean;
  closed: boolean;
}

const closedFault = fault('closed', 'The journal is closed. Nothing was stored.');

/** Empties the log into the file, where deleted content is overwritten. Tried again after the next commit when it fails. */
function payErase(db: Database.Database, condition: Condition): void {
  try {
    const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    condition.eraseOwed = row?.busy !== 0;
  } catch (error) {
    const failed = note(condition, toStoreFault(error));
    condition.eraseOwed = !failed.ok;
  }
}

function note(condition: Condition, failed: { readonly ok: false; readonly error: StoreFault }): typeof failed {
  condition.health = healthOf(failed.error) ?? condition.health;
  if (isFatal(failed.error)) condition.broken = failed;
  return failed;
}

type Attempt = (batch: readonly Statement[]) => Result<void, StoreFault>;

function attemptWith(db: Database.Database): Attempt {
  const transact = transactionOf(db);
  return (batch) => {
    try {
      transact(batch);
      return done;
    } catch (error) {
      return toStoreFault(error);
    }
  };
}

/** On a full disk the reserve is given up and the batch tried once more: what has begun must be written down to its end. */
function attemptWithReserve(attempt: Attempt, reserve: DiskReserve, batch: readonly Statement[]): Result<void, StoreFault> {
  const first = attempt(batch);
  return first.ok || first.error.code !== 'full' || !reserve.release() ? first : attempt(batch);
}

function commitWith(db: Database.Database, condition: Condition, reserve: DiskReserve, highWater: HighWater): SqliteStore['commitNow'] {
  const attempt = attemptWith(db);
  return (batch) => {
    if (condition.closed) return closedFault;
    if (condition.broken !== undefined) return condition.broken;
    const stored = attemptWithReserve(attempt, reserve, batch);
    if (!stored.ok) return note(condition, stored);
    highWater.note();
    // Stored, but without a reserve the next step might not be: nothing new may start until there is space again.
    condition.health = reserve.hold() ? 'ok' : 'full';
    if (erases(batch)) condition.eraseOwed = true;
    if (condition.eraseOwed) payErase(db, condition);
    return done;
  };
}

function readWith(db: Database.Database, condition: Condition): SqliteStore['readNow'] {
  const compiled = compiler(db);
  return ({ name, params }) => {
    if (condition.closed) return closedFault;
    try {
      return ok(compiled(name).all(params));
    } catch (error) {
      return note(condition, toStoreFault(error));
    }
  };
}

/**
 * Opens the journal file in this thread. A commit takes a disk flush (0.1 ms typical, hundreds of ms at worst), so the control
 * core of a real tower uses it through `store-worker.ts`; the fast simulator and the tests use it directly.
 */
export function openSqliteStore(options: JournalFileOptions): Result<SqliteStore, StoreFault> {
  const opened = openJournalFile(options);
  if (!opened.ok) return opened;
  const db = opened.value;
  const highWater = createHighWater(db, options.path);
  const further = highWater.check();
  if (!further.ok) {
    highWater.close();
    db.close();
    return further;
  }
  const reserve = options.reserveBytes === undefined ? noReserve : createDiskReserve(options.path, options.reserveBytes);
  const condition: Condition = { health: reserve.hold() ? 'ok' : 'full', broken: undefined, eraseOwed: false, closed: false };
  const commitNow = commitWith(db, condition, reserve, highWater);
  const readNow = readWith(db, condition);
  const closeNow = (): void => {
    condition.closed = true;
    condition.health = 'closed';
    highWater.close();
    db.close();
  };
  return ok({
    commitNow,
    readNow,
    closeNow,
    commit: async (batch) => commitNow(batch),
    read: async (query) => readNow(query),
    health: () => condition.health,
    close: async () => closeNow(),
  });
}
