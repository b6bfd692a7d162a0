import assert from 'node:assert/strict';
import { runDisk, whyNoDisk } from './run-disk.ts';

/** A sample; `carillon sim disk` visits all of it. */
const SAMPLE = { steps: 8, cuts: 10, draws: 1, troubles: 6, inside: 1, seed: 3 } as const;

describe('the journal on a disk whose power goes', function () {
  this.timeout(60_000);
  before(function () {
    const why = whyNoDisk();
    if (why === undefined) return;
    process.stdout.write(`    left out: no disk can be mounted here (${why})\n`);
    this.skip();
  });

  it('opens whole after every cut, with all that was acknowledged and nothing by half', async () => {
    const report = await runDisk(SAMPLE);
    assert.deepEqual(report?.findings, []);
    assert.ok(report.boundaries > 500 && report.visited === SAMPLE.cuts, `${String(report.boundaries)} boundaries`);
    assert.ok(report.damaged > report.visited, `${String(report.damaged)} of ${String(report.images)} images had lost something`);
    assert.ok(Object.values(report.troubles).reduce((sum, { refused }) => sum + refused, 0) >= 3, 'the disk has refused something');
  });

  it('is found to have lost a step when the disk only says that it has flushed', async () => {
    const report = await runDisk({ ...SAMPLE, cuts: 4, troubles: 0, inside: 0, flushesLie: true });
    assert.ok(report?.findings.some((finding) => finding.includes('was acknowledged')), report?.findings.join('; '));
  });
});
