import assert from 'node:assert/strict';
import { goOn, loseWhileMoving, mendWithoutReset, needsHoming, noResetMeanwhile, resetOnSite } from './testing/play-loss.ts';
import { keyTurned } from './testing/truth-changes.ts';
import { readTheTable } from './testing/the-table.ts';
import { inTower, untilLiftMoves } from './testing/tower-scene.ts';

const { cases, without, site } = await readTheTable();
/** The first case of each row is played until the car has left and its pallet is home again. */
const played = new Set<string>();
const inFull = new Set(cases.filter((lost) => {
  const fresh = !needsHoming(lost, site) && lost.covers.some(({ row }) => !played.has(row));
  if (fresh) for (const { row } of lost.covers) played.add(row);
  return fresh;
}));

describe('a fact of lift.move is lost at the device while the lift moves', () => {
  for (const lost of cases) {
    const rows = [...new Set(lost.covers.map(({ row }) => row))].join(', ');
    const ending = needsHoming(lost, site) ? 'stays until the drive is homed on site' : inFull.has(lost) ? 'delivers after reset and command' : 'goes on after reset and command';
    it(`${lost.name}: stops, says ${rows}, ${ending}`, () =>
      inTower(async (scene) => {
        await loseWhileMoving(scene, lost);
        await noResetMeanwhile(scene, lost);
        await mendWithoutReset(scene, lost);
        if (needsHoming(lost, site)) {
          const reset = await scene.ask(scene.tower.reset('technician', 'looked at it on site'));
          assert.ok(!reset.ok && reset.error.code === 'stillUnsafe', 'a drive without reference is not reset into motion');
          return;
        }
        await resetOnSite(scene, lost.then === keyTurned);
        await goOn(scene);
        if (inFull.has(lost)) await scene.deliver();
      }));
  }
});

describe('what the table of exceptions says stops nothing', () => {
  for (const { combination, reason, played: fault } of without) {
    if (fault === undefined) continue;
    it(`${combination.source} ${combination.verb}: ${reason}`, () =>
      inTower(async (scene) => {
        await untilLiftMoves(scene, fault.load);
        scene.inject(...fault.faults);
        const { lift } = scene.plant.axes;
        assert.ok(await scene.until(() => lift.velocityMmPerS === 0, 60_000));
        assert.equal(scene.simulation.core.stop.latched(), undefined);
        const levels = scene.site.tower.levels.map(({ zMm }) => Math.abs(zMm - lift.positionMm));
        assert.ok(Math.min(...levels) <= scene.site.axes.lift.toleranceMm, `the lift arrives, at ${lift.positionMm.toFixed(1)} mm`);
      }));
  }
});
