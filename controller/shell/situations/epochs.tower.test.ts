import assert from 'node:assert/strict';
import { createTowerDevices } from '../../../hal/drivers/tower-devices.ts';
import { createSeededRng } from '../../../sim/time/seeded-rng.ts';
import { createJournal } from '../../journal/journal.ts';
import { startCore } from '../core.ts';
import { nothingMoves } from './testing/expectations.ts';
import { inTower, untilLiftMoves } from './testing/tower-scene.ts';

const GENTLE = { verb: 'moveTo', targetMm: 1000, velocityMmPerS: 200, accelerationMmPerS2: 200, jerkMmPerS3: 300 } as const;

describe('two controllers', () => {
  it('one comes back from the past, with the epoch of a journal that was restored: no device takes a command from it', () =>
    inTower(async (scene) => {
      const { simulation: { core, sim, clock, store, wall }, site, plant, ask } = scene;
      await untilLiftMoves(scene, 'empty');
      core.close();
      assert.ok(await scene.until(() => plant.axes.lift.velocityMmPerS === 0 && plant.axes.lift.brakeClosed, 5000), 'the lift does not outlive its controller');

      const second = await startCore({ site, clock, wall, rng: createSeededRng(2), gpio: sim.gpio, openPipe: sim.openPipe, journal: createJournal({ store, wall }), apiAlive: () => true, onBug: (where, error) => { throw new Error(`${where}: ${String(error)}`); } });
      assert.ok(second.ok);
      const { value: successor } = second;
      assert.ok(await scene.until(() => successor.tower.snapshot().tower.recovery.length > 0, 30_000), 'the successor shows what it found');
      const settled = await ask(successor.tower.settle('technician', 'looked at it'));
      assert.ok(settled.ok, settled.ok ? '' : settled.error.message);
      sim.people.attendant.pressReset();
      await scene.pass(3000);
      await nothingMoves(scene, 10_000, 'by a new controller alone');
      const resumed = await ask(successor.tower.resume(scene.asked.collectionId));
      assert.ok(resumed.ok, resumed.ok ? '' : resumed.error.message);
      await untilLiftMoves(scene, 'empty', 200);
      successor.close();
      await scene.pass(5000);

      // The one that was restored from a backup counts from where that was.
      const past = createTowerDevices({ site, clock, openPipe: sim.openPipe, epoch: () => 1 });
      past.start();
      const lift = past.axes['lift'];
      assert.ok(lift && (await scene.until(() => lift.link() === 'live', 5000)));
      const armed = await ask(lift.arm(GENTLE));
      assert.ok(!armed.ok && armed.error.code === 'rejected', `the drive refuses it: ${JSON.stringify(armed)}`);
      await nothingMoves(scene, 5000, 'by a controller of the past');
      past.close();
    }, false));
});
