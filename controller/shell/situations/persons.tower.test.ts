import assert from 'node:assert/strict';
import { customerIsTold, nothingMoves } from './testing/expectations.ts';
import { machineBrakes, resetAndResume } from './testing/recovery.ts';
import { inTower, type Scene } from './testing/tower-scene.ts';

const LONG_MS = 300_000;

async function untilInnerDoorOpens(scene: Scene): Promise<void> {
  const { plant, asked } = scene;
  const opens = await scene.until(() => (plant.doors[`${asked.bay}.inner`]?.position ?? 0) > 0.3, LONG_MS);
  assert.ok(opens, 'the inner door opens towards the bay');
}

describe('a person where the machine would go', () => {
  it('appears in the bay while its inner door opens: the machine loses its power, nothing crosses the plane', () =>
    inTower(async (scene) => {
      const { plant, asked, simulation: { sim } } = scene;
      await untilInnerDoorOpens(scene);
      const bay = plant.bays[asked.bay]!;
      bay.persons += 1;
      assert.ok(await scene.until(() => sim.tripCause() === 'personAtOpenInnerDoor', 100), 'the relay drops out');
      await machineBrakes(scene);
      await customerIsTold(scene, ['IL-02', 'IL-52']);
      await nothingMoves(scene, 60_000, 'with a person behind the open inner door');
      assert.equal(plant.axes.shuttle.positionMm, 0);
      bay.persons -= 1;
      await resetAndResume(scene, true);
      await scene.deliver();
    }));

  it('is seen by one of two sensors only: that is enough to keep the inner door shut', () =>
    inTower(async (scene) => {
      const { plant, asked } = scene;
      assert.ok(await scene.until(() => scene.phase() === 'coming', LONG_MS));
      scene.inject({ target: `io-bay-${asked.bay}/presenceClear`, verb: 'off' });
      assert.ok(await scene.until(() => scene.now().collections[0]?.paused === true, LONG_MS), 'the delivery waits for people');
      await customerIsTold(scene, ['IL-52']);
      await nothingMoves(scene, 20_000, 'while somebody may be in the bay');
      assert.equal(plant.doors[`${asked.bay}.inner`]?.position, 0);
    }));

  it('stays in the bay longer than the site allows: staff are called, and nothing moves until the customer has left', () =>
    inTower(async (scene) => {
      const { plant, asked, site, simulation: { sim } } = scene;
      const outer = plant.doors[`${asked.bay}.outer`]!;
      assert.ok(await scene.until(() => outer.position === 1, LONG_MS), 'the bay is open');
      const visitor = sim.people.assign({ kind: 'visitor', bay: asked.bay });
      assert.ok(await scene.until(() => plant.bays[asked.bay]?.persons === 1, 60_000), 'somebody is in the bay');
      await nothingMoves(scene, site.bayRules.customerTimeoutMs + 60_000, 'while somebody takes their time');
      sim.people.leave(visitor);
      await scene.deliver();
    }));
});
