import assert from 'node:assert/strict';
import { loadSite, loadStock, siteIds } from '../../../config/load-site.ts';
import { placesOf } from '../../../config/places.ts';
import { measureDelivery } from './measure-delivery.ts';
import { checkPublished } from './published.ts';

/** No published tower is nearer to what its machine could do than this; `carillon limit` shows every cell. */
const TARGET = 1.15;

describe('published figures of the presets', function () {
  this.timeout(240_000);
  for (const id of siteIds()) {
    it(`${id}: its farthest car comes within them, and within ${String(TARGET)} of the physical limit`, async () => {
      const [site, stock] = [loadSite(id), loadStock(id)];
      assert.ok(site.ok && stock.ok);
      const cell = placesOf(site.value).findLast(({ kind }) => kind === 'cell');
      assert.ok(cell);
      const delivery = await measureDelivery(site.value, stock.value, cell, 1);
      assert.ok(delivery.ok, delivery.ok ? '' : delivery.problem);
      const { achievedMs, ratio } = delivery.value;
      assert.ok(ratio >= 1 && ratio <= TARGET, `${String(ratio)} of the limit`);
      const figures = checkPublished(site.value, { deliverMs: achievedMs, collectMs: undefined });
      assert.ok(figures.length >= 2 && figures.every(({ source }) => source !== ''));
      assert.deepEqual(figures.filter(({ met }) => met === false), []);
    });
  }
});
