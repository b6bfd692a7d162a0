import assert from 'node:assert/strict';
import sinon from 'sinon';
import { fault } from '../../../hal/ports/result.ts';
import { openSimulatedTower } from '../testing/simulated-tower.ts';

/** Somebody who is in a bay whose outer door is shut may be there for no longer. */
const SHUT_IN_MS = 10_000;

/** A delivery whose outer door has just shut behind the car; somebody appears in the bay `afterMs` later. */
async function shutIn(afterMs: number) {
  const opened = await openSimulatedTower();
  const { bring, until, sim, clock, now } = opened;
  await bring('SH-08');
  assert.ok(await until(() => sim.plant.cars['SH-08']?.place === 'outside'));
  const id = now().collections[0]?.bay ?? 'none';
  const [bay, outer] = [sim.plant.bays[id], sim.plant.doors[`${id}.outer`]];
  assert.ok(bay && outer);
  assert.ok(await until(() => outer.locked, 120_000), 'the door shuts behind the car');
  await clock.runFor(afterMs);
  const change = (persons: number): void => {
    bay.persons += persons;
    // Whoever sets the truth by hand says so, or idle time is skipped over it.
    sim.panel.setSmoke(sim.plant.panel.smoke);
  };
  return { ...opened, appear: () => { change(1); }, leave: () => { change(-1); }, outer };
}

describe('the way out of a bay', function () {
  this.timeout(60_000);

  for (const afterMs of [0, 50, 200, 1000]) {
    it(`opens by itself for somebody who is seen ${afterMs} ms after the door has locked`, async () => {
      const { appear, outer, until, simulation, sim } = await shutIn(afterMs);
      appear();
      assert.ok(await until(() => outer.position >= 0.99, SHUT_IN_MS), `at ${outer.position.toFixed(2)} after 10 s`);
      assert.deepEqual([sim.violations(), simulation.bugs], [[], []]);
      await simulation.close();
    });
  }

  it('comes to its end after the door has opened, by a reset and a fresh command, once nobody is in the bay', async () => {
    const { appear, leave, outer, until, tower, clock, grant, isOver, isPaused, now, sim, simulation } = await shutIn(50);
    appear();
    assert.ok(await until(() => outer.position >= 0.99, SHUT_IN_MS));
    assert.ok(isPaused());
    leave();
    await clock.runFor(2000);
    await grant(tower.reset('customer', 'drill'));
    await grant(tower.resume('c1'));
    assert.ok(await until(isOver), JSON.stringify([now().collections, now().reasons]));
    assert.deepEqual([sim.violations(), simulation.bugs], [[], []]);
    await simulation.close();
  });

  it('opens by itself while motion is stopped, and moves nothing else', async () => {
    const { appear, outer, until, tower, clock, sim, simulation, now } = await shutIn(200);
    assert.ok((await tower.stop('drill')).ok);
    await clock.runFor(3000);
    assert.ok(outer.locked);
    appear();
    assert.ok(await until(() => outer.position >= 0.99, SHUT_IN_MS), `at ${outer.position.toFixed(2)} after 10 s`);
    assert.notEqual(now().resetNeeded, undefined, 'motion is stopped as before');
    await clock.runFor(20_000);
    assert.ok(outer.position >= 0.99, 'and stays open');
    assert.deepEqual([sim.violations(), simulation.bugs], [[], []]);
    await simulation.close();
  });

  it('opens by itself also while the journal takes nothing: nobody stays shut in for a full disk', async () => {
    const { appear, outer, until, sim, simulation, now } = await shutIn(200);
    const { store } = simulation;
    sinon.stub(store, 'health').returns('full');
    sinon.stub(store, 'commit').resolves(fault('full', 'The disk is full.'));
    appear();
    assert.ok(await until(() => outer.position >= 0.99, SHUT_IN_MS), `at ${outer.position.toFixed(2)} after 10 s`);
    assert.equal(now().reasons[0]?.customer, 'stop.journal.customer', 'and the reason is told');
    assert.deepEqual([sim.violations(), simulation.bugs], [[], []]);
    await simulation.close();
  });

  it('goes on opening when somebody presses Stop meanwhile, also where motion is stopped already', async () => {
    const { appear, outer, until, tower, clock, sim, simulation } = await shutIn(200);
    assert.ok((await tower.stop('drill')).ok);
    await clock.runFor(3000);
    appear();
    assert.ok(await until(() => outer.position > 0.2, SHUT_IN_MS));
    for (let presses = 0; presses < 4; presses += 1) {
      assert.ok((await tower.stop('somebody presses Stop as well')).ok);
      await clock.runFor(300);
    }
    assert.ok(await until(() => outer.position >= 0.99, SHUT_IN_MS), `at ${outer.position.toFixed(2)} after 10 s`);
    assert.deepEqual([sim.violations(), simulation.bugs], [[], []]);
    await simulation.close();
  });

  it('stays shut where one sensor alone sees somebody', async () => {
    const { outer, tower, clock, sim, simulation, now } = await shutIn(200);
    assert.ok((await tower.stop('drill')).ok);
    await clock.runFor(3000);
    const id = now().collections[0]?.bay ?? 'none';
    assert.ok(sim.faults.inject({ target: `io-bay-${id}/presenceClear`, verb: 'off' }).ok);
    await clock.runFor(20_000);
    assert.ok(outer.locked);
    await simulation.close();
  });
});
