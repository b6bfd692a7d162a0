import { fault } from '../ports.ts';
import type { StoreFault, StoreHealth } from '../ports.ts';

type Failure = { readonly ok: false; readonly error: StoreFault };

/** What SQLite's primary result codes mean for the tower. */
const MEANING: readonly (readonly [prefix: string, code: StoreFault['code'], sentence: string])[] = [
  ['SQLITE_FULL', 'full', 'The disk is full. Nothing of this step is stored and nothing new starts. Free space on the disk of the journal.'],
  ['SQLITE_READONLY', 'readOnly', 'The disk of the journal is read-only. Nothing new starts. Check the disk and mount it writable.'],
  ['SQLITE_IOERR', 'io', 'The disk of the journal failed. What was being written is uncertain. Check the disk, then start the controller again.'],
  ['SQLITE_CANTOPEN', 'io', 'The journal cannot be opened. Check that its folder exists and belongs to the controller.'],
  ['SQLITE_CORRUPT', 'corrupt', 'The journal is damaged. Nothing moves. Keep the file, and restore the latest backup.'],
  ['SQLITE_NOTADB', 'corrupt', 'The file is not a journal. It was left as it is. Give the controller the path of its journal.'],
  ['SQLITE_BUSY', 'locked', 'Another controller holds this journal. Nothing was changed. Stop the other controller, or give this one a journal of its own.'],
  ['SQLITE_LOCKED', 'locked', 'Another controller holds this journal. Nothing was changed. Stop the other controller, or give this one a journal of its own.'],
  ['SQLITE_CONSTRAINT', 'conflict', 'The step contradicts what the journal holds. Nothing of it is stored.'],
];

/** The typed fault of an error of SQLite. Anything that is not one is a mistake of the program and is thrown on. */
export function toStoreFault(error: unknown): Failure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  const code = error.code;
  const row = MEANING.find(([prefix]) => code.startsWith(prefix));
  if (row === undefined) throw error;
  return fault(row[1], `${row[2]} (${code}: ${error.message})`);
}

/**
 * The same while a file is being opened: a statement of ours that does not fit its tables then means that the tables are not ours any more. Of an
 * open journal, whose tables have been compared, it would be a mistake of the program.
 */
export function toOpeningFault(error: unknown): Failure {
  const isMisfit = error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR';
  return isMisfit ? fault('corrupt', `The tables of the journal are not what they were (${error.message}). Nothing moves. Keep the file, and restore the latest backup.`) : toStoreFault(error);
}

/** Whether the store must refuse all further work: after these the program and the disk may disagree about what is stored. */
export function isFatal(found: StoreFault): boolean {
  return found.code === 'io' || found.code === 'corrupt';
}

/** What a fault says of the store's health, or undefined when it says nothing (the batch was wrong, not the disk). */
export function healthOf(found: StoreFault): StoreHealth | undefined {
  switch (found.code) {
    case 'conflict':
    case 'wrongSite':
    case 'schema':
      return undefined;
    default:
      return found.code;
  }
}

/** Whether the operating system refused, rather than SQLite. */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
