import assert from 'node:assert/strict';
import { limitsOf, stationMm, type CarriageAxisId } from '../../config/axes.ts';
import { loadSite } from '../../config/load-site.ts';
import { placesOf } from '../../config/places.ts';
import { atStation } from './axis-facts.ts';
import type { Channel, Source } from './channel.ts';
import { createFactTable } from './fact-table.ts';
import type { Truth } from './fact.ts';
import type { TowerChannels } from './tower-channels.ts';

/** The fact that an axis stands at a station of a site, over readings in the hands of the test. The flag reaches as far as real ones do. */
function bench(siteId: string, id: CarriageAxisId) {
  const loaded = loadSite(siteId);
  assert.ok(loaded.ok);
  const site = loaded.value;
  const limits = limitsOf(site, id);
  const axis = { offMm: 0 as number | undefined, flag: true as Truth, centred: true as Truth };
  const place = placesOf(site)[0];
  assert.ok(place);
  const atMm = stationMm(site, id, place);
  const source: Source = { refresh: () => true, isFresh: () => true, confirmedAtMs: () => 0 };
  const channels = {
    line: (name: string): Channel => ({ name, source, read: () => axis.centred }),
    carriage: (name: string): Channel => ({ name, source, read: () => axis.flag }),
    axis: (name: string, _question: string, answer: (status: never) => Truth): Channel => ({
      name, source, read: () => (axis.offMm === undefined ? undefined : answer({ positionMm: atMm + axis.offMm } as never)),
    }),
  } as unknown as TowerChannels;
  const rule = atStation(id, site, channels);
  const table = createFactTable([{ ...rule, safeHoldMs: 0 }]);
  let nowMs = 0;
  const value = (): Truth => {
    table.update((nowMs += 10));
    return table.get(rule.name).value;
  };
  return { axis, limits, value };
}

for (const [siteId, id] of [['tmall-shanghai', 'lift'], ['tmall-shanghai', 'travel'], ['autobahn-singapore', 'turn']] as const) {
  describe(`whether the ${id} stands at a station`, () => {
    it('does not let the shuttle go from beside it, although the position would do to stay', () => {
      const { axis, limits, value } = bench(siteId, id);
      axis.offMm = (limits.toleranceMm + limits.holdToleranceMm) / 2;
      assert.equal(value(), false);
      axis.offMm = -axis.offMm;
      assert.equal(value(), false);
      axis.offMm = limits.toleranceMm - 0.1;
      assert.equal(value(), true);
    });

    it('is not arrived at in passing', () => {
      const { axis, limits, value } = bench(siteId, id);
      assert.equal(value(), true);
      axis.offMm = limits.toleranceMm + 0.1;
      assert.equal(value(), false);
    });

    it('outlasts what the axis gives way to while the shuttle is out, and no more, and no further stroke', () => {
      const { axis, limits, value } = bench(siteId, id);
      assert.equal(value(), true);
      axis.centred = false;
      axis.offMm = limits.holdToleranceMm - 0.1;
      assert.equal(value(), true);
      axis.centred = true;
      assert.equal(value(), false, 'the next stroke begins on the narrow tolerance');
      axis.offMm = 0;
      assert.equal(value(), true);
      axis.centred = false;
      axis.offMm = limits.holdToleranceMm + 0.1;
      assert.equal(value(), false);
    });

    it('is unknown without the flag or without the position', () => {
      const { axis, value } = bench(siteId, id);
      axis.flag = undefined;
      assert.equal(value(), undefined);
      axis.flag = true;
      axis.offMm = undefined;
      assert.equal(value(), undefined);
    });
  });
}
