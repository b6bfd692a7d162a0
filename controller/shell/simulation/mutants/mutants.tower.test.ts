import assert from 'node:assert/strict';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { judgeMutant, type Fate } from './judge-mutant.ts';
import { mutantsOf } from './mutant.ts';
import { PLAYS } from './plays.ts';
import { reasonFor } from './reasons.ts';

async function fateOf(id: string): Promise<Fate> {
  const mutant = mutantsOf(INTERLOCKS).find((one) => one.id === id);
  assert.ok(mutant, id);
  return judgeMutant(mutant);
}

/** A mutant of each kind, and what becomes of it. */
const SAMPLE: readonly (readonly [id: string, by: Fate['by'], invariant?: string])[] = [
  ['IL-44 removed', 'plant', 'I02'],
  ['IL-67 stale', 'plant', 'I56'],
  ['IL-13 notWatched', 'plant', 'I54'],
  ['IL-12 oneBay', 'plant', 'I03'],
  ['IL-40 thresholdMoved', 'covered', 'I13'],
  ['IL-01 negated', 'ready', 'I47'],
  ['IL-01 operandDropped lift.move', 'equivalent'],
  ['IL-121 removed', 'table'],
];

describe('mutants of the interlock table', function () {
  this.timeout(60_000);

  for (const [id, by, invariant] of SAMPLE) {
    it(`${id}: ${by}${invariant === undefined ? '' : `, by ${invariant}`}`, async () => {
      const fate = await fateOf(id);
      assert.deepEqual([fate.by, fate.invariant], [by, invariant], fate.detail);
    });
  }

  it('have a play, or a reason why none could show them', () => {
    const left = mutantsOf(INTERLOCKS, ['removed']).filter((mutant) => !PLAYS.some(({ row }) => row === mutant.row.id) && reasonFor(mutant) === undefined);
    assert.deepEqual(left.map(({ id }) => id), []);
  });
});
