import assert from 'node:assert/strict';
import { speedForThisMachine } from '../../up/testing/machine-speed.ts';
import type { Cycle } from './cycle.ts';
import type { Deed } from './draw.ts';
import { playChaos } from './run-chaos.ts';

/** One of each that stops a tower for a reason of its own. */
const DEEDS: readonly Deed[] = [{ kind: 'kill' }, { kind: 'stop', ms: 900 }, { kind: 'unplug', bus: 'drives', ms: 700 }];
/** How long it takes is measured by the command, on a machine that does nothing else. */
const isOfTime = (finding: string): boolean => finding.startsWith('outputs safe only');

describe('the real processes of a tower at work', function () {
  this.timeout(300_000);

  it('are killed, stopped and unplugged: outputs are safe, the screen comes back and says the truth, the journal is whole, and a person brings the tower back', async () => {
    const speed = await speedForThisMachine();
    const told: string[] = [];
    const { cycles, towers } = await playChaos({
      cycles: DEEDS.length, seed: 1, jobs: 1, site: 'tmall-shanghai', speed, isOver: () => false, tell: (line) => { told.push(line); },
      drawn: (n) => ({ deed: DEEDS[n] ?? { kind: 'kill' }, afterMs: 0 }),
    });
    const log = told.join('\n');
    assert.deepEqual(cycles.map(({ deed }) => deed), DEEDS);
    for (const cycle of cycles) assertBack(cycle, log);
    assert.equal(towers, 1, log);
    assert.deepEqual([cycles[0]?.stop?.cause, cycles[1]?.stop?.cause], ['watchdog', 'watchdog'], log);
  });
});

function assertBack({ findings, screenMs, readyMs, skipped, stop }: Cycle, log: string): void {
  assert.deepEqual(findings.filter((finding) => !isOfTime(finding)), [], log);
  assert.ok(skipped === undefined && screenMs !== null && readyMs !== null, log);
  assert.ok(stop === undefined || (stop.safeMs !== null && stop.brakesMs !== null && stop.safeMs <= stop.brakesMs), log);
}
