import { placesOf } from '../../config/places.ts';
import { beginOrder, doOrder, emptyPallet, expectPallet, orderOf, untilIdle } from './orders.scenario.ts';
import { askFor, carsInCells, expectInventoryTrue, expectNoViolation, reasonsOf, whereabouts } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';
import { homeWhatIsLost, resetAtPanel, settleAll } from './way-back.ts';

/** Longer than any order that nobody disturbs. */
const ORDER_MS = 900_000;

/** Cars on a level, so that a way between two of them is a way. */
function carOn(stage: Stage, level: string | undefined) {
  const places = placesOf(stage.site);
  return carsInCells(stage).find(({ cell }) => places.find(({ id }) => id === cell)?.level === level);
}

/** A return and a delivery in one round trip. */
export const dualCommand: Scenario = {
  name: 'dual-command',
  sentence: 'A car that came in goes up while another customer waits: from its cell the carriage goes straight to the other car and brings it down, in one round trip.',
  family: 'orders',
  play: async (stage) => {
    const { state } = stage.plant;
    const levels = stage.site.tower.levels.map(({ id }) => id);
    const empty = await emptyPallet(stage, carOn(stage, levels[1]));
    if (empty === undefined || !(await beginOrder(stage, { kind: 'receive', orderId: 'in', carId: empty.carId, people: 1 }))) return;
    const awaited = await stage.clock.until(() => orderOf(stage, 'in')?.phase === 'awaiting', ORDER_MS);
    stage.expect('a pallet waits for the car', awaited, reasonsOf(stage));
    stage.people.assign({ kind: 'bringer', bay: orderOf(stage, 'in')?.bay ?? '', carId: empty.carId });
    const rides = await stage.clock.until(() => state.pallets[empty.palletId]?.place === 'lift' && state.pallets[empty.palletId]?.car === empty.carId, ORDER_MS);
    stage.expect('the car that came in is on the carriage', rides, `${whereabouts(stage, empty.palletId)}; ${reasonsOf(stage)}`);
    const out = await askFor(stage, carOn(stage, levels.at(-1)));
    if (out === undefined) return;
    await stage.clock.until(() => state.pallets[empty.palletId]?.place === empty.cell, ORDER_MS);
    const storedMm = state.axes.lift.positionMm;
    let lowestMm = storedMm;
    await stage.clock.until(() => {
      lowestMm = Math.min(lowestMm, state.axes.lift.positionMm);
      return state.pallets[out.palletId]?.place === 'lift';
    }, ORDER_MS);
    stage.expect('from the one cell the carriage goes straight to the other', lowestMm >= storedMm - 50, `down to ${lowestMm.toFixed(0)} mm from ${storedMm.toFixed(0)} mm`);
    stage.people.assign({ kind: 'driver', bay: out.bay, carId: out.carId });
    await untilIdle(stage);
    expectPallet(stage, empty.palletId, empty.cell);
    stage.expect('one car is in and the other one out', state.cars[empty.carId]?.place === empty.palletId && state.cars[out.carId]?.place === 'outside', whereabouts(stage, empty.palletId));
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** A second customer while the first takes their time. */
export const deliverMeanwhile: Scenario = {
  name: 'deliver-meanwhile',
  sentence: 'One customer takes their time in the bay: the carriage brings the next car to the other bay meanwhile, and both pallets go home.',
  family: 'orders',
  play: async (stage) => {
    const [first, second] = [await askFor(stage, carsInCells(stage).at(-1)), await askFor(stage, carsInCells(stage)[0])];
    if (!first || !second) return;
    stage.expect('each has a bay of its own', first.bay !== second.bay, `${first.bay} and ${second.bay}`);
    const both = await stage.clock.until(() => [first, second].every(({ collectionId }) => orderOf(stage, collectionId)?.phase === 'handover'), ORDER_MS);
    stage.expect('both cars wait for their customers at once', both, reasonsOf(stage));
    for (const { bay, carId } of [second, first]) stage.people.assign({ kind: 'driver', bay, carId });
    await untilIdle(stage);
    for (const { palletId, cell } of [first, second]) expectPallet(stage, palletId, cell);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** The controller dies with a pallet between two places; it goes back, or on. */
function relocateDies(name: string, way: 'complete' | 'reverse'): Scenario {
  return {
    name,
    sentence: `The controller dies while a pallet is half in its new cell: after the start nothing moves by itself, and on the word of a person it is ${way === 'complete' ? 'completed' : 'taken back'}.`,
    family: 'orders',
    play: async (stage) => {
      const { state } = stage.plant;
      const empty = await emptyPallet(stage);
      const bay = stage.site.tower.bays.at(-1)?.id ?? '';
      const car = carsInCells(stage).at(-1);
      if (!empty || !car || !(await doOrder(stage, { kind: 'provide', orderId: 'provide', bay }))) return;
      const toCell = empty.cell.slice('cell:'.length);
      if (!(await beginOrder(stage, { kind: 'relocate', orderId: 'relocate', palletId: car.palletId, toCell }))) return;
      const near = (): boolean => state.pallets[car.palletId]?.place === 'shuttle' && orderOf(stage, 'relocate') !== undefined && Math.abs(state.axes.lift.positionMm - (placesOf(stage.site).find(({ id }) => id === empty.cell)?.zMm ?? 0)) < 50;
      stage.expect('the pallet is half in its new cell', await stage.clock.until(near, ORDER_MS), whereabouts(stage, car.palletId));
      stage.controller.kill();
      await stage.clock.runFor(5000);
      await stage.controller.restart();
      await settleAll(stage);
      await resetAtPanel(stage);
      await homeWhatIsLost(stage);
      const order = orderOf(stage, 'relocate');
      stage.expect('the order waits for a person', order?.stage === 'paused', JSON.stringify(order));
      const told = way === 'complete' ? await stage.tower.resume('relocate') : await stage.tower.reverse('relocate', 'technician');
      stage.expect(`it may be gone on with: ${way}`, told.ok, told.ok ? undefined : told.error.message);
      await untilIdle(stage);
      expectPallet(stage, car.palletId, way === 'complete' ? empty.cell : car.cell);
      await expectInventoryTrue(stage);
      expectNoViolation(stage);
    },
  };
}

export const relocateDiesCompleted = relocateDies('relocate-controller-dies-completed', 'complete');
export const relocateDiesReversed = relocateDies('relocate-controller-dies-reversed', 'reverse');
