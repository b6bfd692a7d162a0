import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { axesOf, carriageAxesOf, degreesOf, findLimits, limitsOf, rimMmOf, stationOf } from './axes.ts';
import { loadSite, parseSite, siteIds } from './load-site.ts';
import { placesOf } from './places.ts';

const text = readFileSync(new URL('./sites/autobahn-singapore.yaml', import.meta.url), 'utf8');

function messageOf(change: (yaml: string) => string): string {
  const changed = change(text);
  assert.notEqual(changed, text, 'the change must change something');
  const loaded = parseSite(changed, 'changed.yaml');
  assert.ok(!loaded.ok);
  return loaded.problems.map((p) => `${p.path}: ${p.message}`).join('\n');
}

function siteOf(id: string) {
  const loaded = loadSite(id);
  assert.ok(loaded.ok);
  return loaded.value;
}

describe('a tower with a turntable', () => {
  it('has its places around the shaft, and neither an aisle nor limits along one', () => {
    const site = siteOf('autobahn-singapore');
    assert.deepEqual(axesOf(site), ['lift', 'turn', 'shuttle']);
    assert.deepEqual(carriageAxesOf(site), ['lift', 'turn']);
    assert.equal(findLimits(site, 'travel'), undefined);
    assert.throws(() => limitsOf(site, 'travel'), /has no axis travel/u);
    const place = placesOf(site).find(({ name }) => name === '2-2L');
    assert.deepEqual([place?.turnDeg, place?.xMm, place?.reachMm], [90, 0, -6100]);
    assert.ok(place && Math.abs((stationOf(site, place).turn ?? 0) - (Math.PI / 2) * 3000) < 1e-9, 'a quarter of the way round its rim');
  });

  it('counts the way at its rim: degrees and millimetres are each other, at every radius', () => {
    fc.assert(fc.property(fc.double({ min: -360, max: 360, noNaN: true }), fc.integer({ min: 1000, max: 6000 }), (deg, rimMm) => {
      assert.ok(Math.abs(degreesOf(rimMmOf(deg, { rimMm }), { rimMm }) - deg) < 1e-9);
    }));
  });

  it('has the cells and bays that are published of it', () => {
    const count = (id: string, kind: 'cell' | 'bay') => placesOf(siteOf(id)).filter((place) => place.kind === kind).length;
    assert.deepEqual(siteIds().toSorted().map((id) => [id, count(id, 'cell'), count(id, 'bay')]), [
      ['autobahn-singapore', 60, 2], ['carvana-san-antonio', 30, 3], ['tmall-guangzhou', 42, 2], ['tmall-shanghai', 16, 2],
    ]);
  });

  it('is refused when a position does not say its angle, says one that cannot be reached, or says a place along an aisle', () => {
    assert.match(messageOf((yaml) => yaml.replace('id: "2", turnDeg: 90', 'id: "2"')), /position 2 must say its turnDeg/u);
    assert.match(messageOf((yaml) => yaml.replace('turnDeg: 90', 'turnDeg: 95')), /95 deg lies outside the turntable/u);
    assert.match(messageOf((yaml) => yaml.replace('turnDeg: 90', 'turnDeg: 90, xMm: 500')), /not say an xMm/u);
  });

  it('is refused when its pallet would sweep the places while it turns', () => {
    assert.match(messageOf((yaml) => yaml.replace('strokeMm: 6100', 'strokeMm: 5900')), /corner reaches 2955 mm/u);
  });

  it('is refused when a coin slot is wired without rules', () => {
    assert.match(messageOf((yaml) => yaml.replace('name: B.outerLocked', 'name: coinHeld')), /coin acceptor needs/u);
  });
});
