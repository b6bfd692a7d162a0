import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import { placesOf } from '../../config/places.ts';
import { nextTurn, type Candidate } from './next-turn.ts';

const loaded = loadSite('tmall-shanghai');
assert.ok(loaded.ok);
const site = loaded.value;
const cells = placesOf(site).filter(({ kind }) => kind === 'cell').sort((a, b) => a.zMm - b.zMm);
const [near, far] = [cells[0], cells.at(-1)];
assert.ok(near && far);
const at = { lift: near.zMm, travel: near.xMm, turn: 0 };
const FIVE_MINUTES_MS = 300_000;

describe('the next turn of the carriage', () => {
  const waiting = (sinceMs: number): readonly Candidate[] => [{ orderId: 'far', start: far, sinceMs }, { orderId: 'near', start: near, sinceMs: sinceMs + 1 }];

  it('goes to the shortest empty ride while nobody has waited for long', () => {
    assert.equal(nextTurn(waiting(0), at, FIVE_MINUTES_MS, site)?.orderId, 'near');
  });

  it('gives the carriage to whoever has waited longest once that is longer than five minutes', () => {
    assert.equal(nextTurn(waiting(0), at, FIVE_MINUTES_MS + 1, site)?.orderId, 'far');
  });

  it('is nobody’s when nobody asks', () => {
    assert.equal(nextTurn([], at, 0, site), undefined);
  });
});
