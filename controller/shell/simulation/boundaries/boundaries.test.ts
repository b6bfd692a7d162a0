import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { INTERRUPTIONS, playBoundary, recordDelivery } from './play-boundary.ts';

/** Between two boundaries that the quick test visits; the verb visits all. */
const EVERY = 13;

describe('an interruption at a step boundary of a delivery', function () {
  this.timeout(180_000);
  const site = loadSite('tmall-shanghai');
  const stock = loadStock('tmall-shanghai');

  for (const [n, how] of INTERRUPTIONS.entries()) {
    it(`by ${how} ends idle, with the journal equal to the plant`, async () => {
      if (!site.ok || !stock.ok) throw new Error('the default site does not load');
      const tower = { site: site.value, stock: stock.value };
      const { boundaries, failures } = await recordDelivery(tower);
      assert.deepEqual(failures, []);
      // Fewer boundaries would mean that steps are no longer written down before they are done.
      assert.ok(boundaries >= 30, `${String(boundaries)} boundaries`);
      for (let boundary = 1 + 4 * n; boundary <= boundaries; boundary += EVERY) {
        const run = await playBoundary(tower, boundary, how);
        assert.ok(run.reached, `boundary ${String(boundary)} is reached`);
        assert.deepEqual(run.failures, [], `at ${String(boundary)}, ${run.at}`);
      }
    });
  }
});
