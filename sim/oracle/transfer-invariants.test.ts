import assert from 'node:assert/strict';
import { createPlantBench, type PlantBench } from '../plant/testing/plant-bench.ts';
import { createOracle } from './oracle.ts';

/** What I53 finds in what is done with a carriage at a cell, or at none. */
function found(act: (bench: PlantBench) => void): readonly string[] {
  const bench = createPlantBench();
  const { site, state, inputs } = bench;
  const oracle = createOracle({ site, state, inputs });
  bench.onTick(oracle.check);
  act(bench);
  return oracle.violations().filter(({ invariant }) => invariant === 'I53').map(({ detail }) => detail);
}

describe('a pallet changes hands (I53)', () => {
  it('with the carriage pinned, the fork in the middle or in a place, and the lock under it', () => {
    assert.deepEqual(found((bench) => {
      bench.goTo('cell:2-1R');
      bench.take('cell:2-1R');
      bench.put('cell:2-1R');
    }), []);
  });

  it('never on a carriage that no pin holds', () => {
    assert.deepEqual(found((bench) => { bench.fork(true); }), ['the fork moves on a carriage that no pin holds']);
    assert.deepEqual(found((bench) => {
      bench.goTo('cell:2-1R');
      bench.take('cell:2-1R');
      bench.pin(false);
      bench.lock(false);
    }), ['the pallet lock opens on a carriage that no pin holds']);
  });

  it('never half-way, nor with a lock that closes under nothing', () => {
    assert.deepEqual(found((bench) => {
      bench.goTo('cell:2-1R');
      bench.drive('shuttle', 3000);
      bench.fork(true);
    }), ['the fork rises at 3000 mm']);
    assert.deepEqual(found((bench) => { bench.lock(true); }), ['the pallet lock closes under no pallet']);
  });
});
