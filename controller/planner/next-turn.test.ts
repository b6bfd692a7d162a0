import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import { placesOf } from '../../config/places.ts';
import { nextTurn, type Candidate } from './next-turn.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;
const asks = (orderId: string, at: string, sinceMs = 0): Candidate => {
  const start = placesOf(site).find(({ id }) => id === at);
  assert.ok(start, at);
  return { orderId, start, sinceMs };
};
const bottom = { lift: site.axes.lift.minMm, travel: 0, turn: 0 };
const next = (candidates: readonly Candidate[], nowMs = 1000) => nextTurn(candidates, bottom, nowMs, site)?.orderId;

describe('whose turn the carriage is', () => {
  it('is nobody\'s when nobody asks', () => {
    assert.equal(next([]), undefined);
  });
  it('is that of the car which waits where the carriage is, so that one round trip takes it up and brings the other one down', () => {
    assert.equal(next([asks('down', 'cell:3-3R', 0), asks('up', 'bay:A', 500)]), 'up');
  });
  it('is first come, first served when the way is the same', () => {
    assert.equal(next([asks('later', 'cell:2-1R', 500), asks('sooner', 'cell:2-1R', 100)]), 'sooner');
  });
  it('is that of whoever has waited five minutes, however near the others are', () => {
    const all = [asks('far', 'cell:3-3R', 0), asks('near', 'bay:A', 200_000)];
    assert.equal(next(all, 300_000), 'near');
    assert.equal(next(all, 300_001), 'far');
  });
});
