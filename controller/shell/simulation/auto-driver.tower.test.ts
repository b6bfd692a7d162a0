import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import { openSimulatedTower } from '../../machines/testing/simulated-tower.ts';
import { startAutoDriver } from './auto-driver.ts';
import { createSimulation } from './simulation.ts';
import { openTower, runUntil } from './stage.ts';

/** Everything between an order and the tower at rest, in simulated ms. */
const LONG_MS = 900_000;
const CAR = 'SH-06';
/** 5,290 mm on a pallet of 5,400. */
const LONG_CAR = 'SA-04';

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

describe('a customer with a long car', function () {
  this.timeout(120_000);

  it('goes on towards the middle when the screen says so, because the pallet leaves little room', async () => {
    const [site, full] = [loadSite('carvana-san-antonio'), loadStock('carvana-san-antonio')];
    assert.ok(site.ok && full.ok);
    const stock = { ...full.value, pallets: full.value.pallets.map(({ car, ...pallet }) => (car === undefined || car === LONG_CAR ? pallet : { ...pallet, car })) };
    // By this seed they stop 80 mm from the middle at first.
    const simulation = await createSimulation({ site: site.value, stock, seed: 2, skipIdle: true });
    assert.ok(await openTower(simulation));
    startAutoDriver(simulation);
    const shown = () => simulation.core.tower.snapshot().tower;
    const asked = await simulation.core.tower.order({ kind: 'receive', orderId: 'back', carId: LONG_CAR, people: 1 });
    assert.ok(asked.ok, JSON.stringify(asked));
    const told = await runUntil(simulation, () => shown().returns?.[0]?.checkIn?.advice === 'forward' && simulation.sim.plant.bays['A']?.carPartlyOut === false, LONG_MS);
    assert.ok(told, 'they are told to go on');
    assert.ok(await runUntil(simulation, () => shown().orders.length === 0, LONG_MS), JSON.stringify(shown().returns));
    assert.match(simulation.sim.plant.pallets[simulation.sim.plant.cars[LONG_CAR]?.place ?? '']?.place ?? '', /^cell:/u);
    await simulation.close();
  });
});
