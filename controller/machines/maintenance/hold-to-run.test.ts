import assert from 'node:assert/strict';
import { openWithTechnician, WEI } from './testing/technician.ts';

type Bench = Awaited<ReturnType<typeof openWithTechnician>>;

describe('motions that a technician holds', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openWithTechnician();
    await bench.enter();
  });
  afterEach(async () => {
    assert.deepEqual(bench.sim.violations(), []);
    assert.deepEqual(bench.simulation.bugs, []);
    await bench.simulation.close();
  });
  const lift = () => bench.sim.plant.axes.lift;
  const moves = () => Math.abs(lift().velocityMmPerS) > 20;
  const stands = () => Math.abs(lift().velocityMmPerS) < 1 && lift().brakeClosed;

  it('go at reduced speed while they are held, and stop within 40 mm of the release', async () => {
    const { enable, hold, until, clock, ask, lease } = bench;
    await enable();
    const { leaseId } = await hold({ motion: 'lift.jog', direction: 'plus' });
    assert.ok(await until(moves, 3000), JSON.stringify(bench.now().motionLease));
    await clock.runFor(3000);
    assert.ok(Math.abs(lift().velocityMmPerS - 110) < 2, String(lift().velocityMmPerS));
    const fromMm = lift().positionMm;
    assert.ok((await ask({ kind: 'letGo', leaseId, by: WEI })).ok);
    assert.ok(await until(stands, 3000));
    assert.ok(lift().positionMm - fromMm <= 40, String(lift().positionMm - fromMm));
    assert.equal(lease()?.ended, 'released');
    assert.equal(bench.core.stop.latched(), undefined, 'a hand that lets go latches nothing');
    bench.letGo();
    await clock.runFor(1000);
    await hold({ motion: 'lift.jog', direction: 'minus' });
    assert.ok(await until(moves, 3000), 'and may be given again');
  });

  it('are dropped when whoever renews them falls silent for longer than 150 ms', async () => {
    const { enable, hold, until, clock, lease, letGo } = bench;
    await enable();
    await hold({ motion: 'lift.jog', direction: 'plus' });
    await clock.runFor(2000);
    assert.ok(moves());
    const fromMm = lift().positionMm;
    letGo();
    const silentAtMs = clock.nowMs();
    assert.ok(await until(() => lease()?.ended === 'silent', 1000));
    assert.ok(clock.nowMs() - silentAtMs <= 260);
    assert.ok(await until(stands, 3000));
    assert.ok(lift().positionMm - fromMm <= 40 + 0.15 * 200, String(lift().positionMm - fromMm));
    assert.equal(bench.core.stop.latched(), undefined);
  });

  it('stop within 40 mm when the enabling device is let go, or clenched', async () => {
    for (const how of ['released', 'crushed'] as const) {
      const { enable, hold, until, clock, attendant, lease, letGo } = bench;
      await enable();
      await hold({ motion: 'lift.jog', direction: how === 'released' ? 'plus' : 'minus' });
      await clock.runFor(2500);
      assert.ok(moves());
      const fromMm = lift().positionMm;
      attendant.holdEnabling(how);
      assert.ok(await until(stands, 3000));
      assert.ok(Math.abs(lift().positionMm - fromMm) <= 40, String(lift().positionMm - fromMm));
      assert.ok(await until(() => lease()?.ended === 'enablingReleased', 1000), JSON.stringify(lease()));
      assert.equal(bench.core.stop.latched(), undefined);
      letGo();
      await clock.runFor(500);
    }
  });

  it('refuse a press that was down when manual mode began, and one that lasts longer than a hand holds (Ibaraki)', async () => {
    const { ask, attendant, clock, enable, hold, until, lease } = bench;
    assert.ok((await ask({ kind: 'mode', mode: 'maintenance', by: WEI })).ok);
    attendant.holdEnabling('mid');
    await clock.runFor(1000);
    assert.ok((await ask({ kind: 'mode', mode: 'manual', by: WEI })).ok);
    await clock.runFor(1000);
    const early = await ask({ kind: 'hold', request: { motion: 'lift.jog', direction: 'plus' }, by: WEI });
    assert.ok(!early.ok && early.error.broken?.some(({ interlockId }) => interlockId === 'IL-162'), JSON.stringify(early));
    await enable();
    await clock.runFor(28_000);
    await hold({ motion: 'lift.jog', direction: 'plus' });
    assert.ok(await until(() => lease()?.alive === false, 5000));
    assert.equal(lease()?.ended, 'enablingReleased');
    assert.ok(await until(stands, 2000));
    assert.equal(bench.now().maintenance?.enabling, 'stale');
  });

  it('go one at a time, also when two pages ask at once', async () => {
    const { enable, ask, until } = bench;
    await enable();
    const [first, second] = await Promise.all([
      ask({ kind: 'hold', request: { motion: 'lift.jog', direction: 'plus' }, by: WEI }),
      ask({ kind: 'hold', request: { motion: 'travel.jog', direction: 'plus' }, by: 'Li' }),
    ]);
    assert.ok(first.ok);
    assert.equal(second.ok ? '' : second.error.code, 'leaseTaken');
    assert.ok(await until(() => bench.lease()?.ended === 'silent', 2000));
    assert.equal(bench.sim.plant.axes.travel?.velocityMmPerS, 0);
  });

  it('are kept alive by the page that was given them only, though another page of the same person sees them', async () => {
    const { enable, ask, until, clock, lease } = bench;
    await enable();
    const given = await ask({ kind: 'hold', request: { motion: 'lift.jog', direction: 'plus' }, by: WEI, session: 'page-1' });
    assert.ok(given.ok && given.value.lease);
    const { leaseId } = given.value.lease;
    assert.ok((await ask({ kind: 'renew', leaseId, by: WEI, session: 'page-1' })).ok);
    const other = await ask({ kind: 'renew', leaseId, by: WEI, session: 'page-2' });
    assert.ok(!other.ok && other.error.code === 'leaseUnknown');
    const others = clock.every(50, () => { void ask({ kind: 'renew', leaseId, by: WEI, session: 'page-2' }).then(() => undefined); });
    assert.ok(await until(() => lease()?.ended === 'silent', 300));
    others();
    assert.ok(await until(stands, 3000));
  });

  it('stop and latch when the key is turned, and the way back leads over the panel', async () => {
    const { enable, hold, until, clock, attendant, now, core, tower, leave } = bench;
    await enable();
    await hold({ motion: 'lift.jog', direction: 'plus' });
    await clock.runFor(2000);
    assert.ok(moves());
    attendant.turnKey('auto');
    assert.ok(await until(stands, 2000));
    assert.ok(core.stop.latched());
    await clock.runFor(1000);
    assert.equal(now().mode, 'unknown');
    const remote = tower.reset('technician', 'from the office');
    await clock.runFor(2500);
    assert.equal((await remote).ok, false, 'not from anywhere else');
    assert.deepEqual(now().maintenance?.blocks, ['resetDue']);
    assert.equal(now().resetAt, 'panel');
    await leave();
    // It stands where the hand left it: given back, the tower says so and does not go on by itself.
    assert.equal(now().state, 'recovering');
    assert.deepEqual(now().recovery.map(({ word }) => word), ['recovery.liftBetweenLevels']);
  });

  it('end at the soft limit, and go no farther', async () => {
    const { enable, hold, until, ask, letGo, lease, clock } = bench;
    await enable();
    await hold({ motion: 'lift.jog', direction: 'minus' });
    assert.ok(await until(() => lease()?.ended === 'arrived', 20_000), JSON.stringify(lease()));
    letGo();
    await clock.runFor(500);
    const farther = await ask({ kind: 'hold', request: { motion: 'lift.jog', direction: 'minus' }, by: WEI });
    assert.ok(!farther.ok && farther.error.code === 'atEnd');
  });

  it('keep the physical rules: no lift with the lock pin in, no shuttle without it', async () => {
    const { enable, hold, until, ask, letGo, clock, lease } = bench;
    await enable();
    const shuttle = await ask({ kind: 'hold', request: { motion: 'shuttle.jog', direction: 'plus' }, by: WEI });
    assert.ok(!shuttle.ok && shuttle.error.broken?.some(({ fact }) => fact === 'lockPinIn'), JSON.stringify(shuttle));
    await hold({ motion: 'lockPin.stepIn' });
    assert.ok(await until(() => lease()?.ended === 'arrived', 5000), JSON.stringify(lease()));
    letGo();
    await clock.runFor(300);
    assert.equal(bench.sim.plant.lockPin.position, 1);
    const moving = await ask({ kind: 'hold', request: { motion: 'lift.jog', direction: 'plus' }, by: WEI });
    assert.ok(!moving.ok && moving.error.broken?.some(({ fact }) => fact === 'lockPinOut'), JSON.stringify(moving));
  });
});
