import {
  askFor, collectionOf, expectInventoryTrue, expectNoViolation, expectStandstill, machineMoves, reasonsOf, untilEnded, whereabouts,
} from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

/** Longest way of any axis to standstill. */
const STANDS_MS = 4000;
/** How long a fresh reset edge and the signs of safety may take to be believed. */
const RESET_MS = 10_000;

/** Releases, resets and resumes, and states after each that nothing has moved yet. */
async function recoverStepByStep(stage: Stage, collectionId: string): Promise<void> {
  await expectStandstill(stage, 'nothing moves while the emergency stop is pressed', 10_000);
  stage.people.attendant.releaseEmergencyStop();
  await expectStandstill(stage, 'nothing moves when the emergency stop is released', 10_000);
  stage.people.attendant.pressReset();
  await expectStandstill(stage, 'nothing moves after the reset alone', RESET_MS);
  const { resetNeeded } = stage.tower.snapshot().tower;
  stage.expect('the reset at the panel has been accepted', resetNeeded === undefined, reasonsOf(stage));
  const resumed = await stage.tower.resume(collectionId);
  stage.expect('the collection may be resumed', resumed.ok, resumed.ok ? undefined : resumed.error.message);
}

/** Emergency stop with a car on the moving lift. */
export const deliverEmergencyStopInMove: Scenario = {
  name: 'deliver-emergency-stop-in-move',
  sentence: 'The emergency stop is pressed while the lift comes down with a car: it stops, nothing moves before reset and a fresh command, then the car arrives.',
  family: 'deliver',
  play: async (stage) => {
    const { state } = stage.plant;
    const asked = await askFor(stage);
    if (asked === undefined) return;
    const fast = stage.site.axes.lift.velocityMmPerS / 2;
    const moving = await stage.clock.until(
      () => state.pallets[asked.palletId]?.place === 'lift' && Math.abs(state.axes.lift.velocityMmPerS) > fast,
      300_000,
    );
    stage.expect('the lift comes down with the car', moving, whereabouts(stage, asked.palletId));
    stage.people.attendant.pressEmergencyStop();
    const stands = await stage.clock.until(() => !machineMoves(state), STANDS_MS);
    stage.expect('everything stands', stands, JSON.stringify(state.axes));
    stage.expect('the car is where it was, on the lift', state.pallets[asked.palletId]?.place === 'lift', whereabouts(stage, asked.palletId));
    await recoverStepByStep(stage, asked.collectionId);
    stage.expect('the collection is still known', collectionOf(stage, asked.collectionId) !== undefined);
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    await untilEnded(stage, asked);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};
