import assert from 'node:assert/strict';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import { draw } from './draw.ts';

const drawMany = (mayKill: boolean) => Array.from({ length: 2000 }, (_, n) => draw(createSeededRng(1).fork(`cycle ${String(n)}`), ['drives', 'bays'], mayKill));

describe('what is drawn for a cycle', () => {
  it('is the same for the same seed, and of every kind among many', () => {
    assert.deepEqual(drawMany(true), drawMany(true));
    assert.equal(new Set(drawMany(true).map(({ deed }) => deed.kind)).size, 8);
  });
  it('is a kill or a stop four times out of five, and a stop from a millisecond to seconds', () => {
    const drawn = drawMany(true).map(({ deed }) => deed);
    const stops = drawn.flatMap((deed) => (deed.kind === 'stop' ? [deed.ms] : []));
    assert.ok(drawn.filter(({ kind }) => kind === 'kill').length + stops.length > 1500);
    assert.ok(Math.min(...stops) <= 2 && Math.max(...stops) > 3500);
    assert.ok(stops.filter((ms) => ms > 100).length > stops.length / 3, 'longer than the watchdog allows');
  });
  it('is no kill where the supervisor would give in', () => assert.ok(drawMany(false).every(({ deed }) => deed.kind !== 'kill')));
});
