import assert from 'node:assert/strict';
import { goOn, loseWhileMoving, mendWithoutReset, noResetMeanwhile, resetOnSite } from './testing/play-loss.ts';
import { readTheTable } from './testing/the-table.ts';
import { inTower } from './testing/tower-scene.ts';

/** One loss of each kind, in a few seconds; `fact-loss.tower.test.ts` plays all of them to the end. */
const SAMPLE = [
  'gpio/A.innerLocked silent (lift empty)',
  'distance-lift stuck (lift empty)',
  'io-carriage/lockPinOut off (lift empty)',
  'shuttle wrong (lift empty)',
  'gpio/safetyChainClosed stuck, then the emergency stop is pressed (lift empty)',
];

describe('a fact of lift.move is lost while the lift moves, a sample', () => {
  let table: Awaited<ReturnType<typeof readTheTable>>;
  before(async () => { table = await readTheTable(); });

  for (const name of SAMPLE) {
    it(`${name}: stops, says why, and goes on only after reset and command`, async () => {
      const lost = table.cases.find((one) => one.name === name);
      assert.ok(lost, 'the case exists');
      await inTower(async (scene) => {
        await loseWhileMoving(scene, lost);
        await noResetMeanwhile(scene, lost);
        await mendWithoutReset(scene, lost);
        await resetOnSite(scene);
        await goOn(scene);
      });
    });
  }
});
