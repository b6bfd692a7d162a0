import assert from 'node:assert/strict';
import { customerIsTold, liftComesToRest, nothingMoves } from './testing/expectations.ts';
import { inTower, untilLiftMoves } from './testing/tower-scene.ts';

describe('the stop button on the screen', () => {
  it('stops the lift on its ramp, and the same people let it go on: an operator resets, then the car comes', () =>
    inTower(async (scene) => {
      const { tower, ask, asked, now, simulation: { sim } } = scene;
      await untilLiftMoves(scene, 'loaded');
      const stopped = tower.stop('a customer pressed Stop');
      await liftComesToRest(scene, scene.site.control.scanMs);
      assert.ok((await stopped).ok);
      await customerIsTold(scene, ['stop.requested']);
      assert.equal(now().state, 'stopped');
      assert.equal(sim.tripCause(), undefined, 'no safety hardware was needed');
      await nothingMoves(scene, 20_000, 'after a stop');
      const early = await ask(tower.resume(asked.collectionId));
      assert.ok(!early.ok && early.error.code === 'notPermitted');
      const byCustomer = await ask(tower.reset('customer', ''));
      assert.ok(!byCustomer.ok && byCustomer.error.code === 'resetNotAllowed');
      assert.ok((await ask(tower.reset('operator', 'looked at it'))).ok);
      await nothingMoves(scene, 20_000, 'after the reset alone');
      assert.ok((await ask(tower.resume(asked.collectionId))).ok);
      await scene.deliver();
    }));

  it('pressed again and again changes nothing more, and one reset is enough', () =>
    inTower(async (scene) => {
      const { tower, ask, asked, now } = scene;
      await untilLiftMoves(scene, 'empty');
      for (let n = 0; n < 5; n += 1) {
        assert.ok((await ask(tower.stop('again'))).ok);
        await scene.pass(200);
      }
      await liftComesToRest(scene, 0);
      assert.equal(now().reasons.length, 1);
      assert.ok((await ask(tower.reset('operator', ''))).ok);
      assert.ok((await ask(tower.resume(asked.collectionId))).ok);
      await untilLiftMoves(scene, 'empty', 200);
    }));
});
