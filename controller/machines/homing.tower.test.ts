import assert from 'node:assert/strict';
import type { AxisId } from '../../config/schema/site.schema.ts';
import { statement } from '../journal/statements.ts';
import { openSimulatedTower } from './testing/simulated-tower.ts';

type Bench = Awaited<ReturnType<typeof openSimulatedTower>>;

/** Homing over the whole way of the longest axis, in simulated ms. */
const HOMED_WITHIN_MS = 120_000;
const CREEP_MM_PER_S = 100;

describe('a drive that comes back without its reference', function () {
  this.timeout(60_000);
  let bench: Bench;
  beforeEach(async () => { bench = await openSimulatedTower(); });
  afterEach(async () => {
    assert.deepEqual(bench.simulation.bugs, []);
    assert.deepEqual(bench.sim.violations(), []);
    await bench.simulation.close();
  });

  const stands = (): boolean => Object.values(bench.sim.plant.axes).every((axis) => axis.velocityMmPerS === 0 && axis.brakeClosed);

  async function losePower(...axes: readonly AxisId[]): Promise<void> {
    for (const target of axes) assert.ok(bench.sim.faults.inject({ target, verb: 'off' }).ok);
    assert.ok(await bench.until(stands, 5000), 'everything stands under its brake');
    await bench.clock.runFor(2000);
    for (const target of axes) bench.sim.faults.clearTarget(target);
    await bench.clock.runFor(2000);
  }

  async function resetAtPanel(): Promise<void> {
    for (let presses = 0; presses < 3 && bench.core.stop.latched() !== undefined; presses += 1) {
      bench.sim.people.attendant.pressReset();
      await bench.clock.runFor(3000);
    }
    assert.equal(bench.core.stop.latched(), undefined, JSON.stringify(bench.now().reasons));
  }

  /** Asks, and lets time pass until the answer is there. */
  async function answered<T>(asked: Promise<T>, withinMs = HOMED_WITHIN_MS): Promise<T> {
    const box: { answer?: T } = {};
    void asked.then((answer) => { box.answer = answer; });
    assert.ok(await bench.until(() => box.answer !== undefined, withinMs), 'it is answered');
    return await asked;
  }

  async function home(axis: AxisId): Promise<void> {
    let fastest = 0;
    const body = bench.sim.plant.axes[axis];
    assert.ok(body);
    const watch = bench.clock.every(10, () => { fastest = Math.max(fastest, Math.abs(body.velocityMmPerS)); });
    const answer = await answered(bench.tower.home(axis, 'technician'));
    watch();
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.ok(fastest <= CREEP_MM_PER_S * 1.02, `creeps, at ${String(fastest)} mm/s`);
    assert.equal(bench.now().axes[axis]?.homed, true);
  }

  const carComes = async (): Promise<void> => {
    const { until, isOver, now, sim, simulation } = bench;
    assert.ok(await until(isOver), JSON.stringify([now().collections, now().reasons]));
    assert.equal(sim.plant.cars['SH-06']?.place, 'outside');
    assert.equal(sim.plant.pallets['P06']?.place, 'cell:2-1R');
    assert.equal(now().cells['2-1R']?.palletId, 'P06');
    assert.deepEqual(await simulation.store.read(statement('intent.open')), { ok: true, value: [] }, 'no intent stays open');
    const pallets = await simulation.store.read(statement('pallet.all'));
    assert.ok(pallets.ok);
    const journal = Object.fromEntries(pallets.value.map((row) => [String(row['palletId']), String(row['place'])]));
    assert.deepEqual(journal, Object.fromEntries(Object.entries(sim.plant.pallets).map(([id, { place }]) => [id, place])));
  };

  it('lift in mid-move with a car: stops, is reset, refuses to go on, is homed, and delivers', async () => {
    const { tower, bring, until, phase, sim, now, clock } = bench;
    await bring('SH-06');
    assert.ok(await until(() => phase() === 'coming' && Math.abs(sim.plant.axes.lift.velocityMmPerS) > 300));
    assert.equal(sim.plant.pallets['P06']?.place, 'lift');
    await losePower('lift');
    const early = await answered(tower.home('lift', 'technician'));
    assert.ok(!early.ok && early.error.code === 'notPermitted', 'no homing while motion is stopped');
    await resetAtPanel();
    const standing = structuredClone(sim.plant.axes);
    await clock.runFor(10_000);
    assert.deepEqual(sim.plant.axes, standing, 'a reset moves nothing');
    assert.ok(now().reasons.some((reason) => reason.interlockId === 'IL-21'), JSON.stringify(now().reasons));
    const refused = await answered(tower.resume('c1'));
    assert.ok(!refused.ok && refused.error.code === 'notPermitted');
    assert.deepEqual(refused.error.broken?.map(({ fact }) => fact), ['liftHomed']);
    await home('lift');
    assert.ok(!now().reasons.some((reason) => reason.interlockId === 'IL-21'));
    assert.ok((await answered(tower.resume('c1'))).ok);
    await carComes();
  });

  it('all three drives in mid-move: lift, travel and shuttle are homed one after the other', async () => {
    const { tower, bring, until, phase, sim } = bench;
    await bring('SH-06');
    assert.ok(await until(() => phase() === 'coming' && Math.abs(sim.plant.axes.lift.velocityMmPerS) > 300));
    await losePower('lift', 'travel', 'shuttle');
    await resetAtPanel();
    const first = tower.home('lift', 'technician');
    const second = await answered(tower.home('travel', 'technician'));
    assert.ok(!second.ok && second.error.code === 'notPermitted', 'one axis at a time');
    assert.ok((await answered(first)).ok);
    await home('travel');
    await home('shuttle');
    assert.ok((await answered(tower.resume('c1'))).ok);
    await carComes();
  });

  it('shuttle on its way back from a cell with the pallet: homing brings the pallet in, and the journal knows it', async () => {
    const { tower, bring, until, sim, clock } = bench;
    await bring('SH-06');
    assert.ok(await until(() => sim.plant.pallets['P06']?.place === 'shuttle' && Math.abs(sim.plant.axes.shuttle.velocityMmPerS) > 300));
    await losePower('shuttle');
    await resetAtPanel();
    await home('shuttle');
    await clock.runFor(1000);
    assert.equal(bench.now().carriage.palletId, 'P06');
    assert.ok((await answered(tower.resume('c1'))).ok);
    await carComes();
  });

  it('in a tower that rests: says so, promises no car, and homes a lift that is pinned', async () => {
    const { tower, now, collect, sim, bring } = bench;
    await losePower('lift');
    if (bench.core.stop.latched() !== undefined) await resetAtPanel();
    assert.deepEqual(now().reasons.map((reason) => reason.interlockId), ['IL-21']);
    const refused = await answered(collect('SH-06'));
    assert.ok(!refused.ok && refused.error.code === 'notPermitted');
    const homing = tower.home('lift', 'technician');
    assert.equal(now().state, 'resetting');
    const meanwhile = await collect('SH-06');
    assert.ok(!meanwhile.ok && meanwhile.error.code === 'notPermitted');
    assert.ok((await answered(homing)).ok);
    assert.equal(sim.plant.axes.lift.positionMm.toFixed(0), '600');
    await bring('SH-06');
    await carComes();
  });

  it('is refused with the rules that no mechanism can mend, and moves nothing', async () => {
    const { tower, sim, clock } = bench;
    await losePower('lift');
    if (bench.core.stop.latched() !== undefined) await resetAtPanel();
    assert.ok(sim.faults.inject({ target: 'gpio/shuttleCentred', verb: 'stuck', level: false }).ok);
    await clock.runFor(500);
    const standing = structuredClone(sim.plant.axes);
    const refused = await answered(tower.home('lift', 'technician'));
    assert.ok(!refused.ok && refused.error.code === 'notPermitted');
    assert.ok(refused.error.broken?.some(({ interlockId }) => interlockId === 'IL-10'));
    assert.deepEqual(sim.plant.axes, standing);
  });

  it('stopped on its way: it is not homed, nothing goes on, and a reset and a fresh command home it', async () => {
    const { tower, bring, until, phase, sim, core, clock, now } = bench;
    await bring('SH-06');
    assert.ok(await until(() => phase() === 'coming' && Math.abs(sim.plant.axes.lift.velocityMmPerS) > 300));
    await losePower('lift');
    await resetAtPanel();
    const homing = tower.home('lift', 'technician');
    assert.ok(await until(() => Math.abs(sim.plant.axes.lift.velocityMmPerS) > 90, 10_000));
    const stopping = tower.stop('somebody asked');
    const answer = await answered(homing);
    assert.ok(!answer.ok && answer.error.code === 'notHomed', JSON.stringify(answer));
    assert.ok((await answered(stopping)).ok);
    assert.ok(await until(stands, 5000));
    await clock.runFor(10_000);
    assert.ok(stands() && core.stop.latched() !== undefined && now().axes['lift']?.homed === false);
    assert.ok((await answered(tower.reset('technician', 'looked'))).ok);
    await home('lift');
    assert.ok((await answered(tower.resume('c1'))).ok);
    await carComes();
  });
});
