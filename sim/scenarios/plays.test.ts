import assert from 'node:assert/strict';
import { createCoinSlot } from '../coin/coin-slot.ts';
import { createPeople } from '../people/people.ts';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import type { PlantBench } from '../plant/testing/plant-bench.ts';
import { createPanel } from '../relay/panel.ts';
import { createSeededRng } from '../time/seeded-rng.ts';
import { askFor, carsInCells, expectInventoryTrue, expectNoViolation, expectStandstill, machineMoves, untilHandedOver } from './plays.ts';
import { scenarios } from './registry.ts';
import type { Stage, StageInventory } from './stage.port.ts';

const truth = ({ state }: PlantBench): StageInventory => ({
  pallets: Object.fromEntries(Object.entries(state.pallets).map(([id, { place }]) => [id, place])),
  cars: Object.fromEntries(Object.entries(state.cars).map(([id, { place }]) => [id, place])),
});

/** A stage without a controller: the bench is the tower, and the tower refuses what it is told to refuse. */
function bareStage(over: Partial<Stage> = {}) {
  const bench = createPlantBench();
  const { site, stock, state, inputs } = bench;
  const failures: string[] = [];
  const stage: Stage = {
    site, stock, seed: 1,
    clock: {
      nowMs: () => state.timeMs,
      runFor: async (ms) => bench.run(ms),
      until: async (predicate, timeoutMs) => {
        for (let ms = 0; ms < timeoutMs && !predicate(); ms += 10) bench.run(10);
        return predicate();
      },
    },
    tower: {
      collect: async ({ collectionId }) => ({ ok: true, value: { collectionId, bay: 'A' } }),
      allClear: async () => ({ ok: true, value: undefined }),
      reset: async () => ({ ok: true, value: undefined }),
      resume: async () => ({ ok: true, value: undefined }),
      order: async ({ orderId }) => ({ ok: true, value: { orderId } }),
      reverse: async () => ({ ok: true, value: undefined }),
      cancel: async () => ({ ok: true, value: undefined }),
      endDay: async () => ({ ok: true, value: undefined }),
      stop: async () => ({ ok: true, value: undefined }),
      settle: async () => ({ ok: true, value: undefined }),
      releaseEvent: async () => ({ ok: true, value: undefined }),
      home: async () => ({ ok: true, value: undefined }),
      maintain: async () => ({ ok: true, value: {} }),
      recovery: async () => ({ ok: true, value: { stage: 'settled', doubts: [], quarantines: [] } }),
      choose: async () => ({ ok: true, value: undefined }),
      liftQuarantine: async () => ({ ok: true, value: undefined }),
      snapshot: () => ({ seq: 1, tower: { state: 'idle', reasons: [], recovery: [], axes: {}, bays: {}, collections: [], orders: [] } }),
    },
    plant: { state, inputs },
    people: createPeople({ site, state, inputs, rng: createSeededRng(1) }),
    coins: createCoinSlot(() => state.timeMs, () => {}),
    faults: { start: () => ({ ok: true, value: undefined }), clear: () => {}, active: () => [] },
    panel: createPanel(state, () => {}),
    controller: { kill: () => {}, restart: async () => {} },
    power: { cut: () => {}, restore: async () => {} },
    disk: { fail: () => {}, mend: () => {} },
    jumpWallMs: () => {},
    truthChanged: () => {},
    inventory: async () => truth(bench),
    violations: () => [],
    expect: (sentence, holds) => {
      if (!holds) failures.push(sentence);
    },
    ...over,
  };
  return { bench, stage, failures };
}

describe('scenarios', () => {
  it('have names of their own, and a sentence each', () => {
    assert.equal(new Set(scenarios.map(({ name }) => name)).size, scenarios.length);
    assert.ok(scenarios.some(({ name }) => name === 'deliver'));
    for (const { sentence } of scenarios) assert.match(sentence, /^[A-Z].+\.$/u);
  });

  it('find every car of the stock in its cell, storey by storey', () => {
    const cars = carsInCells(bareStage().stage);
    assert.equal(cars.length, 16);
    assert.deepEqual(cars[0], { palletId: 'P02', carId: 'SH-02', cell: 'cell:1-1R' });
    assert.deepEqual(cars.at(-1), { palletId: 'P16', carId: 'SH-16', cell: 'cell:3-3R' });
  });

  it('fail when the tower refuses, and when the car does not come', async () => {
    const { stage, failures } = bareStage();
    const asked = await askFor(stage);
    assert.equal(await untilHandedOver(stage, asked!), false);
    assert.deepEqual(failures, ['P16 stands in bay A behind an open outer door']);
    const refusing = bareStage({ tower: { ...stage.tower, collect: async () => ({ ok: false, error: { code: 'recovering', message: 'not yet' } }) } });
    assert.equal(await askFor(refusing.stage), undefined);
    assert.deepEqual(refusing.failures, ['the tower accepts the collection of SH-16']);
  });

  it('fail when the journal has one thing elsewhere, be it a pallet or a car', async () => {
    const { stage, failures, bench } = bareStage();
    await expectInventoryTrue(stage);
    assert.deepEqual(failures, []);
    const lies: readonly StageInventory[] = [
      { ...truth(bench), pallets: { ...truth(bench).pallets, P05: 'lift' } },
      { ...truth(bench), cars: { ...truth(bench).cars, 'SH-05': 'outside' } },
    ];
    for (const lie of lies) await expectInventoryTrue({ ...stage, inventory: async () => lie });
    assert.equal(failures.length, 2);
  });

  it('fail when something moves that should stand, or an invariant was violated', async () => {
    const { bench, stage, failures } = bareStage();
    await expectStandstill(stage, 'stands', 1000);
    assert.deepEqual(failures, []);
    bench.inputs.doors['A.inner']!.lock = false;
    bench.inputs.doors['A.inner']!.motor = 'opening';
    await expectStandstill(stage, 'stands', 1000);
    expectNoViolation({ ...stage, violations: () => [{ invariant: 'I05', atMs: 0, detail: '' }] });
    assert.deepEqual(failures, ['stands', 'no invariant was violated']);
    assert.equal(machineMoves(bench.state), true);
  });
});
