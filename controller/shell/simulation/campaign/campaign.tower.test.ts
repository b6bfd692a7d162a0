import assert from 'node:assert/strict';
import { planRun, type Plan } from '../../../../sim/campaign/plan.ts';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { NO_RUNS, rarePremises, reportOf, together } from './campaign-report.ts';
import { auditDeterminism, playSeed, towerOf } from './play-seeds.ts';
import { runPlan } from './run-seed.ts';

/** Process, disk, time and lines, in short runs; the verb plays them by the thousand. */
const SAMPLE = [14, 18, 30, 37, 40] as const;

/** Seeds that found a dead end once: a fork without power under a pallet half out, a lift that has lost its reference there. */
const DEAD_ENDS = [172, 211] as const;

/** A delivery that nobody disturbs but by these. */
const withFaults = (...faults: readonly string[]): Plan => ({
  ...planRun(5, 'tmall-shanghai'), staffed: false, carsOut: 1, palletsAway: 0,
  work: [{ kind: 'deliver', atMs: 0, seed: 3 }], faults: faults.map((fault, n) => ({ fault, atMs: 9000 + n, seed: 7 + n })),
});

describe('the random campaign', function () {
  this.timeout(180_000);

  it('finds nothing in a sample of its seeds, and injects something in each', async () => {
    let report = NO_RUNS;
    for (const seed of SAMPLE) report = together(report, (await playSeed(seed)).report);
    assert.deepEqual([report.violations, report.void], [[], 0]);
    assert.ok(report.faultsInjected >= SAMPLE.length, `${String(report.faultsInjected)} faults`);
  });

  for (const seed of DEAD_ENDS) {
    it(`finds its way back to ready in seed ${String(seed)}`, async () => {
      const { run } = await playSeed(seed);
      assert.deepEqual(run.broken, []);
      assert.ok(run.fates.some(({ fate }) => fate === 'done'));
    });
  }

  it('leaves the same trace from the same plan, byte for byte, also when the controller dies in a write', async () => {
    const plan = withFaults('DSK5', 'SER3');
    const run = await runPlan(plan, towerOf(plan));
    assert.deepEqual(run.fates.map(({ fate }) => fate), ['done', 'done']);
    assert.equal(await auditDeterminism(plan, run), undefined);
  });

  it('fails as soon as the interlock table says yes to everything', async () => {
    const plan = withFaults('OPS2');
    const asksNothing = INTERLOCKS.filter(({ fact }) => fact.name === 'journalWritable');
    const { broken } = await runPlan(plan, { ...towerOf(plan), interlocks: asksNothing });
    assert.ok(broken.length > 0);
  });

  it('calls a premise rare that was true less often than so many runs must have it', () => {
    const report = { ...NO_RUNS, runs: 5000, premises: { I01: 1000, I06: 999 } };
    assert.deepEqual(rarePremises(report), ['I06']);
    assert.deepEqual(rarePremises({ ...report, runs: 5 }), []);
  });

  it('adds up what became of every fault', () => {
    const result = { plan: withFaults('SER1'), simulatedMs: 1000, broken: [], premises: { I01: 2 }, deeds: [], readyAfterMs: 5 };
    const report = together(reportOf({ ...result, fates: [{ fault: 'SER1', fate: 'done' }] }, false), reportOf({ ...result, fates: [{ fault: 'SER1', fate: 'void' }] }, true));
    assert.deepEqual([report.faults['SER1'], report.faultsInjected, report.void, report.premises['I01'], report.audited], [{ done: 1, missed: 0, void: 1 }, 1, 1, 4, 1]);
  });
});
