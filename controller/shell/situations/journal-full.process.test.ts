import assert from 'node:assert/strict';
import sinon from 'sinon';
import { fault } from '../../../hal/ports/result.ts';
import { AT_A_STAND, nothingMoves } from './testing/expectations.ts';
import { inTower, untilLiftMoves, type Scene } from './testing/tower-scene.ts';

/** The disk of the journal takes nothing more until it is freed. */
function fillDisk({ simulation: { store } }: Scene): () => void {
  const full = fault('full', 'The disk is full.');
  const commit = sinon.stub(store, 'commit').resolves(full);
  const health = sinon.stub(store, 'health').returns('full');
  return () => {
    commit.restore();
    health.restore();
  };
}

describe('a journal that takes nothing more', () => {
  it('lets the lift come to its level, then nothing new starts; with space again and a command the car arrives', () =>
    inTower(async (scene) => {
      const { plant, site, now, tower, ask, asked } = scene;
      await untilLiftMoves(scene, 'loaded');
      const freeDisk = fillDisk(scene);
      const { lift } = plant.axes;
      assert.ok(await scene.until(() => lift.velocityMmPerS === 0 && lift.brakeClosed, 60_000));
      const level = site.tower.levels.find(({ zMm }) => Math.abs(zMm - lift.positionMm) <= site.axes.lift.toleranceMm);
      assert.ok(level, `the motion that ran has come to its end, at ${lift.positionMm.toFixed(0)} mm`);
      assert.ok(await scene.until(() => AT_A_STAND.includes(now().state), 60_000), `the tower says that it stands, not ${now().state}`);
      await nothingMoves(scene, 60_000, 'while nothing can be written down');
      assert.ok(now().reasons.length > 0, 'the tower gives a reason');
      const refused = await ask(tower.resume(asked.collectionId));
      assert.ok(!refused.ok, 'no command is taken that could not be written down');
      freeDisk();
      await nothingMoves(scene, 20_000, 'when the disk is freed');
      if (now().resetNeeded !== undefined) assert.ok((await ask(tower.reset('technician', 'disk freed'))).ok);
      const resumed = await ask(tower.resume(asked.collectionId));
      assert.ok(resumed.ok, resumed.ok ? '' : resumed.error.message);
      await scene.deliver();
    }));

  it('promises no car to anybody', () =>
    inTower(async (scene) => {
      const freeDisk = fillDisk(scene);
      await scene.pass(100);
      const asked = await scene.ask(scene.tower.collect({ collectionId: 'second', bookingId: undefined, carId: 'SH-05' }));
      assert.ok(!asked.ok, 'the request is refused');
      freeDisk();
    }));
});
