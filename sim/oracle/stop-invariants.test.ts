import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createOracle } from './oracle.ts';

/** A tower whose chain has been open; the reset button is pressed `before` it closes or after, and let go after `pressedMs`. */
function resetAround(pressed: 'before' | 'after', pressedMs: number): readonly string[] {
  const { site, state, inputs } = createPlantBench();
  const oracle = createOracle({ site, state, inputs });
  const pass = (ms: number): void => {
    for (let at = 0; at < ms; at += 10) {
      state.timeMs += 10;
      oracle.check();
    }
  };
  Object.assign(state.relay, { chainClosed: false, runEnabled: false, tripped: true });
  pass(100);
  state.panel.resetPressed = pressed === 'before';
  pass(50);
  state.relay.chainClosed = true;
  pass(50);
  state.panel.resetPressed = true;
  pass(pressedMs);
  state.panel.resetPressed = false;
  Object.assign(state.relay, { runEnabled: true, tripped: false });
  pass(50);
  state.axes.lift.torque = true;
  pass(200);
  return oracle.violations().filter(({ invariant }) => invariant === 'I33').map(({ detail }) => detail);
}

describe('I33', () => {
  it('takes a reset for what it is: a button that is let go while the chain is closed, also when it was pressed before', () => {
    assert.deepEqual(resetAround('before', 200), []);
    assert.deepEqual(resetAround('after', 200), []);
  });

  it('takes none from a button that was held down since before the chain closed', () => {
    assert.deepEqual(resetAround('before', 4000), ['lift still has torque']);
  });
});
