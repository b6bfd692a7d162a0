import type { RequestFault } from '../../api/tower.port.ts';
import type { QuarantineReason } from '../../api/contract/index.ts';
import type { InventoryMove } from '../../journal/journal.port.ts';
import type { QuarantinedPlace, QuarantineRecord, RecoveryJournal } from '../../journal/recovery-journal.port.ts';
import { done, type Result, type WallClock } from '../../ports.ts';
import { isLiftedByPersonOnly } from './lifting.ts';

/** A place is to be taken out of service. */
export interface NewQuarantine {
  readonly place: QuarantinedPlace;
  readonly reason: QuarantineReason;
  readonly by: string;
  readonly why: string;
}

/** Places out of service. What it says is durable, except for what is only about to be written: that counts already. */
export interface Quarantine {
  readonly all: () => readonly QuarantineRecord[];
  readonly has: (place: QuarantinedPlace) => boolean;
  /** Takes places out of service, each with its row of the audit; `moves` become true together with the first. */
  readonly set: (places: readonly NewQuarantine[], moves?: readonly InventoryMove[]) => Promise<Result<void, RequestFault>>;
  /** Puts a place back into service. Whether that is proven was asked before. */
  readonly lift: (place: QuarantinedPlace, lifted: { readonly by: string; readonly why: string; readonly proof: string }) => Promise<Result<void, RequestFault>>;
  /** The record as it is to be kept: a reason that only a person's own evidence lifts does not give way to one that a sensor lifts. */
  readonly kept: (record: QuarantineRecord) => QuarantineRecord;
  /** Takes over what has been written by another way (a change of the map). */
  readonly note: (records: readonly QuarantineRecord[]) => void;
}

export interface QuarantineWorld {
  readonly journal: Pick<RecoveryJournal, 'quarantine' | 'lift'>;
  readonly wall: WallClock;
  readonly moved: (moves: readonly InventoryMove[]) => void;
  readonly changed: () => void;
}

/** Goes on from what the journal has. */
export function createQuarantine({ journal, wall, moved, changed }: QuarantineWorld, image: readonly QuarantineRecord[] = []): Quarantine {
  const records = new Map<QuarantinedPlace, QuarantineRecord>(image.map((record) => [record.place, record]));
  const kept: Quarantine['kept'] = (record) => {
    const known = records.get(record.place);
    return known !== undefined && isLiftedByPersonOnly(known.reason) && !isLiftedByPersonOnly(record.reason) ? known : record;
  };
  const note = (noted: readonly QuarantineRecord[]): void => {
    for (const record of noted) records.set(record.place, record);
    changed();
  };
  return {
    all: () => [...records.values()],
    has: (place) => records.has(place),
    kept,
    note,
    set: async (places, moves = []) => {
      const added = places.map((place) => kept({ ...place, utcMs: wall.utcMs() }));
      // At once: nothing may go there while the disk is busy, nor when it fails.
      note(added);
      for (const [index, record] of added.entries()) {
        const first = index === 0 ? moves : [];
        const written = await journal.quarantine(record, first);
        if (!written.ok) return { ok: false, error: { code: 'towerUnavailable', message: `${record.place} is out of service, but that could not be written down: ${written.error.message}` } };
        moved(first);
      }
      return done;
    },
    lift: async (place, lifted) => {
      const known = records.get(place);
      const written = await journal.lift(place, lifted);
      if (!written.ok) return { ok: false, error: { code: 'towerUnavailable', message: `That ${place} is in service again could not be written down, so it stays out of service: ${written.error.message}` } };
      // What was taken out of service anew meanwhile stays so: the journal has that after the lifting.
      if (records.get(place) === known) records.delete(place);
      changed();
      return done;
    },
  };
}
