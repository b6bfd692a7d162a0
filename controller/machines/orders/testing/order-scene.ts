import assert from 'node:assert/strict';
import type { OrderRequest } from '../../../api/order-request.ts';
import { statement } from '../../../journal/statements.ts';
import { openSimulatedTower } from '../../testing/simulated-tower.ts';

/** Longer than any order with all that is done to it, in simulated ms. */
const LONG_MS = 900_000;

/** A simulated tower whose car SH-06 is outside, its pallet P06 empty at home in 2-1R, and what a test of orders does with it. */
export async function openOrderScene(drivers = true) {
  const bench = await openSimulatedTower(drivers, ['SH-06']);
  const { tower, sim, now, until, grant, simulation } = bench;
  const order = (orderId: string) => now().orders.find((one) => one.orderId === orderId);
  const why = () => JSON.stringify({ state: now().state, reasons: now().reasons, orders: now().orders, recovery: now().recovery });
  const pressBoth = (bay: string): void => {
    for (const side of ['left', 'right'] as const) sim.people.attendant.pressAllClear(bay, side);
  };
  return {
    ...bench, order, why,
    placeOf: (palletId: string) => sim.plant.pallets[palletId]?.place,
    begin: async (request: OrderRequest): Promise<void> => {
      const answer = await tower.order(request);
      assert.ok(answer.ok, JSON.stringify(answer));
    },
    /** Waits until the order is in a phase; fails when it ends or pauses before. */
    reach: async (orderId: string, phase: string): Promise<void> => {
      assert.ok(await until(() => order(orderId)?.phase === phase || order(orderId)?.stage === 'paused', LONG_MS), `${orderId} comes to ${phase}: ${why()}`);
      assert.equal(order(orderId)?.phase, phase, why());
    },
    /** Waits until nothing is left to do. */
    rest: async (): Promise<void> => {
      assert.ok(await until(() => now().orders.length === 0 || now().orders.some(({ stage }) => stage === 'paused'), LONG_MS), why());
      assert.equal(now().orders.length, 0, why());
      assert.equal(now().state, 'idle', why());
      await journalIsTrue(bench);
    },
    stopAndReset: async (): Promise<void> => {
      await grant(tower.stop('a test asks'));
      assert.ok(await until(() => now().state === 'stopped', 20_000), why());
      await grant(tower.reset('operator', 'looked'));
    },
    /** A driver has put the car onto the pallet in a bay, with `companions` who stay in it, is on foot beside it for 3 s, and has gone and said so at both buttons. */
    parkCar: async (bay: string, carId: string, companions = 0): Promise<void> => {
      const [pallet, car, inside] = [Object.entries(sim.plant.pallets).find(([, { place }]) => place === `bay:${bay}`), sim.plant.cars[carId], sim.plant.bays[bay]];
      assert.ok(pallet && car && inside && (sim.plant.doors[`${bay}.outer`]?.position ?? 0) > 0.99, 'a pallet behind an open door');
      const driver = sim.people.assign({ kind: 'visitor', bay, stayMs: 3000 });
      const before = inside.persons;
      assert.ok(await until(() => inside.persons > before, 60_000), why());
      pallet[1].car = carId;
      car.place = pallet[0];
      car.occupants += companions;
      inside.persons += companions;
      assert.ok(await until(() => sim.people.view(driver)?.whereabouts === 'gone', 60_000), why());
      // The radar believes an empty bay only after a while; then both buttons beside the door.
      await bench.clock.runFor(3000);
      pressBoth(bay);
    },
    pressBoth,
    phaseInJournal: async (orderId: string): Promise<string> => {
      const read = await simulation.store.read(statement('order.one', { orderId }));
      return read.ok ? String(read.value[0]?.['phase']) : read.error.code;
    },
    close: async (): Promise<void> => {
      assert.deepEqual(simulation.bugs, []);
      assert.deepEqual(sim.violations(), []);
      await simulation.close();
    },
  };
}

export type OrderScene = Awaited<ReturnType<typeof openOrderScene>>;

/** The journal has every pallet and every car where it is in truth. */
async function journalIsTrue({ simulation, sim }: Awaited<ReturnType<typeof openSimulatedTower>>): Promise<void> {
  const [pallets, cars] = [await simulation.store.read(statement('pallet.all')), await simulation.store.read(statement('car.all'))];
  assert.ok(pallets.ok && cars.ok);
  const written = [
    ...pallets.value.map((row) => [String(row['palletId']), row['place'] === 'carriage' ? 'lift' : String(row['place'])] as const),
    ...cars.value.map((row) => [String(row['carId']), String(row['place'] === 'pallet' ? row['palletId'] : row['place'])] as const),
  ];
  const truth = [...Object.entries(sim.plant.pallets), ...Object.entries(sim.plant.cars)].map(([id, { place }]) => [id, place] as const);
  assert.deepEqual(Object.fromEntries(written), Object.fromEntries(truth));
}
