import assert from 'node:assert/strict';
import { createSeededRng } from '../../sim/time/seeded-rng.ts';
import { openSimulatedTower } from './testing/simulated-tower.ts';

describe('a delivery that is stopped again and again', function () {
  this.timeout(60_000);

  for (const [seed, carId] of [[3, 'SH-08'], [11, 'SH-10']] as const) {
    it(`comes to its end by resets and fresh commands alone, and breaks no invariant (seed ${seed})`, async () => {
      const rng = createSeededRng(seed);
      const { tower, bring, until, isOver, isPaused, now, clock, sim, simulation } = await openSimulatedTower();
      await bring(carId);
      for (let stops = 0; stops < 25 && !isOver(); stops += 1) {
        await until(() => isOver() || isPaused(), 500 + rng.next() * 20_000);
        if (!isOver() && !isPaused()) assert.ok((await tower.stop('drill')).ok);
        await until(() => isOver() || (isPaused() && now().state !== 'stopping'), 20_000);
        await clock.runFor(rng.next() * 5000);
        if (isOver()) break;
        const reset = tower.reset('technician', 'drill');
        await clock.runFor(1500);
        const answer = await reset;
        assert.ok(answer.ok || answer.error.code === 'nothingToReset', JSON.stringify(answer));
        const resumed = tower.resume('c1');
        await clock.runFor(100);
        assert.ok((await resumed).ok);
      }
      assert.ok(await until(isOver), JSON.stringify([now().collections, now().reasons]));
      assert.equal(sim.plant.cars[carId]?.place, 'outside');
      assert.deepEqual(sim.violations(), []);
      assert.deepEqual(simulation.bugs, []);
      await simulation.close();
    });
  }
});
