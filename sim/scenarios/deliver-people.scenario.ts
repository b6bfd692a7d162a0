import {
  askFor, collectionOf, expectInventoryTrue, expectNoViolation, expectStandstill, machineMoves, reasonsOf, untilEnded, untilHandedOver, whereabouts,
} from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

/** Beyond the time after which staff are called. */
const LONG_AFTER_MS = 60_000;
/** A customer takes at most this long to leave with the car. */
const LEAVE_MS = 120_000;

/** Nobody fetches the car. */
export const deliverNobodyComes: Scenario = {
  name: 'deliver-nobody-comes',
  sentence: 'The customer never comes: the car stays safe in its bay, and nothing moves by itself however long it takes.',
  family: 'deliver',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilHandedOver(stage, asked))) return;
    await stage.clock.until(() => !machineMoves(stage.plant.state), 10_000);
    await expectStandstill(stage, 'no axis and no inner door moves while the car waits', stage.site.bayRules.customerTimeoutMs + LONG_AFTER_MS);
    const pallet = stage.plant.state.pallets[asked.palletId];
    stage.expect('the car still stands on its pallet in the bay', pallet?.place === `bay:${asked.bay}` && pallet.car === asked.carId, whereabouts(stage, asked.palletId));
    stage.expect('the collection has not ended', collectionOf(stage, asked.collectionId) !== undefined);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** The driver leaves, somebody stays behind. */
export const deliverPersonLingers: Scenario = {
  name: 'deliver-person-lingers',
  sentence: 'Somebody stays in the bay after the car has left: the door does not close on them and nothing moves until they are gone, then all goes on.',
  family: 'deliver',
  play: async (stage) => {
    const { state } = stage.plant;
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilHandedOver(stage, asked))) return;
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    const companion = stage.people.assign({ kind: 'visitor', bay: asked.bay });
    const left = await stage.clock.until(() => state.cars[asked.carId]?.place === 'outside', LEAVE_MS);
    stage.expect('the driver leaves with the car', left, whereabouts(stage, asked.palletId));
    stage.expect('the companion is still in the bay', state.bays[asked.bay]?.persons === 1, `${state.bays[asked.bay]?.persons ?? 0} persons`);
    const disturbed = await stage.clock.until(() => machineMoves(state) || (state.doors[`${asked.bay}.outer`]?.position ?? 0) < 0.99, 60_000);
    stage.expect('with a person in the bay the outer door stays open and nothing moves', !disturbed, reasonsOf(stage));
    // Laser frame and scale see something as well; whom they see they do not know.
    stage.expect('the sensors of persons see them', stage.tower.snapshot().tower.bays[asked.bay]?.person === 'present');
    stage.people.leave(companion);
    await untilEnded(stage, asked);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** The controller may try the door a few times and then wait for the customer's word, which comes when the way is free. */
async function goOnWhenClear(stage: Stage, collectionId: string, loiterer: number): Promise<void> {
  await stage.clock.until(() => stage.people.view(loiterer)?.whereabouts === 'gone', 30_000);
  await stage.clock.runFor(1000);
  if (collectionOf(stage, collectionId)?.paused !== true) return;
  const resumed = await stage.tower.resume(collectionId);
  stage.expect('the customer may let it go on once the way is free', resumed.ok, resumed.ok ? undefined : resumed.error.message);
}

/** Somebody steps into the closing door. */
export const deliverDoorObstructed: Scenario = {
  name: 'deliver-door-obstructed',
  sentence: 'Somebody steps into the closing outer door: it opens again without touching them, and closes when they have gone.',
  family: 'deliver',
  play: async (stage) => {
    const { state } = stage.plant;
    const asked = await askFor(stage);
    if (asked === undefined) return;
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    const outer = state.doors[`${asked.bay}.outer`];
    const handedOver = await untilHandedOver(stage, asked);
    if (!handedOver || outer === undefined) return;
    const closing = await stage.clock.until(() => outer.velocityPerS < 0 && outer.position < 0.97, LEAVE_MS);
    stage.expect('the outer door begins to close after the car has left', closing, reasonsOf(stage));
    const loiterer = stage.people.assign({ kind: 'loiterer', bay: asked.bay, standMs: 8000 });
    const steppedIn = await stage.clock.until(() => outer.obstructed, 5000);
    stage.expect('somebody stands in the plane of the closing door', steppedIn, `door at ${outer.position.toFixed(2)}`);
    const reopened = await stage.clock.until(() => outer.position >= 0.99, 10_000);
    stage.expect('the door opens again', reopened, `door at ${outer.position.toFixed(2)}`);
    await goOnWhenClear(stage, asked.collectionId, loiterer);
    await untilEnded(stage, asked);
    stage.expect('nothing has touched anybody', state.collisions.length === 0, state.collisions.map((contact) => `${contact.what} x ${contact.with}`).join());
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};
