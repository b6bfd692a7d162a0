import assert from 'node:assert/strict';
import { inRecovery } from './testing/recovery-play.ts';

/** What hands break by heaving a door open is no doing of the tower. */
const ACCIDENT = { byAccident: ['I04', 'I05', 'I08'] } as const;

describe('an outer door that was heaved open while the shuttle was in the bay', function () {
  this.timeout(120_000);

  it('is named on the page, since the safety hardware is open until somebody has shut it by hand; then the order goes on', () =>
    inRecovery(async (play) => {
      const { plant, until, inject, clear, pass } = play;
      const technician = play.technician({ prefers: ['complete'] });
      await play.bring('SH-05');
      await until(() => (plant.doors['A.inner']?.position === 1 || plant.doors['B.inner']?.position === 1) && Math.abs(plant.axes.shuttle.positionMm) > 1500);
      const bay = plant.doors['A.inner']?.position === 1 ? 'A' : 'B';
      const outer = plant.doors[`${bay}.outer`];
      assert.ok(outer);
      inject({ target: `${bay}.outer/lock`, verb: 'off' });
      inject({ target: `${bay}.outer/motor`, verb: 'wrong' });
      await until(() => outer.position === 1);
      for (const target of [`${bay}.outer/lock`, `${bay}.outer/motor`]) clear(target);
      await pass(3000);
      const named = (await technician.page()).doubts.find(({ id }) => id === `door:${bay}.outer`);
      assert.ok(named?.ways.some(({ steps }) => steps.some(({ word }) => word === 'way.step.shutDoor')), JSON.stringify((await technician.page()).doubts.map(({ id }) => id)));
      outer.position = 0;
      // What stands still is looked at anew only after somebody has touched it.
      play.simulation.sim.panel.setSmoke(false);
      await pass(3000);
      assert.equal((await technician.page()).doubts.some(({ id }) => id === `door:${bay}.outer`), false);
      await technician.untilIdle();
      await technician.allIsWell();
    }, ACCIDENT));
});
