import assert from 'node:assert/strict';
import { deliveryAt } from '../../testing/delivery-script.ts';
import { restingTower, sampleCollection, sampleSite } from '../../testing/sample-tower.ts';
import { digestOf } from '../flow/tower-digest.ts';
import { contentsOf } from './scene-contents.ts';

const { carId, fromCell, bay } = sampleCollection;
/** Everywhere that the sample car is drawn. */
const drawnAt = (atS: number): readonly string[] => {
  const { places, carriage } = contentsOf(deliveryAt(atS));
  return [...Object.entries(places), ['carriage', carriage] as const].filter(([, occupant]) => occupant.carId === carId).map(([place]) => place);
};

describe('what the scene shows', () => {
  it('has the customer’s car in exactly one place at every moment of a delivery', () => {
    for (let atS = 0; atS <= 60; atS += 0.5) assert.equal(drawnAt(atS).length, 1, `at ${String(atS)} s`);
  });
  it('follows it from the cell over the shuttle and the lift into the bay', () => {
    assert.deepEqual([4, 17, 24, 36, 45].flatMap(drawnAt), [`cell:${fromCell}`, 'carriage', 'carriage', 'carriage', `bay:${bay}`]);
  });
  it('draws the empty pallet on its way home without the car that has left', () => {
    const { [fromCell]: _home, ...cells } = restingTower.cells;
    const tower = { ...restingTower, cells: { ...cells, [fromCell]: { state: 'unknown' as const } }, collections: [{ ...sampleCollection, phase: 'puttingAway' as const }] };
    assert.deepEqual(contentsOf(tower).carriage, { hasPallet: true, carId: undefined, isKnown: true });
  });
  it('leaves the carriage empty when every pallet stands somewhere', () => {
    assert.equal(contentsOf(restingTower).carriage.hasPallet, false);
  });
  it('counts a car between two places as inside, and says that it is there', () => {
    const digest = digestOf({ link: 'live', tower: deliveryAt(17), heardAtMs: 0 }, sampleSite);
    assert.equal(digest.carCount, 16);
    assert.deepEqual(digest.collections[0]?.carAt, { kind: 'shuttle' });
  });

  it('draws no car in the bay once it has driven out, although the books keep it until that is proven', () => {
    assert.equal(contentsOf(deliveryAt(60)).places[`bay:${bay}`]?.carId, carId);
    for (const phase of ['proving', 'closing', 'puttingAway'] as const) {
      assert.deepEqual(contentsOf(deliveryAt(60, { phase })).places[`bay:${bay}`], { hasPallet: true, carId: undefined, isKnown: true }, phase);
    }
  });
});
