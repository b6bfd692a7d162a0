import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import { done, fault, type Result, type StoreFault } from '../../ports.ts';
import { createQuarantine } from './quarantine.ts';

const CELL: QuarantinedPlace = 'cell:2-1R';
const LEAK = { place: CELL, reason: 'leak', by: 'tech', why: 'oil under the car' } as const;
const EDITED = { place: CELL, reason: 'mapEdited', by: 'tech', why: 'seen from the gallery' } as const;

function bench() {
  const journal = { quarantine: sinon.stub().resolves(done), lift: sinon.stub().resolves(done) };
  const quarantine = createQuarantine({ journal, wall: { utcMs: () => 77 }, moved: () => undefined, changed: () => undefined });
  return { journal, quarantine };
}

describe('the book of places out of service', () => {
  it('keeps a reason that only a person lifts when the map is edited there as well', async () => {
    const { journal, quarantine } = bench();
    assert.ok((await quarantine.set([LEAK])).ok);
    assert.ok((await quarantine.set([EDITED])).ok);
    assert.deepEqual(quarantine.all().map(({ reason }) => reason), ['leak']);
    assert.equal(journal.quarantine.lastCall.args[0].reason, 'leak');
    assert.equal(quarantine.kept({ ...EDITED, utcMs: 78 }).reason, 'leak');
  });

  it('takes over a graver reason, and moves what moves with it', async () => {
    const { journal, quarantine } = bench();
    assert.ok((await quarantine.set([EDITED])).ok);
    assert.ok((await quarantine.set([LEAK], [{ what: 'pallet', id: 'P06', to: 'unknown' }])).ok);
    assert.deepEqual(quarantine.all().map(({ reason }) => reason), ['leak']);
    assert.deepEqual(journal.quarantine.lastCall.args[1], [{ what: 'pallet', id: 'P06', to: 'unknown' }]);
  });

  it('stays out of service when it is taken out anew while its lifting is being written down', async () => {
    const { journal, quarantine } = bench();
    assert.ok((await quarantine.set([EDITED])).ok);
    let written: (result: Result<void, StoreFault>) => void = () => undefined;
    journal.lift.returns(new Promise((resolve) => { written = resolve; }));
    const lifting = quarantine.lift(CELL, { by: 'sensors', why: 'looked into', proof: 'audit' });
    assert.ok((await quarantine.set([LEAK])).ok);
    written(done);
    assert.ok((await lifting).ok);
    assert.ok(quarantine.has(CELL));
  });

  it('is out of service also when that cannot be written down, and in service only when that could', async () => {
    const { journal, quarantine } = bench();
    const full = fault('full', 'The disk is full.');
    journal.quarantine.resolves(full);
    assert.equal((await quarantine.set([LEAK])).ok, false);
    assert.ok(quarantine.has(CELL));
    journal.lift.resolves(full);
    assert.equal((await quarantine.lift(CELL, { by: 'tech', why: 'wiped', proof: 'evidence' })).ok, false);
    assert.ok(quarantine.has(CELL));
  });
});
