import assert from 'node:assert/strict';
import { createRecoveryJournal } from './recovery-journal.ts';
import { statement } from './statements.ts';
import { granted, openSeededBench, type JournalBench } from './testing/journal-bench.ts';

describe('what recovery keeps', () => {
  let bench: JournalBench;
  beforeEach(async () => (bench = await openSeededBench()));
  afterEach(() => { bench.remove(); });
  const journal = () => createRecoveryJournal({ store: bench.store, wall: bench.wall });
  const kinds = (): readonly unknown[] => granted(bench.store.readNow(statement('audit.all'))).map(({ kind }) => kind);
  const quarantined = { place: 'cell:2-1R', reason: 'leak', by: 'tech', why: 'oil', utcMs: 5 } as const;

  it('a place out of service, with its rows of the audit, until it is lifted', async () => {
    granted(await journal().quarantine(quarantined));
    assert.deepEqual(granted(await journal().read()).quarantines, [quarantined]);
    granted(await journal().lift('cell:2-1R', { by: 'tech', why: 'cleaned', proof: 'evidence' }));
    assert.deepEqual(granted(await journal().read()).quarantines, []);
    assert.deepEqual(kinds().slice(-2), ['quarantined', 'quarantineLifted']);
    assert.ok(!(await journal().lift('cell:2-1R', { by: 'tech', why: 'again', proof: 'evidence' })).ok, 'what is not out of service is not lifted');
  });

  it('a lease by its greatest number, whoever writes a smaller one', async () => {
    granted(await journal().grant([{ resource: 'carriage', number: 7, holder: 'c1' }]));
    assert.ok(!(await journal().grant([{ resource: 'carriage', number: 7, holder: 'c2' }])).ok);
    assert.ok(!(await journal().grant([{ resource: 'carriage', number: 6, holder: 'c2' }])).ok);
    granted(await journal().release([{ resource: 'carriage', number: 6 }]));
    assert.deepEqual(granted(bench.store.readNow(statement('lease.all'))).map(({ holder }) => holder), ['c1'], 'an older number releases nothing');
    granted(await journal().release([{ resource: 'carriage', number: 7 }]));
    assert.deepEqual(granted(await journal().read()).leases, [{ resource: 'carriage', number: 7 }]);
  });

  it('a change of the map with before and after, undone once, and never rewritten', async () => {
    const edit = { editId: 1, what: 'pallet', object: 'P06', before: 'cell:2-1R', after: 'unknown', by: 'tech', second: undefined, why: 'gone', utcMs: 9, undone: false } as const;
    granted(await journal().edit(edit, [{ what: 'pallet', id: 'P06', to: 'unknown' }], [quarantined]));
    assert.deepEqual(granted(await journal().read()).edits, [edit]);
    assert.equal(granted(await journal().read()).quarantines.length, 1);
    granted(await journal().undo(1, { by: 'tech', why: 'found' }, [{ what: 'pallet', id: 'P06', to: 'cell:2-1R' }]));
    assert.equal(granted(await journal().read()).edits[0]?.undone, true);
    assert.ok(!(await journal().undo(1, { by: 'tech', why: 'twice' }, [])).ok);
    assert.deepEqual(kinds().slice(-3), ['quarantined', 'mapEdited', 'mapEditUndone']);
  });
});
