import assert from 'node:assert/strict';
import { planRun, type Plan } from './plan.ts';
import { shrink } from './shrink.ts';

const named = (names: readonly string[]): Plan => ({ ...planRun(1), staffed: true, faults: names.map((fault, n) => ({ fault, atMs: n, seed: n })) });
const has = (plan: Plan, ...names: readonly string[]): boolean => names.every((name) => plan.faults.some(({ fault }) => fault === name));

describe('shrinking a failure', () => {
  it('leaves the two faults that only fail together, and nothing else', async () => {
    const small = await shrink(named(['PWR1', 'SER1', 'DRV1', 'IO1', 'SEN1', 'PPL1', 'CAR1']), async (plan) => has(plan, 'SER1', 'PPL1'));
    assert.deepEqual(small.faults.map(({ fault }) => fault), ['SER1', 'PPL1']);
    assert.deepEqual([small.work, small.staffed], [[], false]);
  });

  it('leaves no fault where the work alone fails', async () => {
    const plan = named(['PWR1', 'SER1']);
    const small = await shrink(plan, async ({ work }) => work.some(({ atMs }) => atMs === 0));
    assert.deepEqual([small.faults, small.work.length], [[], 1]);
  });

  it('plays no plan that cannot be smaller again and again', async () => {
    let played = 0;
    await shrink(named(['SER1']), async () => {
      played += 1;
      return false;
    });
    assert.ok(played < 8, String(played));
  });
});
