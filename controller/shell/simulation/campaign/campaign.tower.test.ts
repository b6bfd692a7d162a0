import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { planRun, type Plan } from '../../../../sim/campaign/plan.ts';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { NO_RUNS, mustProve, neverCame, rarePremises, reportOf, together } from './campaign-report.ts';
import { auditDeterminism, playSeed, towerOf } from './play-seeds.ts';
import { runPlan } from './run-seed.ts';

/** Process, disk, time and lines, in short runs; the verb plays them by the thousand. */
const SAMPLE = [14, 18, 30, 37, 40] as const;

/** Plans that found something once, by name. A seed draws another run when the generator changes; a plan stays what it is. */
const REGRESSIONS = new URL('./regressions/', import.meta.url);

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

  for (const name of readdirSync(REGRESSIONS)) {
    it(`still holds what it did not hold once: ${name.replace('.json', '').replaceAll('-', ' ')}`, async () => {
      const plan = JSON.parse(readFileSync(new URL(name, REGRESSIONS), 'utf8')) as Plan;
      const run = await runPlan(plan, towerOf(plan));
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

  it('tells of a run each thing once that did not hold, however often it happened', async () => {
    const plan = withFaults('OPS2');
    const run = await runPlan(plan, towerOf(plan));
    const again = [201, 203, 205].map((seconds) => ({ invariant: 'I25', atMs: seconds * 1000, detail: 'fork x P04' }));
    const { violations } = reportOf({ ...run, broken: [...again, { invariant: 'I47', atMs: 300_000, detail: 'not ready' }] }, false);
    assert.deepEqual(violations.map(({ invariant, atMs }) => [invariant, atMs]), [['I25', 201_000], ['I47', 300_000]]);
  });

  it('calls a premise rare that was true less often than so many runs must have it', () => {
    const report = { ...NO_RUNS, runs: 5000, premises: { I01: 1000, I06: 999 } };
    assert.deepEqual(rarePremises(report), ['I06']);
    assert.deepEqual(rarePremises({ ...report, runs: 5 }), []);
    assert.deepEqual([mustProve(report), mustProve({ ...report, runs: 4999 })], [true, false]);
    assert.deepEqual(neverCame(['paused', 'doubt'], { paused: 3 }), ['doubt']);
  });

  it('adds up what became of every fault', () => {
    const result = { plan: withFaults('SER1'), simulatedMs: 1000, broken: [], premises: { I01: 2 }, deeds: [], ended: 'ready' as const, readyAfterMs: 5, goals: ['paused'] as const, alarms: ['link.lost'] };
    const report = together(reportOf({ ...result, fates: [{ fault: 'SER1', fate: 'done' }] }, false), reportOf({ ...result, fates: [{ fault: 'SER1', fate: 'void' }] }, true));
    assert.deepEqual([report.faults['SER1'], report.faultsInjected, report.void, report.premises['I01'], report.goals['paused'], report.alarms['link.lost'], report.audited], [{ done: 1, missed: 0, void: 1 }, 1, 1, 4, 2, 2, 1]);
  });
});
