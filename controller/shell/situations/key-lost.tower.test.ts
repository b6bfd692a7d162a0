import assert from 'node:assert/strict';
import { machineBrakes, resetAndResume } from './testing/recovery.ts';
import { inTower } from './testing/tower-scene.ts';

const PRESENTED_WITHIN_MS = 200_000;
/** Longer than any age at which a fact still counts. */
const SILENT_MS = 2000;
/** What the sensors of a bay need to say that nobody is there. */
const EMPTY_WITHIN_MS = 30_000;
/** Well into the opening of the inner door. */
const IN_THE_DOOR_MM = 500;

describe('a key switch that says nothing for a moment', () => {
  it('while the shuttle stands in the open door of the bay: a reset at the panel, and the customer goes on', () =>
    inTower(async (scene) => {
      const { plant, now, asked } = scene;
      assert.ok(await scene.until(() => scene.phase() === 'presenting' && Math.abs(plant.axes.shuttle.positionMm) > IN_THE_DOOR_MM, PRESENTED_WITHIN_MS), 'the shuttle is on its way into the bay');
      scene.inject({ target: 'gpio/keyAuto', verb: 'silent' });
      await scene.pass(SILENT_MS);
      scene.clear('gpio/keyAuto');
      await machineBrakes(scene);
      assert.notEqual(now().mode, 'production', 'for a while nobody knew where the key stood');
      assert.equal(now().doors[`${asked.bay}.inner`]?.position, 1, 'the door cannot be shut: the shuttle stands in it');
      await resetAndResume(scene, true);
      assert.equal(now().mode, 'production');
      await scene.deliver();
    }));

  it('with somebody in the bay: production is not given back until the bay is proven empty', () =>
    inTower(async (scene) => {
      const { plant, now, asked } = scene;
      assert.ok(await scene.until(() => scene.phase() === 'presenting' && Math.abs(plant.axes.shuttle.positionMm) > IN_THE_DOOR_MM, PRESENTED_WITHIN_MS), 'the shuttle is on its way into the bay');
      scene.inject({ target: 'gpio/keyAuto', verb: 'silent' }, { target: `io-bay-${asked.bay}/presenceClear`, verb: 'stuck', level: false });
      await scene.pass(SILENT_MS);
      scene.clear('gpio/keyAuto');
      await machineBrakes(scene);
      await scene.pass(SILENT_MS);
      assert.deepEqual(now().maintenance?.blocks, ['personInside', 'doorOpen', 'resetDue']);
      scene.clear(`io-bay-${asked.bay}/presenceClear`);
      const { attendant } = scene.simulation.sim.people;
      attendant.pressReset();
      assert.ok(await scene.until(() => now().maintenance?.blocks.join() === 'resetDue', EMPTY_WITHIN_MS), 'the press acknowledges the sensors, of which two disagreed');
      assert.notEqual(now().mode, 'production', 'a press from before the bay was proven empty does not count');
      await scene.pass(SILENT_MS);
      attendant.pressReset();
      await scene.pass(SILENT_MS);
      assert.equal(now().mode, 'production');
      assert.ok((await scene.ask(scene.tower.resume(asked.collectionId))).ok);
      await scene.deliver();
    }));
});
