import assert from 'node:assert/strict';
import { openSimulatedTower } from '../../machines/testing/simulated-tower.ts';

/** Everything between an order and the tower at rest, in simulated ms. */
const LONG_MS = 900_000;
const CAR = 'SH-06';

describe('customers in front of a simulated tower', function () {
  this.timeout(120_000);
  type Bench = Awaited<ReturnType<typeof openSimulatedTower>>;
  let bench: Bench;
  beforeEach(async () => { bench = await openSimulatedTower(true, [CAR]); });
  afterEach(() => bench.simulation.close());

  const rest = async (): Promise<void> => {
    assert.ok(await bench.until(() => bench.now().orders.length === 0 && bench.now().state === 'idle', LONG_MS), JSON.stringify(bench.now().orders));
    assert.deepEqual(bench.sim.violations(), []);
  };
  const bringBack = async (returnId: string, people = 1): Promise<void> => {
    const asked = await bench.tower.order({ kind: 'receive', orderId: returnId, carId: CAR, people });
    assert.ok(asked.ok, JSON.stringify(asked));
    await rest();
  };
  const isIn = (): boolean => bench.sim.plant.pallets[bench.sim.plant.cars[CAR]?.place ?? '']?.place.startsWith('cell:') === true;

  it('drive a car in that is awaited, get out, press both buttons and leave, so that it is taken in', async () => {
    const stages: string[] = [];
    const end = bench.clock.every(100, () => {
      const stage = bench.now().returns?.[0]?.checkIn?.stage;
      if (stage !== undefined && stages.at(-1) !== stage) stages.push(stage);
    });
    await bringBack('back', 2);
    end();
    assert.ok(isIn());
    assert.equal(bench.sim.plant.cars[CAR]?.occupants, 0);
    for (const stage of ['comeIn', 'guiding', 'gettingOut', 'allClear']) assert.ok(stages.includes(stage), `${stage} in ${stages.join()}`);
  });

  it('come for a car that is handed over, also when they have brought it back since', async () => {
    for (const time of ['first', 'second']) {
      await bringBack(`back ${time}`);
      assert.ok(isIn(), time);
      await bench.bring(CAR, `collect ${time}`);
      await rest();
      assert.equal(bench.sim.plant.cars[CAR]?.place, 'outside', time);
    }
  });

  it('take a car away again that is not taken in', async () => {
    const car = bench.sim.plant.cars[CAR];
    assert.ok(car);
    car.widthMm = 2500;
    await bringBack('too wide');
    assert.equal(car.place, 'outside');
    assert.equal(bench.sim.plant.pallets['P06']?.place, 'cell:2-1R');
  });

  it('do not take a car that somebody is just bringing, and bring none that is not awaited', async () => {
    const asked = await bench.tower.order({ kind: 'provide', orderId: 'pallet', bay: 'A' });
    assert.ok(asked.ok, JSON.stringify(asked));
    await rest();
    await bench.clock.runFor(60_000);
    assert.equal(bench.sim.plant.cars[CAR]?.place, 'outside', 'an open door over an empty pallet is no invitation');
    await bringBack('back');
    assert.ok(isIn());
  });
});
