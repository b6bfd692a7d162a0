import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadSite } from '../../config/load-site.ts';
import { placesOf } from '../../config/places.ts';
import { estimateQueued, estimateUntilOpen, type Route } from './estimate.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const places = placesOf(site);
const cells = places.filter((place) => place.kind === 'cell');
const bays = places.filter((place) => place.kind === 'bay');
const route = fc.record({ fromZMm: fc.integer({ min: 600, max: 5400 }), fromXMm: fc.integer({ min: 500, max: 6100 }), cell: fc.constantFrom(...cells), bay: fc.constantFrom(...bays) });
const UNTIL_OPEN = ['finding', 'taking', 'coming', 'presenting', 'opening'] as const;

describe('estimate of the time until the door is open', () => {
  it('is a range, and never promises that no time is left before the door is open', () => {
    fc.assert(fc.property(route, fc.constantFrom(...UNTIL_OPEN), fc.integer({ min: 0, max: 600_000 }), (way: Route, phase, inPhaseMs) => {
      const estimate = estimateUntilOpen(phase, inPhaseMs, way, site);
      assert.ok(estimate && estimate.lowS >= 0 && estimate.highS > estimate.lowS);
    }));
  });

  it('never rises as phases pass: what lies behind is not waited for again', () => {
    fc.assert(fc.property(route, (way: Route) => {
      const highs = UNTIL_OPEN.map((phase) => estimateUntilOpen(phase, 0, way, site)?.highS ?? NaN);
      for (const [i, high] of highs.entries()) assert.ok(i === 0 || high <= (highs[i - 1] ?? NaN));
    }));
  });

  it('says nothing of phases in which nobody waits for the door', () => {
    const [cell, bay] = [cells[0], bays[0]];
    assert.ok(cell && bay);
    for (const phase of ['handover', 'proving', 'closing', 'puttingAway', 'done', 'stalled', 'cancelled'] as const) {
      assert.equal(estimateUntilOpen(phase, 0, { fromZMm: 600, fromXMm: 500, cell, bay }, site), undefined);
    }
  });

  it('tells the next in the queue a wider range, for the one ahead drives out in their own time', () => {
    fc.assert(fc.property(route, route, (ahead: Route, own: Route) => {
      const first = estimateUntilOpen('finding', 0, ahead, site);
      const alone = estimateUntilOpen('queued', 0, own, site);
      const queued = estimateQueued(first, ahead, own, site);
      assert.ok(first && alone && queued.lowS >= first.lowS + 45 && queued.highS - queued.lowS > alone.highS - alone.lowS);
    }));
  });
});
