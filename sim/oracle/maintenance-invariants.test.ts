import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createOracle } from './oracle.ts';

/** A tower asleep with the key on maintenance for a while; `press` wakes it and moves the lift. */
function asleepFor(ms: number) {
  const { site, state, inputs } = createPlantBench();
  const oracle = createOracle({ site, state, inputs });
  const pass = (passedMs: number): void => {
    state.timeMs += passedMs;
    oracle.check();
  };
  Object.assign(state.panel, { key: 'maintenance', enabling: 'released' });
  pass(3000);
  state.panel.enabling = 'mid';
  state.axes.lift.velocityMmPerS = 100;
  pass(ms);
  return { pass, broken: () => oracle.violations().filter(({ invariant }) => invariant === 'I21').length };
}

describe('I21', () => {
  it('gives a shuttle that the key ends the time in which its brake stops it from its speed, and no more', () => {
    const broken = (runsOnMs: number): boolean => {
      const { site, state, inputs } = createPlantBench(undefined, 'autobahn-singapore');
      const oracle = createOracle({ site, state, inputs });
      const pass = (ms: number): void => {
        for (let at = 0; at < ms; at += 10) {
          state.timeMs += 10;
          oracle.check();
        }
      };
      const { shuttle } = state.axes;
      shuttle.velocityMmPerS = 800;
      shuttle.positionMm = 100;
      pass(50);
      state.panel.key = 'maintenance';
      pass(runsOnMs);
      shuttle.velocityMmPerS = 0;
      pass(2000);
      return oracle.violations().some(({ invariant }) => invariant === 'I21');
    };
    assert.equal(broken(2300), false);
    assert.equal(broken(6000), true);
  });

  it('counts a press from its beginning, not from the end of the motion before the tower fell asleep', () => {
    const { pass, broken } = asleepFor(60_000);
    assert.equal(broken(), 0);
    pass(30_000);
    assert.equal(broken(), 0);
    pass(1100);
    assert.equal(broken(), 1);
  });
});
