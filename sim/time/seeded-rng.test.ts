import assert from 'node:assert/strict';
import { createSeededRng } from './seeded-rng.ts';

const draws = (rng: { next: () => number }, count = 8) => Array.from({ length: count }, () => rng.next());

describe('seeded random numbers', () => {
  it('repeat for a seed and differ between seeds', () => {
    assert.deepEqual(draws(createSeededRng(7)), draws(createSeededRng(7)));
    assert.notDeepEqual(draws(createSeededRng(7)), draws(createSeededRng(8)));
  });

  it('give each purpose a stream that no other purpose shifts', () => {
    const alone = draws(createSeededRng(7).fork('people'));
    const root = createSeededRng(7);
    draws(root, 100);
    draws(root.fork('faults'), 100);
    assert.deepEqual(draws(root.fork('people')), alone);
    assert.notDeepEqual(draws(root.fork('faults')), alone);
  });

  it('spread evenly over [0, 1) and over bytes', () => {
    const rng = createSeededRng(1);
    const buckets = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i += 1) {
      const value = rng.next();
      assert.ok(value >= 0 && value < 1);
      buckets[Math.floor(value * 10)]! += 1;
    }
    for (const count of buckets) assert.ok(Math.abs(count - 1000) < 150, `a bucket of ${count}`);
    assert.equal(new Set(rng.bytes(4096)).size, 256);
  });
});
