import assert from 'node:assert/strict';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { judgeMutant } from './judge-mutant.ts';
import { mutantsOf } from './mutant.ts';
import { seek } from './seek.ts';

/** A row that holds the shuttle in, one that holds the carriage still, and one that is turned round. */
const SAMPLE = { 'IL-10 removed': 'I01', 'IL-44 removed': 'I02', 'IL-01 negated': 'I47' } as const;

describe('mutants of the interlock table', function () {
  this.timeout(120_000);

  for (const [id, invariant] of Object.entries(SAMPLE)) {
    it(`${id} is noticed by ${invariant}`, async () => {
      const mutant = mutantsOf(INTERLOCKS).find((one) => one.id === id);
      assert.ok(mutant);
      const fate = await judgeMutant(mutant, { seeds: 2, forMs: 60_000 });
      assert.deepEqual([fate.by, fate.invariant], [invariant === 'I47' ? 'ready' : 'plant', invariant], fate.detail);
    });
  }

  it('are sought by a hand that breaks nothing of this with the right table', async () => {
    const mutant = mutantsOf(INTERLOCKS).find(({ id }) => id === 'IL-44 removed');
    assert.ok(mutant);
    const { violations, alone, ranOn } = await seek({ mutant, seed: 1, forMs: 15_000, asItShouldBe: true });
    assert.deepEqual([violations.filter(({ invariant }) => invariant === 'I02'), alone, ranOn], [[], 0, 0]);
  });
});
