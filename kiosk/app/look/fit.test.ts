import assert from 'node:assert/strict';
import { createFitMemory, fitFrom, fitSteps } from './fit.ts';
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

describe('the memory of screens that were measured', () => {
  it('knows a screen that comes back, and no other text on it', () => {
    const memory = createFitMemory();
    memory.keep('xl K17 J. W.', 3);
    assert.deepEqual(['xl K17 J. W.', 'xl K17 M. L.', 'm K17 J. W.'].map(memory.stepOf), [3, undefined, undefined]);
  });
  it('measures anew when other letters have come', () => {
    const memory = createFitMemory();
    memory.keep('xl K17', 3);
    memory.forget();
    assert.equal(memory.stepOf('xl K17'), undefined);
  });
  it('does not grow with the customers of a day', () => {
    const memory = createFitMemory();
    const texts = Array.from({ length: 5000 }, (_, i) => `K17 customer ${String(i)}`);
    for (const text of texts) memory.keep(text, 1);
    assert.deepEqual(texts.filter((text) => memory.stepOf(text) !== undefined), texts.slice(-64));
  });
});
