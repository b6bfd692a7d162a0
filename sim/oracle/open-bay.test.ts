import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createOracle } from './oracle.ts';

/** A tower that the oracle looks at after every piece of time that passes; what it finds of one invariant, and whether that came as a late answer. */
function lookedAt(of: string) {
  const { site, state, inputs } = createPlantBench();
  const oracle = createOracle({ site, state, inputs });
  const pass = (ms: number, stepMs = 10): void => {
    for (let at = 0; at < ms; at += stepMs) {
      state.timeMs += stepMs;
      oracle.check();
    }
  };
  const late = (): readonly boolean[] => oracle.violations().filter(({ invariant }) => invariant === of).map(({ isLate }) => isLate ?? false);
  return { state, inputs, pass, late };
}

describe('a bay that hands have opened', () => {
  it('gives the shuttle its stopping time when the bolt of the outer door lets go in front of it, and no more (I04)', () => {
    const seen = (goesOnMs: number): readonly boolean[] => {
      const { state, pass, late } = lookedAt('I04');
      Object.assign(state.doors['A.inner']!, { position: 1, locked: false });
      Object.assign(state.axes.lift, { positionMm: 600 });
      Object.assign(state.axes.shuttle, { positionMm: -1500, velocityMmPerS: -500 });
      pass(100);
      assert.deepEqual(late(), []);
      state.doors['A.outer']!.locked = false;
      pass(goesOnMs);
      state.axes.shuttle.velocityMmPerS = 0;
      pass(5000);
      return late();
    };
    assert.deepEqual([seen(1000), seen(4000)], [[false], [false, true]]);
  });

  it('finds torque that outlives the stopping time beside two open doors (I05)', () => {
    const seen = (torqueMs: number): readonly boolean[] => {
      const { state, pass, late } = lookedAt('I05');
      for (const id of ['A.inner', 'A.outer']) Object.assign(state.doors[id]!, { position: 1, locked: false });
      state.axes.lift.torque = true;
      pass(torqueMs);
      state.axes.lift.torque = false;
      pass(5000);
      return late();
    };
    assert.deepEqual([seen(500), seen(5000)], [[false], [false, true]]);
  });
});
