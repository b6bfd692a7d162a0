import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { siteSchema } from '../../../../config/schema/site.schema.ts';
import { siteViewOf } from '../../../../controller/api/contract/index.ts';
import { BOX, mimicLayoutOf } from './mimic-layout.ts';

const SITES = new URL('../../../../config/sites/', import.meta.url);
const names = readdirSync(SITES).filter((name) => name.endsWith('.yaml') && !name.endsWith('.stock.yaml'));

describe('the elevation of a site', () => {
  for (const name of names) {
    it(`gives each place of ${name} a box of its own inside the picture`, () => {
      const site = siteViewOf(siteSchema.parse(parse(readFileSync(new URL(name, SITES), 'utf8'))));
      const { places, width, height, yAt, xAt, shaft } = mimicLayoutOf(site);
      for (const { place, x, y } of places) {
        assert.ok(x >= 0 && y >= 0 && x + BOX.width <= width && y + BOX.height <= height, place.id);
        const touching = places.filter((other) => other.place !== place && Math.abs(other.x - x) < BOX.width && Math.abs(other.y - y) < BOX.height);
        assert.deepEqual(touching.map((other) => other.place.id), [], place.id);
        assert.ok(x + BOX.width <= shaft.x || x >= shaft.x + shaft.width, `${place.id} stands in the shaft`);
        assert.equal(yAt(place.zMm), y, 'the carriage would stand elsewhere');
        if (site.axes.travel !== undefined) assert.ok(xAt(place.xMm).includes(x), 'the carriage would stand elsewhere');
      }
    });
  }
});
