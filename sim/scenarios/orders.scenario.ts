import { placesOf } from '../../config/places.ts';
import { askFor, carsInCells, expectInventoryTrue, expectNoViolation, reasonsOf, untilEnded, whereabouts } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage, StageOrder, StageOrderRequest } from './stage.port.ts';

/** Longer than any order that nobody disturbs. */
const ORDER_MS = 900_000;

/** The order as the controller shows it; undefined once it has ended. */
export function orderOf(stage: Stage, orderId: string): StageOrder | undefined {
  return stage.tower.snapshot().tower.orders.find((one) => one.orderId === orderId);
}

/** Begins an order and states that it was accepted. */
export async function beginOrder(stage: Stage, request: StageOrderRequest): Promise<boolean> {
  const begun = await stage.tower.order(request);
  stage.expect(`the tower accepts ${request.kind} ${request.orderId}`, begun.ok, begun.ok ? undefined : `${begun.error.code}: ${begun.error.message}`);
  return begun.ok;
}

/** Waits until nothing is left to do, and states that nothing had to be asked of people. */
export async function untilIdle(stage: Stage): Promise<boolean> {
  const shown = () => stage.tower.snapshot().tower;
  await stage.clock.until(() => shown().orders.length === 0 || shown().orders.some(({ stage: at }) => at === 'paused'), ORDER_MS);
  const idle = await stage.clock.until(() => shown().state === 'idle', 5000);
  stage.expect('every order ends by itself', idle && shown().orders.length === 0, `${JSON.stringify(shown().orders)}; ${reasonsOf(stage)}`);
  return idle;
}

/** Begins an order and waits for its end. */
export async function doOrder(stage: Stage, request: StageOrderRequest): Promise<boolean> {
  return (await beginOrder(stage, request)) && untilIdle(stage);
}

/** A car is collected and gone: its pallet stands empty at home. Undefined, and a failed expectation, when that did not work. */
export async function emptyPallet(stage: Stage, wanted = carsInCells(stage)[0]) {
  const asked = await askFor(stage, wanted);
  if (asked === undefined) return undefined;
  stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  return (await untilEnded(stage, asked)) ? asked : undefined;
}

/** States where a pallet stands in truth. */
export function expectPallet(stage: Stage, palletId: string, place: string): void {
  stage.expect(`${palletId} stands in ${place}`, stage.plant.state.pallets[palletId]?.place === place, whereabouts(stage, palletId));
}

const lastBay = (stage: Stage): string => stage.site.tower.bays.at(-1)?.id ?? '';
const cellName = (place: string): string => place.slice('cell:'.length);

async function endTrue(stage: Stage): Promise<void> {
  await expectInventoryTrue(stage);
  expectNoViolation(stage);
}

/** An empty pallet there and back. */
export const provideAndStow: Scenario = {
  name: 'provide-and-stow',
  sentence: 'An empty pallet is brought to a bay, whose door opens; later the bay is proven empty and shut, and the pallet goes home.',
  family: 'orders',
  play: async (stage) => {
    const empty = await emptyPallet(stage);
    if (empty === undefined) return;
    const bay = lastBay(stage);
    if (!(await doOrder(stage, { kind: 'provide', orderId: 'provide', bay }))) return;
    expectPallet(stage, empty.palletId, `bay:${bay}`);
    stage.expect('the outer door stands open', (stage.plant.state.doors[`${bay}.outer`]?.position ?? 0) >= 0.99);
    await doOrder(stage, { kind: 'stow', orderId: 'stow', bay });
    expectPallet(stage, empty.palletId, empty.cell);
    stage.expect('the outer door is locked', stage.plant.state.doors[`${bay}.outer`]?.locked === true);
    await endTrue(stage);
  },
};

/** Somebody stands in the bay that is to be shut. */
export const stowPersonInBay: Scenario = {
  name: 'stow-person-in-bay',
  sentence: 'The pallet in a bay is to go home while somebody stands on it: the door stays open and nothing moves until they have gone.',
  family: 'orders',
  play: async (stage) => {
    const empty = await emptyPallet(stage);
    const bay = lastBay(stage);
    if (empty === undefined || !(await doOrder(stage, { kind: 'provide', orderId: 'provide', bay }))) return;
    const visitor = stage.people.assign({ kind: 'visitor', bay });
    await stage.clock.until(() => stage.plant.state.bays[bay]?.persons === 1, 60_000);
    if (!(await beginOrder(stage, { kind: 'stow', orderId: 'stow', bay }))) return;
    const shut = await stage.clock.until(() => (stage.plant.state.doors[`${bay}.outer`]?.position ?? 0) < 0.99, 60_000);
    stage.expect('the door stays open while somebody is in the bay', !shut);
    // Laser frame and scale see something as well; whom they see they do not know.
    stage.expect('the sensors of persons see them', stage.tower.snapshot().tower.bays[bay]?.person === 'present');
    stage.people.leave(visitor);
    await untilIdle(stage);
    expectPallet(stage, empty.palletId, empty.cell);
    await endTrue(stage);
  },
};

