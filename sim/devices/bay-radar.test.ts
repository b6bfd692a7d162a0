import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createRadar } from './bay-radar.ts';

/** Bay A with car SH-06 on its pallet, both doors shut. */
function ladenBay() {
  const bench = createPlantBench();
  Object.assign(bench.state.pallets['P06']!, { place: 'bay:A', yMm: -5800 });
  const clear = createRadar(bench.state, 'A');
  const seen: boolean[] = [];
  bench.onTick(() => { seen[0] = clear(); });
  const after = (ms: number): boolean => {
    bench.run(ms);
    return seen[0] ?? false;
  };
  return { bench, after, bay: bench.state.bays['A']!, car: bench.state.cars['SH-06']! };
}

describe('radar of a bay', () => {
  it('is clear over a bay in which nothing lives and nothing moves', () => {
    assert.equal(ladenBay().after(100), true);
  });

  it('sees a child that sits in the car, where scanner and camera see nobody', () => {
    const { after, bay, car } = ladenBay();
    Object.assign(bay, { persons: 1 });
    car.occupants = 1;
    assert.equal(after(100), false);
    bay.persons = 0;
    assert.equal(after(300), false);
    assert.equal(after(200), true);
  });

  it('sees a door that moves, and a car that rolls until it rests in its trough', () => {
    const { bench, after, car } = ladenBay();
    bench.inputs.doors['A.outer']!.lock = false;
    bench.inputs.doors['A.outer']!.motor = 'opening';
    assert.equal(after(1000), false);
    bench.inputs.doors['A.outer']!.motor = 'still';
    assert.equal(after(2000), true);
    car.braked = false;
    assert.equal(after(2000), false);
    assert.ok(car.offsetMm < -30, `${car.offsetMm} mm towards the street`);
    assert.equal(after(10_000), true);
    assert.equal(bench.atRest(), true);
  });
});
