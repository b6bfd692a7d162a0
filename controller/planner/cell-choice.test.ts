import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stationOf } from '../../config/axes.ts';
import { cellSizeOf, largestCar, takes, type CarSize, type CellSize } from '../../config/cells.ts';
import { loadSite, siteIds } from '../../config/load-site.ts';
import { placesOf } from '../../config/places.ts';
import { carriageDurationMs } from './carriage-move.ts';
import { fitsInto, smallestFitting } from './cell-choice.ts';

const towers = siteIds().map((id) => {
  const loaded = loadSite(id);
  assert.ok(loaded.ok);
  const site = loaded.value;
  const places = placesOf(site);
  return { site, cells: places.filter(({ kind }) => kind === 'cell'), bays: places.filter(({ kind }) => kind === 'bay') };
});
const shanghai = towers.find(({ site }) => site.id === 'tmall-shanghai');
assert.ok(shanghai);
const cell = (name: string) => {
  const found = shanghai.cells.find((one) => one.name === name);
  assert.ok(found);
  return found;
};
const bay = shanghai.bays[0];
assert.ok(bay);
const low: CarSize = { lengthMm: 4600, heightMm: 1500, massKg: 1700 };

/** Takes no more in any respect, and less in one. */
const isSmaller = (one: CellSize, other: CellSize): boolean => {
  const keys = ['clearHeightMm', 'lengthMm', 'massKg'] as const;
  return keys.every((key) => one[key] <= other[key]) && keys.some((key) => one[key] < other[key]);
};

const situation = fc.constantFrom(...towers).chain(({ site, cells, bays }) => fc.record({
  site: fc.constant(site),
  free: fc.shuffledSubarray(cells),
  near: fc.constantFrom(...bays),
  home: fc.option(fc.constantFrom(...cells.map(({ name }) => name)), { nil: undefined }),
  car: fc.option(fc.record({ lengthMm: fc.integer({ min: 3000, max: 5600 }), heightMm: fc.integer({ min: 1100, max: 2200 }), massKg: fc.integer({ min: 800, max: 2800 }) }), { nil: undefined }),
}));

describe('the cell for a car', () => {
  it('is a low one for a low car, though a high one is nearer, and a high one only for a high car', () => {
    const free = [cell('3-1L'), cell('2-1L'), cell('1-3R')];
    assert.equal(smallestFitting(low, free, bay, shanghai.site)?.name, '1-3R');
    assert.equal(smallestFitting({ ...low, heightMm: 1700 }, free, bay, shanghai.site)?.name, '2-1L');
    assert.equal(smallestFitting({ ...low, heightMm: 1900 }, free, bay, shanghai.site)?.name, '3-1L');
    assert.equal(smallestFitting({ ...low, massKg: 2400 }, free, bay, shanghai.site)?.name, '3-1L', 'a low one that is too heavy');
    assert.equal(smallestFitting({ ...low, heightMm: 1951 }, free, bay, shanghai.site), undefined);
    assert.equal(smallestFitting(undefined, free, bay, shanghai.site)?.name, '3-1L', 'one of which nothing is known');
  });

  it('is the home of the pallet among cells of one size, and never when that takes more than need be', () => {
    const free = [cell('1-1R'), cell('1-3R'), cell('3-1R')];
    assert.equal(smallestFitting(low, free, bay, shanghai.site)?.name, '1-1R');
    assert.equal(smallestFitting(low, free, bay, shanghai.site, '1-3R')?.name, '1-3R');
    assert.equal(smallestFitting(low, free, bay, shanghai.site, '3-1R')?.name, '1-1R');
  });

  it('always takes the car, is among the free ones, and is never larger than a free one that takes it too', () => {
    fc.assert(fc.property(situation, ({ site, free, near, home, car }) => {
      const chosen = smallestFitting(car, free, near, site, home);
      const size = car ?? largestCar(site);
      const fitting = free.filter((one) => takes(cellSizeOf(site, one), size, site.tower.headroomMm));
      assert.equal(chosen === undefined, fitting.length === 0, 'there is an answer exactly when one fits');
      if (chosen === undefined) return;
      assert.ok(fitting.includes(chosen) && fitsInto(car, chosen, site));
      for (const other of fitting) assert.ok(!isSmaller(cellSizeOf(site, other), cellSizeOf(site, chosen)), `${other.name} is smaller than ${chosen.name}`);
    }));
  });

  it('is the nearest of its size, and as near whatever the order in which the free ones stand', () => {
    fc.assert(fc.property(situation, ({ site, free, near, car }) => {
      const chosen = smallestFitting(car, free, near, site);
      if (chosen === undefined) return;
      const rideMs = (to: typeof chosen): number => carriageDurationMs(site, stationOf(site, near), stationOf(site, to));
      const alike = free.filter((one) => JSON.stringify(cellSizeOf(site, one)) === JSON.stringify(cellSizeOf(site, chosen)));
      assert.equal(rideMs(chosen), Math.min(...alike.map(rideMs)));
      const turned = smallestFitting(car, [...free].reverse(), near, site);
      assert.ok(turned !== undefined && rideMs(turned) === rideMs(chosen));
    }));
  });
});
