import assert from 'node:assert/strict';
import { createTowerBench } from '../devices/testing/tower-bench.ts';
import type { TowerBench } from '../devices/testing/tower-bench.ts';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createWireWatch } from '../wire/wire-watch.ts';
import { createOracle } from './oracle.ts';

const LIFT = 1;
const IO_CARRIAGE = 16;
const DOOR_OUTER_A = 41;
const MOVE_TO = 1;
const OPEN = 1;
const CLOSE = 2;
/** Fields of a motion of the lift: to a height in 0.1 mm, slowly. */
const liftTo = (tenths: number): readonly number[] => [MOVE_TO, 0, tenths, 0, 2000, 200, 300, 0];

const found = ({ sim }: TowerBench): readonly string[] => [...new Set(sim.violations().map(({ invariant }) => invariant))].sort();

/** A master that has listened to drives, carriage and bays for as long as it should, to the structure as well. */
async function listened(forMs = 600): Promise<TowerBench> {
  const bench = await createTowerBench();
  await bench.enable();
  for (const [bus, unit] of [['drives', LIFT], ['carriage', IO_CARRIAGE], ['bays', 17], ['bays', 18], ['bays', DOOR_OUTER_A]] as const) {
    const answer = unit === IO_CARRIAGE || unit === 17 || unit === 18 ? '020000000A' : '0301000002';
    await bench.request(bus, `${unit.toString(16).toUpperCase().padStart(2, '0')}${answer}`);
  }
  await bench.clock.runFor(forMs);
  return bench;
}

describe('oracle on the wire', () => {
  it('finds nothing in a motion that is told once, after listening, and kept alive', async () => {
    const bench = await listened();
    const end = bench.refresh('drives', LIFT);
    await bench.command('drives', LIFT, liftTo(7000));
    await bench.clock.runFor(3000);
    end();
    assert.ok(bench.sim.plant.axes.lift.positionMm > 690);
    assert.deepEqual(found(bench), []);
    assert.ok(['I12', 'I36', 'I46'].every((id) => (bench.sim.premises()[id] ?? 0) > 0));
  });

  it('finds a motion that contradicts the one that lasts, and a door told to shut while it opens (I12)', async () => {
    const bench = await listened();
    const end = bench.refresh('drives', LIFT);
    await bench.command('drives', LIFT, liftTo(9000));
    await bench.clock.runFor(800);
    await bench.command('drives', LIFT, liftTo(5000));
    await bench.clock.runFor(50);
    end();
    assert.deepEqual(found(bench), ['I12']);

    const other = await listened();
    const close = other.refresh('bays', DOOR_OUTER_A);
    await other.command('bays', DOOR_OUTER_A, [OPEN, 0]);
    await other.clock.runFor(600);
    await other.command('bays', DOOR_OUTER_A, [CLOSE, 0]);
    await other.clock.runFor(50);
    close();
    assert.deepEqual(found(other), ['I12']);
  });

  it('finds a motion for a drive that the relay has cut off long ago (I12)', async () => {
    const bench = await listened();
    bench.stopWatchdog();
    await bench.clock.runFor(1500);
    await bench.command('drives', LIFT, liftTo(7000));
    await bench.clock.runFor(50);
    assert.ok(found(bench).includes('I12'));
  });

  it('finds an axis that is kept moving against a brake that does not open (I12)', async () => {
    const bench = await listened();
    assert.ok(bench.sim.faults.inject({ target: 'lift/brake', verb: 'stuck' }).ok);
    const end = bench.refresh('drives', LIFT);
    // So slowly that the drive does not notice for long that it goes nowhere.
    await bench.command('drives', LIFT, [MOVE_TO, 0, 9000, 0, 100, 200, 300, 0]);
    await bench.clock.runFor(2500);
    end();
    assert.deepEqual(found(bench), ['I12']);
  });

  it('finds a controller that moves before it has listened (I36)', async () => {
    const bench = await listened(200);
    const end = bench.refresh('drives', LIFT);
    await bench.command('drives', LIFT, liftTo(7000));
    await bench.clock.runFor(50);
    end();
    assert.deepEqual(found(bench), ['I36']);
  });

  it('finds a drive that obeys an older controller, because a restart has made it forget the newer one (I46)', async () => {
    const bench = await listened();
    await bench.command('drives', LIFT, liftTo(7000), { epoch: 8, execute: false });
    await bench.command('drives', LIFT, liftTo(7000), { epoch: 7, execute: false });
    await bench.clock.runFor(50);
    assert.deepEqual(found(bench), []);
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'off' }).ok);
    bench.sim.faults.clearTarget('lift');
    await bench.command('drives', LIFT, liftTo(7000), { epoch: 7, execute: false });
    await bench.clock.runFor(50);
    assert.deepEqual(found(bench), ['I46']);
  });
});

describe('oracle beside a silent wire', () => {
  /** A bench with a wire on which nobody speaks, and a watchdog that was last heard at the start. */
  const silent = (isDead: boolean) => {
    const bench = createPlantBench();
    const { site, state, inputs } = bench;
    const oracle = createOracle({ site, state, inputs, wire: createWireWatch(site), watchdogEdgeMs: () => (isDead ? 0 : state.timeMs) });
    bench.onTick(oracle.check);
    Object.assign(state.relay, { chainClosed: true, runEnabled: true, tripped: false });
    state.panel.resetPressed = true;
    bench.run(300);
    state.panel.resetPressed = false;
    return { bench, broken: () => oracle.violations().map(({ invariant, detail }) => `${invariant} ${detail}`) };
  };

  it('finds an axis that starts after a reset without a command, and goes on without its lease (I33, I34)', () => {
    const { bench, broken } = silent(false);
    bench.driveFor('travel', 3300, 1000);
    assert.deepEqual(broken(), ['I33 travel moves by a command from before the reset', 'I34 travel goes on Infinity ms after its last refresh']);
  });

  it('finds run-enable that outlives the watchdog (I34)', () => {
    const { broken } = silent(true);
    assert.deepEqual(broken(), ['I34 run-enable 130 ms after the last edge of the watchdog']);
  });
});