/** A car into the cell of a pallet that stands in a bay, and the night. */
export const relocateAndEndOfDay: Scenario = {
  name: 'relocate-and-end-of-day',
  sentence: 'A car is taken to a cell that became free; at the end of the day every pallet goes home and both bays are shut.',
  family: 'orders',
  play: async (stage) => {
    const empty = await emptyPallet(stage);
    const bay = lastBay(stage);
    if (empty === undefined || !(await doOrder(stage, { kind: 'provide', orderId: 'provide', bay }))) return;
    const car = carsInCells(stage).at(-1);
    stage.expect('another car stands in a cell', car !== undefined);
    if (car === undefined || !(await doOrder(stage, { kind: 'relocate', orderId: 'relocate', palletId: car.palletId, toCell: cellName(empty.cell) }))) return;
    expectPallet(stage, car.palletId, empty.cell);
    const ended = await stage.tower.endDay('night', 'technician');
    stage.expect('the end of the day is accepted', ended.ok, ended.ok ? undefined : ended.error.message);
    await stage.clock.until(() => stage.plant.state.pallets[empty.palletId]?.place === empty.cell && stage.tower.snapshot().tower.orders.length === 0, 2 * ORDER_MS);
    await untilIdle(stage);
    expectPallet(stage, empty.palletId, empty.cell);
    expectPallet(stage, car.palletId, car.cell);
    for (const { id } of stage.site.tower.bays) stage.expect(`bay ${id} is shut`, stage.plant.state.doors[`${id}.outer`]?.locked === true);
    await endTrue(stage);
  },
};

/** Every cell is visited. */
export const auditAll: Scenario = {
  name: 'audit-all',
  sentence: 'Every cell is visited and compared with the inventory: all agree, and nothing was taken out.',
  family: 'orders',
  play: async (stage) => {
    if (!(await beginOrder(stage, { kind: 'audit', orderId: 'audit' }))) return;
    const cells = placesOf(stage.site).filter(({ kind }) => kind === 'cell').length;
    let seen: NonNullable<StageOrder['findings']> = [];
    await stage.clock.until(() => {
      const order = orderOf(stage, 'audit');
      seen = order?.findings ?? seen;
      return order === undefined || order.stage === 'paused';
    }, 4 * ORDER_MS);
    // The two cells of the last station are looked at within a moment, which ends the order: what ended is not shown any more.
    stage.expect('every cell was looked at', seen.length >= cells - 2, `${seen.length} of ${cells}`);
    stage.expect('inventory and sensors agree', seen.every(({ agrees }) => agrees), JSON.stringify(seen.filter(({ agrees }) => !agrees)));
    await untilIdle(stage);
    await endTrue(stage);
  },
};

/** A cell sensor sees a pallet less than there is. */
export const auditFindsMissing: Scenario = {
  name: 'audit-finds-missing',
  sentence: 'A pallet that the inventory has in a cell is not seen there: the audit says so, moves nothing of it, and goes on to the next cell.',
  family: 'orders',
  play: async (stage) => {
    const [first, second] = carsInCells(stage);
    if (!first || !second) return;
    const left = placesOf(stage.site).find(({ id }) => id === first.cell)?.side === 'left';
    const blinded = stage.faults.start(`io-carriage/${left ? 'cellOccupiedLeft' : 'cellOccupiedRight'}`, 'stuck', { level: false });
    stage.expect('the sensor that faces the cell is stuck', blinded.ok);
    if (!(await beginOrder(stage, { kind: 'audit', orderId: 'audit', cells: [cellName(first.cell), cellName(second.cell)] }))) return;
    const told = await stage.clock.until(() => (orderOf(stage, 'audit')?.findings?.length ?? 0) === 1, ORDER_MS);
    const [finding] = orderOf(stage, 'audit')?.findings ?? [];
    stage.expect('the audit finds the cell empty that the inventory has taken', told && finding !== undefined && !finding.occupied && !finding.agrees, JSON.stringify(finding));
    await untilIdle(stage);
    expectPallet(stage, first.palletId, first.cell);
    await endTrue(stage);
  },
};

/** The door of an empty bay. */
export const cycleDoors: Scenario = {
  name: 'cycle-doors',
  sentence: 'A technician lets the outer door of each bay open and shut once: it shuts over nobody, and locks.',
  family: 'orders',
  play: async (stage) => {
    for (const { id } of stage.site.tower.bays) {
      if (!(await beginOrder(stage, { kind: 'cycleDoors', orderId: `cycle-${id}`, bay: id }))) return;
      const opened = await stage.clock.until(() => (stage.plant.state.doors[`${id}.outer`]?.position ?? 0) >= 0.99, 60_000);
      stage.expect(`the door of bay ${id} opens`, opened, reasonsOf(stage));
      await untilIdle(stage);
      stage.expect(`the door of bay ${id} is locked`, stage.plant.state.doors[`${id}.outer`]?.locked === true);
    }
    await endTrue(stage);
  },
};

/** A delivery that nobody wants any more. */
export const deliverCancelled: Scenario = {
  name: 'deliver-cancelled',
  sentence: 'A delivery is cancelled while the car waits for its customer: the bay is proven to hold the car and nobody, shut, and the car goes home.',
  family: 'orders',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined) return;
    await stage.clock.until(() => orderOf(stage, asked.collectionId)?.phase === 'handover', ORDER_MS);
    const cancelled = await stage.tower.cancel(asked.collectionId, 'technician');
    stage.expect('the delivery may be cancelled', cancelled.ok, cancelled.ok ? undefined : cancelled.error.message);
    await untilIdle(stage);
    expectPallet(stage, asked.palletId, asked.cell);
    stage.expect('the car is still on its pallet', stage.plant.state.cars[asked.carId]?.place === asked.palletId);
    await endTrue(stage);
  },
};
