import assert from 'node:assert/strict';
import { createTowerBench, loadedSite } from './devices/testing/tower-bench.ts';
import type { TowerBench } from './devices/testing/tower-bench.ts';
import { createTowerSim } from './tower-sim.ts';

/** Ready to run, at target, lift unit 1: up to level 2. */
const UP = [1, 0, 30_000, 0, 8000, 400, 600, 0];

describe('simulated tower', () => {
  it('starts tripped, is reset at the panel, and comes to rest', async () => {
    const bench = await createTowerBench();
    assert.deepEqual([bench.sim.plant.relay.tripped, bench.sim.tripCause()], [true, 'powerUp']);
    await bench.enable();
    assert.equal(bench.sim.plant.relay.runEnabled, true);
    await bench.clock.runFor(1000);
    assert.equal(bench.sim.isQuiet(), true);
  });

  it('is awake from the arming of a command until the axis stands with its brake closed', async () => {
    const bench = await createTowerBench();
    await bench.enable();
    await bench.clock.runFor(1000);
    bench.refresh('drives', 1);
    await bench.command('drives', 1, UP);
    for (let n = 0; n < 50; n += 1) {
      await bench.clock.runFor(100);
      assert.equal(bench.sim.isQuiet(), false);
    }
    await bench.clock.runFor(2000);
    assert.equal(bench.sim.isQuiet(), true);
    assert.equal(bench.sim.plant.axes.lift.brakeClosed, true);
  });

  const awakenings: readonly [string, (bench: TowerBench) => void, (bench: TowerBench) => boolean][] = [
    ['the emergency stop', (b) => b.sim.people.attendant.pressEmergencyStop(), (b) => !b.sim.plant.relay.chainClosed],
    ['the hatch', (b) => b.sim.panel.setHatchLocked(false), (b) => b.sim.tripCause() === 'hatch'],
    ['the supply', (b) => b.sim.panel.setSupplyOk(false), (b) => b.sim.tripCause() === 'supply'],
    ['a watchdog that stops', (b) => b.stopWatchdog(), (b) => b.sim.tripCause() === 'watchdog'],
  ];
  for (const [what, act, shows] of awakenings) {
    it(`is woken from rest by ${what}`, async () => {
      const bench = await createTowerBench();
      await bench.enable();
      await bench.clock.runFor(1000);
      assert.equal(bench.sim.isQuiet(), true);
      act(bench);
      await bench.clock.runFor(150);
      assert.equal(shows(bench), true);
      assert.equal(bench.sim.plant.relay.runEnabled, false);
    });
  }

  it('reports edges of its lines as they happen, and samples when it is asked', async () => {
    const bench = await createTowerBench();
    const edges: string[] = [];
    bench.sim.gpio.onEdge((name, level) => edges.push(`${name} ${level}`));
    await bench.enable();
    const line = bench.sim.gpio.input('runEnabled');
    bench.sim.gpio.sample();
    assert.deepEqual([line.level(), line.confirmedAtMs()], [true, bench.clock.nowMs()]);
    bench.sim.people.attendant.pressEmergencyStop();
    await bench.clock.runFor(400);
    const ofRelay = edges.filter((edge) => /^(?:runEnabled|safetyChainClosed)/u.test(edge));
    assert.deepEqual(ofRelay, ['runEnabled true', 'safetyChainClosed false', 'runEnabled false']);
    assert.ok(edges.includes('resetButton true') && edges.includes('resetButton false'));
    assert.equal(line.level(), true, 'a sample is a sample');
    bench.sim.gpio.sample();
    assert.equal(line.level(), false);
  });

  it('refuses outputs and directions that the site does not have', async () => {
    const { gpio } = (await createTowerBench()).sim;
    const wrong = gpio.output('runEnabled').write(true);
    const missing = gpio.output('klaxon').write(true);
    assert.deepEqual([wrong.ok ? '' : wrong.error.code, missing.ok ? '' : missing.error.code], ['wrongDirection', 'notFound']);
    assert.equal(gpio.input('klaxon').level(), undefined);
  });

  it('loses everything with its power: drives drop at once, nobody answers, the relay trips', async () => {
    const bench = await createTowerBench();
    await bench.enable();
    bench.refresh('drives', 1);
    await bench.command('drives', 1, UP);
    await bench.clock.runFor(2500);
    assert.ok(bench.sim.plant.axes.lift.velocityMmPerS > 500);
    bench.sim.powerOff();
    await bench.clock.runFor(20);
    assert.deepEqual([bench.sim.plant.axes.lift.torque, bench.sim.plant.relay.runEnabled], [false, false]);
    await bench.clock.runFor(1500);
    assert.equal(bench.sim.plant.axes.lift.velocityMmPerS, 0);
    bench.sim.powerOn();
    await bench.clock.runFor(50);
    assert.deepEqual([bench.sim.plant.relay.runEnabled, bench.sim.tripCause()], [false, 'powerUp']);
  });

  it('keeps a device off that a fault holds off when the power comes back', async () => {
    const bench = await createTowerBench();
    assert.ok(bench.sim.faults.inject({ target: 'travel', verb: 'off' }).ok);
    bench.sim.powerOff();
    bench.sim.powerOn();
    assert.equal(await bench.request('drives', '020300000009'), '');
    bench.sim.faults.clearTarget('travel');
    assert.notEqual(await bench.request('drives', '020300000009'), '');
  });
});

