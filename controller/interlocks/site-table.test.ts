import assert from 'node:assert/strict';
import { loadSite, siteIds } from '../../config/load-site.ts';
import { axesOf } from '../../config/axes.ts';
import type { AxisId } from '../../config/schema/site.schema.ts';
import { INTERLOCKS } from './interlocks.ts';
import { createInterlockBook } from './permit.ts';
import { isOfSite, tableOf } from './site-table.ts';

const ALL: readonly AxisId[] = ['lift', 'travel', 'turn', 'shuttle'];

describe('the interlock table of a site', () => {
  for (const id of siteIds()) {
    const site = loadSite(id);
    assert.ok(site.ok);
    const axes = axesOf(site.value);
    const missing = ALL.filter((axis) => !axes.includes(axis));
    const table = tableOf(site.value);

    it(`${id}: asks no fact of an axis that it does not have, and every other one`, () => {
      assert.ok(missing.length > 0);
      const isMissing = (fact: string) => missing.some((axis) => fact.startsWith(axis));
      assert.ok(table.every((row) => !isMissing(row.fact.name)));
      const kept = INTERLOCKS.filter((row) => !isMissing(row.fact.name) && row.motions.some((motion) => isOfSite(motion, site.value)));
      assert.deepEqual(table.map((row) => row.id), kept.map((row) => row.id));
    });

    it(`${id}: permits no motion of an axis that it does not have, whatever the facts`, () => {
      const book = createInterlockBook(site.value.tower.bays.map((bay) => bay.id), table);
      const facts = { revision: 0, updatedAtMs: 0, get: () => ({ value: true, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }) as const };
      for (const axis of ALL) {
        if (axis === 'shuttle') continue;
        assert.equal(book.permit(`${axis}.move`, facts).granted, axes.includes(axis), axis);
        assert.equal(book.permit(`${axis}.home`, facts).granted, axes.includes(axis), axis);
      }
    });
  }
});
