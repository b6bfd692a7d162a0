import assert from 'node:assert/strict';
import { fitFrom, fitSteps } from './fit.ts';
import type { FitStep } from './fit.ts';

describe('a screen that is too full', () => {
  it('keeps all its air while it is not', () => {
    assert.equal(fitFrom(fitSteps('m'), 0, () => assert.fail('drawn closer'), () => false), 0);
  });
  it('gives up air before the size of its letters', () => {
    const applied: FitStep[] = [];
    const roomy = (): boolean => applied.length < 3;
    fitFrom(fitSteps('xl'), 0, (step) => applied.push(step), roomy);
    assert.deepEqual(applied.map(({ tight, share }) => [tight, share]), [[1, 1], [2, 1], [3, 1]]);
  });
  it('ends with letters that can still be read, in any size', () => {
    const scales = { s: 0.8, m: 1, l: 1.28, xl: 1.6 } as const;
    for (const size of ['s', 'm', 'l', 'xl'] as const) {
      const steps = fitSteps(size);
      assert.equal(fitFrom(steps, 0, () => undefined, () => true), steps.length - 1);
      assert.ok(steps.every(({ share }) => scales[size] * share >= 0.8 - 1e-9), size);
    }
  });
});