describe('simulated tower on a real clock', () => {
  /** A clock whose ticks the test gives by hand, as late as it likes. */
  const byHand = () => {
    let nowMs = 1_000_000;
    let tick = () => {};
    return {
      clock: { nowMs: () => nowMs, setTimeout: () => undefined, clearTimeout: () => {}, every: (_: number, fn: () => void) => {
        tick = fn;
        return () => {};
      } },
      pass: (ms: number, ticks: number) => {
        nowMs += ms;
        for (let n = 0; n < ticks; n += 1) tick();
      },
    };
  };
  const running = () => {
    const { clock, pass } = byHand();
    const { site, stock } = loadedSite();
    const sim = createTowerSim({ site, stock, seed: 1, clock });
    sim.start();
    let level = false;
    const live = (ms: number) => {
      for (let atMs = 0; atMs < ms; atMs += 20) {
        level = !level;
        assert.ok(sim.gpio.drive('watchdog', level, clock.nowMs()).ok);
        pass(10, 1);
        pass(10, 1);
      }
    };
    live(60);
    sim.people.attendant.pressReset();
    live(340);
    assert.equal(sim.plant.relay.runEnabled, true);
    return { sim, clock, pass, live };
  };

  it('makes up for a short delay and gives up a long one: its own stall is no silence of the controller', () => {
    const { sim, pass, live } = running();
    const beforeMs = sim.plant.timeMs;
    pass(40, 1);
    assert.equal(sim.plant.timeMs, beforeMs + 40);
    live(40);
    pass(5000, 1);
    assert.equal(sim.plant.timeMs, beforeMs + 90);
    live(200);
    assert.equal(sim.plant.relay.runEnabled, true);
  });

  it('judges the watchdog by the stamps of its edges, in plant time', () => {
    const { sim, clock, pass } = running();
    pass(30, 3);
    assert.ok(sim.gpio.drive('watchdog', true, clock.nowMs() - 25).ok);
    for (let n = 0; n < 7; n += 1) pass(10, 1);
    assert.equal(sim.plant.relay.runEnabled, true);
    for (let n = 0; n < 3; n += 1) pass(10, 1);
    assert.equal(sim.plant.relay.runEnabled, false, 'an edge that was made 125 ms ago has kept nothing alive');
  });
});

describe('trace of a simulated tower', () => {
  /** An hour in which the lift goes up once, with or without skipping. */
  const hour = async (seed: number, skip: boolean) => {
    const lines: string[] = [];
    const bench = await createTowerBench({ seed, onTrace: (line) => lines.push(line) });
    await bench.enable();
    if (skip) bench.clock.setSkipping({ isQuiet: bench.sim.isQuiet, hyperperiodMs: 160, translated: [bench.sim] });
    await bench.clock.runUntil(1_800_000);
    const end = bench.refresh('drives', 1);
    await bench.command('drives', 1, UP);
    await bench.clock.runFor(8000);
    end();
    await bench.clock.runUntil(3_600_000);
    return { lines, skippedMs: bench.clock.skippedMs(), bootId: (await bench.request('drives', '010300000009')).slice(-4) };
  };

  it('is the same, byte for byte, for the same seed and with or without skipping idle time', async function () {
    this.timeout(20_000);
    const plain = await hour(4, false);
    const skipped = await hour(4, true);
    assert.deepEqual(skipped.lines, plain.lines);
    assert.ok(skipped.lines.length > 100);
    assert.ok(skipped.skippedMs > 3_500_000, String(skipped.skippedMs));
    assert.equal(skipped.bootId, plain.bootId);
    assert.notEqual((await hour(5, true)).bootId, plain.bootId);
  });
});
