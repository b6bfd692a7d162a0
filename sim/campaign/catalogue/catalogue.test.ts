import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import { createVirtualClock } from '../../time/virtual-clock.ts';
import { createTowerSim } from '../../tower-sim.ts';
import { CATALOGUE, PLAYED } from './catalogue.ts';
import { SELECTORS, isPlayed } from './fault-row.ts';

/** How many faults each layer of the catalogue has. */
const COUNTS = { PWR: 11, PROC: 9, DSK: 11, TIM: 6, SER: 20, IO: 10, SEN: 12, DRV: 12, DOR: 8, CAR: 10, PPL: 10, NET: 10, UI: 10, OPS: 10, SEC: 10 };

describe('the catalogue of faults', () => {
  it('has every one of the 159, once and in order', () => {
    const expected = Object.entries(COUNTS).flatMap(([layer, count]) => Array.from({ length: count }, (_, n) => `${layer}${String(n + 1)}`));
    assert.equal(expected.length, 159);
    assert.deepEqual(CATALOGUE.map(({ id }) => id), expected);
  });

  it('injects at least 110, and says of each other one why not', () => {
    assert.ok(PLAYED.length >= 110, String(PLAYED.length));
    for (const row of CATALOGUE) if (!isPlayed(row)) assert.ok(row.missing.length > 10, row.id);
  });

  it('names nothing that the default site does not have', () => {
    const [site, stock] = [loadSite('tmall-shanghai'), loadStock('tmall-shanghai')];
    assert.ok(site.ok && stock.ok);
    const sim = createTowerSim({ site: site.value, stock: stock.value, seed: 1, clock: createVirtualClock() });
    const targets = sim.faults.targets();
    for (const [name, pattern] of Object.entries(SELECTORS)) assert.ok(targets.some((target) => pattern.test(target)), name);
    sim.close();
  });

  it('lets every fault last for a time', () => {
    for (const { id, lastsMs: [least, most], acts } of PLAYED) assert.ok(least > 0 && least <= most && acts.length > 0, id);
  });
});
