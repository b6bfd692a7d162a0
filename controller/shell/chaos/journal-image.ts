import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkJournal } from '../../journal/maintenance.ts';

const JOURNAL = 'journal.sqlite';

/** A copy of the journal's files as they stood at one instant. */
export interface JournalImage {
  /** Opens the copy as a start would: integrity, references, schema, places, audit chain. What is wrong with it; undefined when it is whole. Once. */
  readonly check: (siteId: string) => string | undefined;
}

/** Copies the journal with its log as a dead or a stopped process has left them; throws when it cannot. */
export function keepImage(folder: string): JournalImage {
  const copy = mkdtempSync(join(tmpdir(), 'carillon-image-'));
  const remove = (): void => { rmSync(copy, { recursive: true, force: true }); };
  try {
    for (const name of readdirSync(folder)) if (name.startsWith(JOURNAL) && !name.endsWith('.reserve')) copyFileSync(join(folder, name), join(copy, name));
  } catch (error) {
    remove();
    throw error;
  }
  return {
    check: (siteId) => {
      try {
        const checked = checkJournal({ path: join(copy, JOURNAL), siteId });
        if (!checked.ok) return checked.error.message;
        return checked.value.ok ? undefined : checked.value.findings.join(' ');
      } finally {
        remove();
      }
    },
  };
}

/** The same of a controller that runs: it stands still for the milliseconds that the copy takes, as at a cut. */
export function keepImageOf(pid: number, folder: string): JournalImage {
  process.kill(pid, 'SIGSTOP');
  try {
    return keepImage(folder);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
