import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growthShare } from './held-memory.ts';

const over = (values: readonly number[]) => values.map((value, at) => ({ at, value }));

describe('the growth of what a page holds', () => {
  it('is none for a page that goes up and down about the same, and is found under such noise', () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 1000 }), fc.double({ min: 0, max: 0.5, noNaN: true }), (level, share) => {
      const values = Array.from({ length: 24 }, (_, hour) => level * (1 + (share * hour) / 23) + (hour % 2 === 0 ? 1 : -1) * level * 0.01);
      const expected = share / (1 + share / 2);
      assert.ok(Math.abs(growthShare(over(values)) - expected) < 0.02, `${String(growthShare(over(values)))} for ${String(expected)}`);
    }));
  });
  it('is none where nothing is held, or nothing was read twice', () => {
    assert.equal(growthShare(over([0, 0, 0])), 0);
    assert.equal(growthShare(over([5])), 0);
  });
});
