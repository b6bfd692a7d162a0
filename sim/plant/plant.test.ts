import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limitsOf } from '../../config/axes.ts';
import { createPlantBench } from './testing/plant-bench.ts';
import type { PlantBench } from './testing/plant-bench.ts';
import type { AxisId } from './plant.port.ts';

const axisIds = ['lift', 'travel', 'shuttle'] as const satisfies readonly AxisId[];

/** One thing that wild electrics may do, and for how long. */
const wildStep = fc.record({
  axis: fc.constantFrom(...axisIds),
  torque: fc.boolean(),
  releaseBrake: fc.boolean(),
  setpointMm: fc.constantFrom(-7000, -5800, -3000, 0, 500, 600, 3000, 3300, 5400, 5800, 7000),
  door: fc.constantFrom('A.inner', 'A.outer', 'B.inner', 'B.outer'),
  motor: fc.constantFrom('still' as const, 'opening' as const, 'closing' as const),
  lock: fc.boolean(),
  pin: fc.boolean(),
  fork: fc.boolean(),
  palletLock: fc.boolean(),
  ms: fc.integer({ min: 1, max: 400 }).map((ticks) => ticks * 10),
});
type WildStep = typeof wildStep extends fc.Arbitrary<infer T> ? T : never;

function apply(bench: PlantBench, step: WildStep): void {
  const { inputs } = bench;
  Object.assign(inputs.axes[step.axis]!, { torque: step.torque, releaseBrake: step.releaseBrake, setpointMm: step.setpointMm, setpointMmPerS: 0 });
  Object.assign(inputs.doors[step.door]!, { motor: step.motor, lock: step.lock });
  inputs.lockPin.in = step.pin;
  inputs.fork.engage = step.fork;
  inputs.palletLock.lock = step.palletLock;
}

function assertPossible({ state, site }: PlantBench): void {
  for (const axis of axisIds) {
    const { positionMm, velocityMmPerS } = state.axes[axis]!;
    const limits = limitsOf(site, axis);
    assert.ok(positionMm >= limits.minMm && positionMm <= limits.maxMm, `${axis} at ${positionMm}`);
    // Gravity may add to the rated speed in the gap before the brake.
    assert.ok(Math.abs(velocityMmPerS) <= limits.velocityMmPerS * 1.15 + 200, `${axis} at ${velocityMmPerS} mm/s`);
  }
  for (const door of Object.values(state.doors)) {
    assert.ok(door.position >= 0 && door.position <= 1);
    assert.ok(!door.locked || door.position === 0, 'a door is locked only when closed');
  }
  for (const { position } of [state.lockPin, state.fork, state.palletLock]) assert.ok(position >= 0 && position <= 1);
}

function assertConserved({ state, stock }: PlantBench): void {
  assert.deepEqual(Object.keys(state.pallets).sort(), stock.pallets.map(({ id }) => id).sort());
  for (const { id, car } of stock.pallets) {
    assert.equal(state.pallets[id]!.car, car);
    if (car !== undefined) assert.equal(state.cars[car]!.place, id);
  }
  const standing = Object.values(state.pallets).map(({ place }) => place).filter((place) => place !== 'shuttle');
  assert.equal(new Set(standing).size, standing.length, 'no two pallets in one place');
}

describe('plant', () => {
  it('stays possible and loses no pallet under wild commands', () => {
    fc.assert(
      fc.property(fc.array(wildStep, { minLength: 1, maxLength: 40 }), (steps) => {
        const bench = createPlantBench();
        for (const step of steps) {
          apply(bench, step);
          bench.run(step.ms);
          assertPossible(bench);
          assertConserved(bench);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing but the time once it says that it rests', () => {
    fc.assert(
      fc.property(fc.array(wildStep, { minLength: 1, maxLength: 12 }), (steps) => {
        const bench = createPlantBench();
        for (const step of steps) {
          apply(bench, step);
          for (let ms = 0; ms < step.ms; ms += 10) {
            const before = bench.atRest() ? structuredClone({ ...bench.state, timeMs: 0 }) : undefined;
            bench.run(10);
            if (before === undefined) continue;
            assert.deepEqual({ ...bench.state, timeMs: 0 }, before);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('comes to rest by itself when the electrics leave it alone, and rests when it is new', () => {
    const bench = createPlantBench();
    assert.equal(bench.atRest(), true);
    bench.driveFor('lift', 5400, 2000);
    assert.equal(bench.atRest(), false);
    bench.drop('lift');
    bench.run(4000);
    assert.equal(bench.atRest(), true);
    const { timeMs } = bench.state;
    bench.translateMs(1000);
    assert.equal(bench.state.timeMs, timeMs + 1000);
  });

  it('gives the same truth for the same inputs', () => {
    const run = () => {
      const bench = createPlantBench();
      bench.goTo('cell:3-2L');
      bench.take('cell:3-2L');
      bench.goTo('bay:B');
      return JSON.stringify(bench.state);
    };
    assert.equal(run(), run());
  });

  it('refuses a stock whose pallet stands in no cell', () => {
    assert.throws(
      () => createPlantBench((_, stock) => Object.assign(stock.pallets[0]!, { cell: '9-9L' })),
      /pallet P01 stands in cell 9-9L/,
    );
  });
});
