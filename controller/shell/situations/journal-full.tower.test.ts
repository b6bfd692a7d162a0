import assert from 'node:assert/strict';
import sinon from 'sinon';
import { fault } from '../../../hal/ports/result.ts';
import { customerIsTold, nothingMoves } from './testing/expectations.ts';
import { inTower, untilLiftMoves, type Scene } from './testing/tower-scene.ts';

/** The disk of the journal takes nothing more until it is freed; it is believed to be well again with the first commit that succeeds. */
function fillDisk({ simulation: { store } }: Scene): () => void {
  const commitTo = store.commit;
  const health = sinon.stub(store, 'health').returns('full');
  const commit = sinon.stub(store, 'commit').resolves(fault('full', 'The disk is full.'));
  return () => {
    commit.callsFake(async (batch) => {
      const written = await commitTo(batch);
      if (written.ok) health.callThrough();
      return written;
    });
  };
}

describe('a journal that takes nothing more', () => {
  it('lets the lift come to its level, then nothing new starts; with space again, a reset and a command the car arrives', () =>
    inTower(async (scene) => {
      const { plant, site, now, tower, ask, asked } = scene;
      await untilLiftMoves(scene, 'loaded');
      const freeDisk = fillDisk(scene);
      const { lift } = plant.axes;
      assert.ok(await scene.until(() => lift.velocityMmPerS === 0 && lift.brakeClosed, 60_000));
      const level = site.tower.levels.find(({ zMm }) => Math.abs(zMm - lift.positionMm) <= site.axes.lift.toleranceMm);
      assert.ok(level, `the motion that ran has come to its end, at ${lift.positionMm.toFixed(0)} mm`);
      await customerIsTold(scene, ['stop.journal']);
      await nothingMoves(scene, 60_000, 'while nothing can be written down');
      assert.ok(!(await ask(tower.resume(asked.collectionId))).ok, 'no command is taken that could not be written down');
      const reset = await ask(tower.reset('technician', 'did not look at the disk'));
      assert.ok(!reset.ok && reset.error.code === 'towerUnavailable', 'nor a reset');
      freeDisk();
      await nothingMoves(scene, 20_000, 'when the disk is freed');
      assert.equal(now().resetNeeded, 'operator');
      assert.ok((await ask(tower.reset('operator', 'disk freed'))).ok);
      await nothingMoves(scene, 20_000, 'after the reset alone');
      const resumed = await ask(tower.resume(asked.collectionId));
      assert.ok(resumed.ok, resumed.ok ? '' : resumed.error.message);
      await scene.deliver();
    }));

  it('promises no car to anybody', () =>
    inTower(async (scene) => {
      fillDisk(scene);
      await scene.pass(100);
      const asked = await scene.ask(scene.tower.collect({ collectionId: 'second', bookingId: undefined, carId: 'SH-05' }));
      assert.ok(!asked.ok, 'the request is refused');
      assert.equal(scene.now().collections.length, 1);
    }));
});
