import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placesOf } from '../../../../config/places.ts';
import { deliveryAt } from '../../testing/delivery-script.ts';
import { sampleCollection, sampleSite } from '../../testing/sample-tower.ts';
import { journeyOf, litBay, placeToLookAt } from './journey.ts';
import { levelAt, levelLights } from './level-lights.ts';

const { levels } = sampleSite.tower;
const places = placesOf(sampleSite);
const journeyAt = (atS: number) => journeyOf(deliveryAt(atS), sampleCollection.carId, places);

describe('the lamps of the storeys', () => {
  it('show only where the lift is until it carries the car, and then the way that lies behind it', () => {
    assert.deepEqual(levelLights(levels, '2', journeyAt(4)), { 1: 'off', 2: 'here', 3: 'off' });
    assert.deepEqual(levelLights(levels, '2', journeyAt(24)), { 1: 'off', 2: 'here', 3: 'passed' });
    assert.deepEqual(levelLights(levels, '1', journeyAt(36)), { 1: 'here', 2: 'passed', 3: 'passed' });
  });
  it('do not flicker while the lift stands half-way and its sensor trembles', () => {
    const [a, b] = [levels[0]!, levels[1]!];
    const middle = (a.zMm + b.zMm) / 2;
    fc.assert(fc.property(fc.array(fc.double({ min: -80, max: 80, noNaN: true }), { minLength: 2, maxLength: 50 }), (noise) => {
      let level: string | undefined = a.id;
      for (const mm of noise) level = levelAt(levels, middle + mm, level);
      assert.equal(level, a.id);
    }));
  });
  it('are of a tower that is heard: nothing is lit beside a lift that nobody knows', () => {
    assert.deepEqual(levelLights(levels, undefined, undefined), { 1: 'off', 2: 'off', 3: 'off' });
  });
});

describe('where to look', () => {
  it('is the cell of the car until it is taken, and the lit bay once it comes', () => {
    assert.equal(placeToLookAt(journeyAt(4))?.name, sampleCollection.fromCell);
    for (const atS of [17, 24, 36, 53]) assert.equal(placeToLookAt(journeyAt(atS)), undefined);
    assert.deepEqual([4, 24, 36, 53, 60].map((atS) => litBay(journeyAt(atS))), [undefined, undefined, 'A', 'A', 'A']);
  });
});
