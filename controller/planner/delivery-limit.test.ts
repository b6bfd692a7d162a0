import assert from 'node:assert/strict';
import { loadSite, siteIds } from '../../config/load-site.ts';
import { limitsOf, stationOf } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { deliveryLimit } from './delivery-limit.ts';
import { moveDurationMs } from './s-curve.ts';

function siteOf(id: string): Site {
  const loaded = loadSite(id);
  assert.ok(loaded.ok);
  return loaded.value;
}

function limitOf(site: Site, cell: string, bay: string) {
  const place = (id: string) => {
    const found = placesOf(site).find((one) => one.id === id);
    assert.ok(found, id);
    return found;
  };
  return deliveryLimit(site, stationOf(site, place(`bay:${site.tower.bays[0]?.id ?? ''}`)), place(`cell:${cell}`), place(`bay:${bay}`));
}

describe('physical limit of a delivery', () => {
  it('is the sum of its critical path, for every cell and bay of every preset', () => {
    for (const id of siteIds()) {
      const site = siteOf(id);
      const bays = placesOf(site).filter(({ kind }) => kind === 'bay');
      for (const cell of placesOf(site).filter(({ kind }) => kind === 'cell')) {
        for (const bay of bays) {
          const { limitMs, path } = limitOf(site, cell.name, bay.name);
          assert.ok(path.every(({ ms }) => ms >= 0));
          assert.equal(limitMs, path.reduce((sum, { ms }) => sum + ms, 0));
        }
      }
    }
  });

  it('counts the slowest axis of a journey only: in a tower that turns, the lift from storey 15 and the turntable from storey 1', () => {
    const site = siteOf('autobahn-singapore');
    const far = limitOf(site, '15-2R', 'A').path.find(({ step }) => step.startsWith('carriage to the bay'));
    assert.equal(far?.step, 'carriage to the bay (lift)');
    assert.equal(far.ms, moveDurationMs(15 * 2700, limitsOf(site, 'lift')));
    const near = limitOf(site, '1-2R', 'A').path.find(({ step }) => step.startsWith('carriage to the bay'));
    assert.equal(near?.step, 'carriage to the bay (turn)');
  });

  it('asks for neither pin nor lock when the cell lies opposite its bay', () => {
    const { path } = limitOf(siteOf('tmall-shanghai'), '1-1R', 'A');
    assert.ok(!path.some(({ step }) => step === 'pallet locked' || step === 'lock pin out'));
    assert.equal(path.filter(({ step }) => step.startsWith('shuttle')).length, 4);
  });
});
