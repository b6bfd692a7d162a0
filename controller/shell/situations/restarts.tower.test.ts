import assert from 'node:assert/strict';
import { customerIsTold, liftComesToRest, nothingMoves } from './testing/expectations.ts';
import { homeOnSite, resetOnSite, resume } from './testing/play-loss.ts';
import { resetAndResume } from './testing/recovery.ts';
import { restart } from './testing/truth-changes.ts';
import { inTower, untilLiftMoves } from './testing/tower-scene.ts';

/** Devices whose loss stops the lift, and the rows that say so. */
const DEVICES: readonly (readonly [device: string, rows: readonly string[]])[] = [
  ['io-carriage', ['IL-06', 'IL-10', 'IL-11', 'IL-13']],
  ['distance-lift', ['IL-22']],
  ['io-structure', ['IL-01', 'IL-02', 'IL-03', 'IL-04', 'IL-05']],
  ['io-bay-A', ['IL-12', 'IL-132']],
  ['A.inner', ['IL-12']],
];

describe('a device starts anew while the lift moves, too quickly to be missed', () => {
  for (const [device, rows] of DEVICES) {
    it(`${device}: what it said before no longer counts, the lift stops, and goes on after reset and command`, () =>
      inTower(async (scene) => {
        await untilLiftMoves(scene, 'empty');
        await restart(device).happen(scene);
        await liftComesToRest(scene, Math.max(...Object.values(scene.site.control.maxAgeMs)));
        await customerIsTold(scene, rows);
        await resetAndResume(scene, scene.simulation.sim.tripCause() !== undefined);
        await untilLiftMoves(scene, 'empty', 200);
      }));
  }

  it('the lift drive: it has lost its reference, and moves a car again only after a technician has homed it on site', () =>
    inTower(async (scene) => {
      await untilLiftMoves(scene, 'loaded');
      await restart('lift').happen(scene);
      await liftComesToRest(scene, scene.site.control.scanMs);
      await customerIsTold(scene, ['IL-02', 'IL-20', 'IL-21', 'IL-22', 'IL-23']);
      await nothingMoves(scene, 20_000, 'after the restart');
      await resetOnSite(scene, true);
      await homeOnSite(scene, 'lift');
      await resume(scene);
      await scene.deliver();
    }));

  it('a device that no motion of the lift reads: nothing is noticed', () =>
    inTower(async (scene) => {
      await untilLiftMoves(scene, 'empty');
      for (const device of ['scale-A', 'laser-A', 'A.outer']) await restart(device).happen(scene);
      assert.equal(scene.simulation.core.stop.latched(), undefined);
      await scene.deliver();
    }));
});
