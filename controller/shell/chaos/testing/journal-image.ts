import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkJournal } from '../../../journal/maintenance.ts';

const JOURNAL = 'journal.sqlite';

/** The journal's files as they stood at one instant. */
export interface JournalImage {
  /** Opens it as a start would: integrity, references, schema, places, audit chain. What is wrong with it; undefined when it is whole. */
  readonly check: (siteId: string) => string | undefined;
}

/** Reads the journal with its log as a dead or a stopped process has left them; throws when it cannot. */
export function keepImage(folder: string): JournalImage {
  const names = readdirSync(folder).filter((name) => name.startsWith(JOURNAL) && !name.endsWith('.reserve'));
  const files = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  return {
    check: (siteId) => {
      const copy = mkdtempSync(join(tmpdir(), 'carillon-image-'));
      try {
        for (const { name, bytes } of files) writeFileSync(join(copy, name), bytes);
        const checked = checkJournal({ path: join(copy, JOURNAL), siteId });
        if (!checked.ok) return checked.error.message;
        return checked.value.ok ? undefined : checked.value.findings.join(' ');
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
  };
}

/** The same of a controller that runs: it stands still for the milliseconds that reading takes, as at a cut. */
export function keepImageOf(pid: number, folder: string): JournalImage {
  process.kill(pid, 'SIGSTOP');
  try {
    return keepImage(folder);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
