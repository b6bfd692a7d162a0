import assert from 'node:assert/strict';
import { goOn, homeOnSite, lostReferenceOf, loseWhileMoving, mendWithoutReset, noResetMeanwhile, resetOnSite, resume } from './testing/play-loss.ts';
import { keyTurned } from './testing/truth-changes.ts';
import { readTheTable } from './testing/the-table.ts';
import { inTower, untilLiftMoves } from './testing/tower-scene.ts';

const { cases, without } = await readTheTable();
/** The first case of each row, and each that needs homing, is played until the car has left and its pallet is home again. */
const played = new Set<string>();
const inFull = new Set(cases.filter((lost) => {
  const fresh = lost.covers.some(({ row }) => !played.has(row));
  for (const { row } of lost.covers) played.add(row);
  return fresh || lostReferenceOf(lost) !== undefined;
}));

describe('a fact of lift.move is lost at the device while the lift moves', () => {
  for (const lost of cases) {
    const rows = [...new Set(lost.covers.map(({ row }) => row))].join(', ');
    const axis = lostReferenceOf(lost);
    const after = axis === undefined ? 'reset and command' : 'reset, homing and command';
    it(`${lost.name}: stops, says ${rows}, ${inFull.has(lost) ? 'delivers' : 'goes on'} after ${after}`, () =>
      inTower(async (scene) => {
        await loseWhileMoving(scene, lost);
        await noResetMeanwhile(scene, lost);
        await mendWithoutReset(scene, lost);
        await resetOnSite(scene, lost.then === keyTurned);
        if (axis === undefined) await goOn(scene);
        else {
          await homeOnSite(scene, axis);
          await resume(scene);
        }
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
