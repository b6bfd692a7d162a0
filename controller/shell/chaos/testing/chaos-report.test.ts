import assert from 'node:assert/strict';
import { reportOf, spreadOf, wrongWith } from './chaos-report.ts';
import type { Cycle } from './cycle.ts';

const killed = (cycle: number, more: Partial<Cycle> = {}): Cycle => ({
  cycle, deed: { kind: 'kill' }, moving: true, otherStops: 0, screenMs: 3000 + cycle, readyMs: 1000, wallMs: 6000, deeds: [], findings: [],
  stop: { safeMs: 110, brakesMs: 180, afterMs: 105, stalledMs: 0, cause: 'watchdog', moving: true }, ...more,
});

describe('the report of all cycles', () => {
  it('takes the least value that so large a share does not exceed', () => {
    assert.deepEqual(spreadOf(Array.from({ length: 1000 }, (_, n) => 1000 - n)), { count: 1000, p50: 500, p99: 990, p999: 999, max: 1000 });
    assert.equal(spreadOf([]), undefined);
  });
  it('tells apart where the machine stood still, and hides none of it', () => {
    const report = reportOf([killed(0), killed(1, { stop: { safeMs: 260, brakesMs: 330, afterMs: 250, stalledMs: 150, cause: 'watchdog', moving: true } })]);
    assert.deepEqual([report.safeMs?.max, report.frozen.count, report.frozen.safeMs?.max], [110, 1, 260]);
    assert.deepEqual(wrongWith(report, 2), []);
  });
  it('counts no cycle that was not done', () => {
    const report = reportOf([killed(0), killed(1, { skipped: 'there was no controller' })]);
    assert.deepEqual([report.cycles, report.kills, report.skipped], [1, 1, { 'kill: there was no controller': 1 }]);
  });
  it('has no screens of stops that went by unnoticed', () => {
    const { stop: _, ...unnoticed } = killed(0, { deed: { kind: 'stop', ms: 3 } });
    const report = reportOf([unnoticed, killed(1)]);
    assert.deepEqual([report.screenMs['stop'], report.screenMs['all']?.count], [undefined, 1]);
  });
  it('says what is wrong: a finding, a screen that came too late, too few cycles', () => {
    const report = reportOf([killed(0, { screenMs: 10_001, findings: ['journal: damaged'] })]);
    assert.deepEqual(wrongWith(report, 2), [
      'cycle 0 {"kind":"kill"}: journal: damaged', 'the truthful screen comes after 10001 ms (p99.9): more than 10000', '1 of 2 cycles were played',
    ]);
    assert.equal(report.journalsWhole, 0);
  });
});
