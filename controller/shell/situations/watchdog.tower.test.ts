import assert from 'node:assert/strict';
import sinon from 'sinon';
import { customerIsTold, liftComesToRest } from './testing/expectations.ts';
import { machineBrakes, resetAndResume } from './testing/recovery.ts';
import { inTower, untilLiftMoves } from './testing/tower-scene.ts';

/** From the last sign of life to outputs without power: the time of the relay and what its contacts and the drives take. */
const SAFE_WITHIN_MS = 120;

describe('watchdog', () => {
  it('takes the power from a tower whose scan has stopped, within 120 ms, and gives it back only after a reset', () =>
    inTower(async (scene) => {
      const { simulation: { core, sim, clock }, plant, site } = scene;
      await untilLiftMoves(scene, 'loaded');
      core.scan.stop();
      const stoppedAtMs = clock.nowMs();
      const without = (): boolean => !plant.relay.runEnabled && Object.values(plant.axes).every(({ torque }) => !torque);
      assert.ok(await scene.until(without, SAFE_WITHIN_MS), 'run-enable and torque are gone');
      const tookMs = clock.nowMs() - stoppedAtMs;
      assert.ok(tookMs >= site.control.relayWatchdogMs - site.control.watchdogToggleMs, `not before the time of the relay, ${tookMs.toFixed(0)} ms`);
      assert.equal(sim.tripCause(), 'watchdog');
      await machineBrakes(scene);
      core.scan.start();
      await customerIsTold(scene, ['IL-02']);
      await resetAndResume(scene, true);
      await scene.deliver();
    }));

  it('takes the power when the line itself hangs, at either level', async () => {
    for (const level of [true, false]) {
      await inTower(async (scene) => {
        await untilLiftMoves(scene, 'empty');
        scene.inject({ target: 'gpio/watchdog', verb: 'stuck', level });
        await liftComesToRest(scene, SAFE_WITHIN_MS);
        assert.equal(scene.simulation.sim.tripCause(), 'watchdog');
        await customerIsTold(scene, ['IL-02']);
        scene.clear('gpio/watchdog');
        await resetAndResume(scene, true);
        await untilLiftMoves(scene, 'empty', 200);
      });
    }
  });

  it('is not fed while the controller does not know its own signs, however well its scan runs', () =>
    inTower(async (scene) => {
      await untilLiftMoves(scene, 'empty');
      scene.inject({ target: 'bus/drives', verb: 'off' });
      await machineBrakes(scene);
      await scene.pass(1000);
      assert.equal(scene.simulation.sim.tripCause(), 'watchdog');
      await customerIsTold(scene, ['IL-02', 'IL-10', 'IL-20']);
      scene.clear('bus/drives');
      await resetAndResume(scene, true);
      await scene.deliver();
    }));

  it('is not fed by a scan that cannot derive its facts, and nothing is permitted on those of before', () =>
    inTower(async (scene) => {
      const { core } = scene.simulation;
      await untilLiftMoves(scene, 'empty');
      const laser = Object.values(core.devices.laserFrames)[0];
      assert.ok(laser);
      const broken = sinon.stub(laser, 'observed').throws(new Error('a driver broke'));
      await liftComesToRest(scene, SAFE_WITHIN_MS);
      await scene.pass(200);
      assert.equal(scene.simulation.sim.tripCause(), 'watchdog');
      assert.equal(core.stop.latched()?.code, 'machineError');
      broken.restore();
      const told = (scene.simulation.bugs as string[]).splice(0);
      assert.ok(told.length > 0 && told.every((bug) => bug.includes('a driver broke')), told[0]);
    }));
});
