import { ok } from '../ports.ts';
import type { Result, Statement, Store, StoreFault, StoreRow, WallClock } from '../ports.ts';
import { auditStatement } from './audit.ts';
import { movesToStatements } from './inventory.ts';
import type { LeaseResource, MapEditRecord, QuarantinedPlace, QuarantineRecord, RecoveryImage, RecoveryJournal } from './recovery-journal.port.ts';
import { statement } from './statements.ts';

function toQuarantine(row: StoreRow): QuarantineRecord {
  return {
    place: String(row['place']) as QuarantinedPlace, reason: String(row['reason']), by: String(row['byWhom']), why: String(row['why']), utcMs: Number(row['utcMs']),
  };
}

function toEdit(row: StoreRow): MapEditRecord {
  const second = row['second'];
  return {
    editId: Number(row['editId']),
    what: row['what'] === 'car' ? 'car' : 'pallet',
    object: String(row['object']),
    before: String(row['placeBefore']),
    after: String(row['placeAfter']),
    by: String(row['byWhom']),
    second: typeof second === 'string' ? second : undefined,
    why: String(row['why']),
    utcMs: Number(row['utcMs']),
    undone: typeof row['undoneUtcMs'] === 'number',
  };
}

async function readImage(store: Store): Promise<Result<RecoveryImage, StoreFault>> {
  const quarantines = await store.read(statement('quarantine.all'));
  if (!quarantines.ok) return quarantines;
  const leases = await store.read(statement('lease.all'));
  if (!leases.ok) return leases;
  const edits = await store.read(statement('mapEdit.all'));
  if (!edits.ok) return edits;
  return ok({
    quarantines: quarantines.value.map(toQuarantine),
    leases: leases.value.map((row) => ({ resource: String(row['resource']) as LeaseResource, number: Number(row['number']) })),
    edits: edits.value.map(toEdit),
  });
}

function quarantineStatements(record: QuarantineRecord): readonly Statement[] {
  const { place, reason, by, why, utcMs } = record;
  return [statement('quarantine.set', { place, reason, byWhom: by, why, utcMs }, 1), auditStatement('quarantined', { place, reason, by, why }, utcMs)];
}

/** What recovery writes, over a durable store. */
export function createRecoveryJournal({ store, wall }: { readonly store: Store; readonly wall: WallClock }): RecoveryJournal {
  return {
    read: () => readImage(store),
    quarantine: (record, moves = []) => store.commit([...quarantineStatements(record), ...movesToStatements(moves)]),
    lift: (place, { by, why, proof }) =>
      store.commit([statement('quarantine.lift', { place }, 1), auditStatement('quarantineLifted', { place, by, why, proof }, wall.utcMs())]),
    grant: (leases) =>
      store.commit(leases.map(({ resource, number, holder }) => statement('lease.grant', { resource, number, holder, utcMs: wall.utcMs() }, 1))),
    release: (leases) => store.commit(leases.map(({ resource, number }) => statement('lease.release', { resource, number, utcMs: wall.utcMs() }))),
    edit: (edit, moves, quarantines) => {
      const { editId, what, object, before, after, by, second, why, utcMs } = edit;
      return store.commit([
        statement('mapEdit.add', { editId, what, object, placeBefore: before, placeAfter: after, byWhom: by, second: second ?? null, why, utcMs }, 1),
        ...movesToStatements(moves),
        ...quarantines.flatMap(quarantineStatements),
        auditStatement('mapEdited', { editId, what, object, before, after, by, second: second ?? null, why }, utcMs),
      ]);
    },
    undo: (editId, { by, why }, moves) => {
      const utcMs = wall.utcMs();
      return store.commit([statement('mapEdit.undo', { editId, utcMs }, 1), ...movesToStatements(moves), auditStatement('mapEditUndone', { editId, by, why }, utcMs)]);
    },
  };
}
