import assert from 'node:assert/strict';
import { createTowerBench, type TowerBench } from '../../devices/testing/tower-bench.ts';
import { createSeededRng } from '../../time/seeded-rng.ts';
import { breaks } from '../catalogue/rows.ts';
import type { Verb } from '../../faults/fault.ts';
import type { Selector } from '../catalogue/fault-row.ts';
import { beginFault } from './fault-acts.ts';
import type { Ongoing, Scene } from './ongoing.ts';

/** As much of a tower as faults of one of its targets need. */
function sceneOf({ site, sim }: TowerBench, target: string): Scene {
  const faults = {
    start: (on: string, verb: Verb, how: object) => sim.faults.inject({ target: on, verb, ...how }),
    active: sim.faults.active, clear: sim.faults.clearTarget,
  };
  return { subject: { stage: { site, plant: { state: sim.plant }, faults }, targets: () => [target], process: { isAlive: () => true } } } as unknown as Scene;
}

describe('a line that is stuck', () => {
  let bench: TowerBench;
  before(async () => { bench = await createTowerBench(); });

  const stuck = async (on: Selector, name: string, level: boolean): Promise<Ongoing> => {
    const act = breaks(on, 'stuck', { how: { level } });
    assert.ok(act.act === 'fault');
    const begun = await beginFault(sceneOf(bench, name), act, { dice: createSeededRng(1), pick: 0, lastsMs: 1000 });
    assert.ok(begun !== 'missed' && begun !== 'void');
    return begun;
  };

  it('requires nothing while it shows what is so, and something as soon as it lies', async () => {
    const { shuttle } = bench.sim.plant.axes;
    const line = await stuck('safeLine', 'gpio/shuttleCentred', false);
    assert.equal(line.inForce(), true);
    Object.assign(shuttle, { positionMm: 3000 });
    assert.equal(line.inForce(), false);
    Object.assign(shuttle, { positionMm: 0 });
    assert.equal(line.inForce(), true);
    await line.end();
    assert.equal(line.inForce(), false);
  });

  it('as an output requires something all the time', async () => {
    const enable = await stuck('driveEnable', 'gpio/driveEnable', true);
    assert.equal(enable.inForce(), true);
    await enable.end();
  });
});
