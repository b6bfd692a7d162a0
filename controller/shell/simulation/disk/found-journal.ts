import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskImage } from '../../../../sim/disk/disk.ts';
import { checkJournal } from '../../../journal/maintenance.ts';
import { SITE, openSeries, stateOf } from './journal-series.ts';

/** What was known of the journal when the power went. */
export interface Promised {
  /** The last step that somebody was told to be durable; undefined before the journal was opened for the first time. */
  readonly step: number | undefined;
  /** What a controller reads after each step. */
  readonly digests: readonly string[];
  /** How many pallets a filled journal has. */
  readonly pallets: number;
  /** Whether the step after the last one may be there as well: it was under way, or nobody knows. */
  readonly mayBeFurther: boolean;
}

const FILE = 'journal.sqlite';

/** Looks at journals as they are found after the power has gone, in a folder of its own. */
export interface JournalFinder {
  /** What is wrong with one; empty when it opens, is whole, and holds everything that was promised and nothing half. */
  readonly look: (image: DiskImage, promised: Promised) => readonly string[];
}

function stateFindings(path: string, { step, digests, pallets, mayBeFurther }: Promised): readonly string[] {
  const opened = openSeries(path);
  if (!opened.ok) return [`it does not open: ${opened.error.code}, ${opened.error.message}`];
  const found = stateOf(opened.value);
  opened.value.closeNow();
  if (found === undefined) return ['it cannot be read'];
  if (step === undefined) return found.step === 0 && (found.pallets === 0 || found.pallets === pallets) ? [] : [`it is half filled: ${String(found.pallets)} pallets`];
  if (found.step < step) return [`step ${String(step)} was acknowledged, and it ends with ${String(found.step)}`];
  if (found.step > step + (mayBeFurther ? 1 : 0)) return [`it has step ${String(found.step)}, which nobody had begun after ${String(step)}`];
  return found.digest === digests[found.step] ? [] : [`step ${String(found.step)} is there by half, or something else is`];
}

/** Makes one. Images are laid out in this folder, one after the other. */
export function createJournalFinder(folder: string): JournalFinder {
  const path = join(folder, FILE);
  return {
    look: (image, promised) => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      for (const [name, bytes] of image) writeFileSync(join(folder, name), bytes);
      const wrong = stateFindings(path, promised);
      if (wrong.length > 0) return wrong;
      // Integrity, references, schema, chain, and that commits are flushed.
      const checked = checkJournal({ path, siteId: SITE });
      return checked.ok ? checked.value.findings : [checked.error.message];
    },
  };
}
