import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createOracle } from './oracle.ts';

/** A tower that the oracle looks at after every piece of time, and what it finds of one invariant. */
function lookedAt(of: string) {
  const { site, state, inputs } = createPlantBench();
  const oracle = createOracle({ site, state, inputs });
  const pass = (ms: number, stepMs = 10): void => {
    for (let at = 0; at < ms; at += stepMs) {
      state.timeMs += stepMs;
      oracle.check();
    }
  };
  return { state, inputs, pass, found: () => oracle.violations().filter(({ invariant }) => invariant === of).length };
}

describe('I18', () => {
  it('counts how long somebody has asked to get out from the press, not from the sleep of the tower before it', () => {
    const { state, pass, found } = lookedAt('I18');
    Object.assign(state.bays['A']!, { persons: 1, exitPressed: true });
    pass(46_000, 46_000);
    pass(9000);
    assert.equal(found(), 0);
    pass(2000);
    assert.equal(found(), 1);
  });
});

describe('I20', () => {
  it('takes a warning that begins as the tower wakes for no longer than it has been seen', () => {
    const closes = (warnedMs: number): number => {
      const { state, inputs, pass, found } = lookedAt('I20');
      const door = state.doors['A.outer']!;
      Object.assign(door, { position: 1, locked: false });
      pass(10);
      inputs.horn.on = true;
      Object.assign(inputs.lamps['A']!, { green: false, red: true });
      pass(60_000, 60_000);
      pass(warnedMs);
      door.velocityPerS = -0.1;
      pass(10);
      return found();
    };
    assert.deepEqual([closes(1000), closes(2000)], [1, 0]);
  });
});
