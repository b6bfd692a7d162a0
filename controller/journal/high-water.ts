import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { done, fault } from '../ports.ts';
import type { Result, StoreFault } from '../ports.ts';

/** How far a journal has come. All of it only ever grows. */
interface Mark {
  readonly epoch: number;
  readonly audit: number;
  readonly intent: number;
}

/**
 * The high-water mark of a journal, in a small file beside it: an old copy that somebody has put in its place, or a journal whose log was
 * deleted, is whole and valid, and only this file tells that it has been further. Written after each commit, without a flush: it
 * may fall behind the journal with the power, never before it.
 */
export interface HighWater {
  /** Refuses a journal that has been further than it is; else notes where it stands. */
  readonly check: () => Result<void, StoreFault>;
  /** Notes where the journal stands, right after a commit. Its own trouble is not the journal's: the next one tries again. */
  readonly note: () => void;
  readonly close: () => void;
}

/** The file beside a journal. */
export const markPathOf = (path: string): string => `${path}-mark`;

/** Fixed length, so that each note covers the one before it whole. */
const LINE_CHARS = 64;
const lineOf = ({ epoch, audit, intent }: Mark): string => `${`${String(epoch)} ${String(audit)} ${String(intent)}`.padEnd(LINE_CHARS - 1)}\n`;

/** Undefined where there is none, and where it is not whole: then it proves nothing. */
function readMark(path: string): Mark | undefined {
  if (!existsSync(path)) return undefined;
  const [epoch, audit, intent] = readFileSync(path, 'latin1').trim().split(' ').map(Number);
  if (epoch === undefined || audit === undefined || intent === undefined || ![epoch, audit, intent].every(Number.isInteger)) return undefined;
  return { epoch, audit, intent };
}

/** The mark of an open journal. */
export function createHighWater(db: Database.Database, journalPath: string): HighWater {
  const path = markPathOf(journalPath);
  const query = db.prepare<[], Mark>(
    'SELECT (SELECT epoch FROM site) AS epoch, (SELECT coalesce(max(seq), 0) FROM audit) AS audit, (SELECT coalesce(max(intent_id), 0) FROM intents) AS intent',
  );
  const now = (): Mark => query.get() ?? { epoch: 0, audit: 0, intent: 0 };
  let file: number | undefined;
  let noted = '';

  const note = (): void => {
    const line = lineOf(now());
    if (line === noted) return;
    try {
      file ??= openSync(path, existsSync(path) ? 'r+' : 'w', 0o600);
      writeSync(file, line, 0, 'latin1');
      noted = line;
    } catch {
      // A disk that takes no note takes no commit either, and says so there.
      noted = '';
    }
  };
  return {
    note,
    check: () => {
      const [mark, { epoch, audit, intent }] = [readMark(path), now()];
      if (mark !== undefined && (epoch < mark.epoch || audit < mark.audit || intent < mark.intent)) {
        return fault('corrupt', 'The journal is older than what this tower has written already: it is a copy, or its log was lost. Nothing moves. Put the right file back, or restore a backup with "carillon db restore".');
      }
      note();
      return done;
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
