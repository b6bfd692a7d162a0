import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../config/load-site.ts';
import { createSimulation, type Simulation } from '../shell/simulation/simulation.ts';
import { openTower, runUntil } from '../shell/simulation/stage.ts';

/** A car of the other direction than the bays: its way begins with a turn. */
const CELL = '2-2R';

describe('a tower that turns its carriage', function () {
  this.timeout(120_000);
  let simulation: Simulation;
  const now = () => simulation.core.tower.snapshot().tower;
  const turn = () => {
    const axis = simulation.sim.plant.axes.turn;
    assert.ok(axis);
    return axis;
  };
  const stands = (): boolean => Object.values(simulation.sim.plant.axes).every((axis) => axis.velocityMmPerS === 0 && axis.brakeClosed);

  beforeEach(async () => {
    const [site, stock] = [loadSite('autobahn-singapore'), loadStock('autobahn-singapore')];
    assert.ok(site.ok && stock.ok);
    simulation = await createSimulation({ site: site.value, stock: stock.value, seed: 1, skipIdle: true });
    assert.ok(await openTower(simulation), JSON.stringify(now().reasons));
    const carId = stock.value.pallets.find(({ cell }) => cell === CELL)?.car;
    assert.ok(carId);
    const asked = await simulation.core.tower.collect({ collectionId: 'c', bookingId: undefined, carId });
    assert.ok(asked.ok);
    assert.ok(await runUntil(simulation, () => Math.abs(turn().velocityMmPerS) > 300, 20_000), 'it turns');
  });
  afterEach(async () => {
    assert.deepEqual(simulation.bugs, []);
    assert.deepEqual(simulation.sim.violations(), []);
    await simulation.close();
  });

  /** Everything stands, and the rule that stopped it is named. */
  async function stopsFor(interlockId: string): Promise<void> {
    assert.ok(await runUntil(simulation, () => simulation.core.stop.latched() !== undefined, 5000), 'a stop is latched');
    assert.ok(await runUntil(simulation, stands, 5000), 'everything stands under its brake');
    assert.ok(now().reasons.some((reason) => reason.interlockId === interlockId), JSON.stringify(now().reasons));
  }

  it('stops when its angle reader and its drive do not agree in mid-turn', async () => {
    assert.ok(simulation.sim.faults.inject({ target: 'distance-turn', verb: 'wrong', amount: 120 }).ok);
    await stopsFor('IL-102');
  });

  it('stops when the drive of the turntable falls silent', async () => {
    assert.ok(simulation.sim.faults.inject({ target: 'turn', verb: 'silent' }).ok);
    await stopsFor('IL-100');
  });

  it('does not reach out when the angle flag does not see the place that the drive says', async () => {
    assert.ok(simulation.sim.faults.inject({ target: 'io-carriage/angleFlag', verb: 'stuck', level: false }).ok);
    assert.ok(await runUntil(simulation, () => simulation.core.stop.latched() !== undefined, 60_000), 'its arrival is not confirmed');
    assert.equal(simulation.sim.plant.axes.shuttle.positionMm, 0);
  });

  it('finds its reference again after its drive has lost power, on the word of a technician, and shows its angle true', async () => {
    assert.ok(simulation.sim.faults.inject({ target: 'turn', verb: 'off' }).ok);
    await runUntil(simulation, stands, 5000);
    simulation.sim.faults.clearTarget('turn');
    await simulation.clock.runFor(3000);
    simulation.sim.people.attendant.pressReset();
    assert.ok(await runUntil(simulation, () => simulation.core.stop.latched() === undefined, 10_000), JSON.stringify(now().reasons));
    assert.ok(now().reasons.some(({ interlockId }) => interlockId === 'IL-101'), 'a lost reference is shown');
    const box: { answer?: unknown } = {};
    void simulation.core.tower.home('turn', 'technician').then((answer) => { box.answer = answer; });
    assert.ok(await runUntil(simulation, () => box.answer !== undefined, 200_000));
    assert.deepEqual(box.answer, { ok: true, value: undefined });
    assert.equal(now().axes['turn']?.homed, true);
    assert.equal(Math.round(turn().positionMm), 0);
  });

  it('refuses to home an axis that it does not have', async () => {
    const answer = await simulation.core.tower.home('travel', 'technician');
    assert.equal(answer.ok, false);
    assert.deepEqual(Object.keys(now().axes), ['lift', 'turn', 'shuttle']);
    const why = await simulation.core.tower.why('travel.move');
    assert.equal(why.ok, false);
  });
});
