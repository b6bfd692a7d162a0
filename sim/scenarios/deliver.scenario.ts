import { askFor, carsInCells, expectInventoryTrue, expectNoViolation, untilEnded } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

/** One collection from the request to the empty pallet at home, with a driver who comes when asked. False when it did not end well. */
async function deliverFrom(stage: Stage, wanted: ReturnType<typeof carsInCells>[number] | undefined): Promise<boolean> {
  const asked = await askFor(stage, wanted);
  if (asked === undefined) return false;
  stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  return untilEnded(stage, asked);
}

/** Every cell of the site. */
export const deliver: Scenario = {
  name: 'deliver',
  sentence: 'Every car of the tower is collected, one after the other: it comes down, is driven out, the bay is proven empty, its pallet goes home.',
  family: 'deliver',
  play: async (stage) => {
    const { state } = stage.plant;
    const homes = Object.fromEntries(Object.entries(state.pallets).map(([id, { place }]) => [id, place]));
    for (const wanted of carsInCells(stage)) {
      // After one that did not end well the rest would only repeat its reason.
      if (!(await deliverFrom(stage, wanted))) break;
    }
    const inside = Object.entries(state.cars).filter(([, { place }]) => place !== 'outside');
    const astray = Object.entries(state.pallets).filter(([id, { place }]) => place !== homes[id]);
    stage.expect('all cars are outside', inside.length === 0, inside.map(([id]) => id).join());
    stage.expect('all pallets stand in their home cells', astray.length === 0, astray.map(([id, { place }]) => `${id} in ${place}`).join());
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** The farthest cell alone, for quick looks. */
export const deliverOne: Scenario = {
  name: 'deliver-one',
  sentence: 'The car of the last cell of the top storey is collected, and its pallet goes home.',
  family: 'deliver',
  play: async (stage) => {
    await deliverFrom(stage, carsInCells(stage).at(-1));
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};
