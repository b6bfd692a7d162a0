import assert from 'node:assert/strict';
import { createSeededRng } from '../../../sim/time/seeded-rng.ts';
import type { NewMotionLease } from '../../api/contract/index.ts';
import type { MaintenanceRequest } from '../../api/maintenance.port.ts';
import { openWithTechnician } from './testing/technician.ts';

type Bench = Awaited<ReturnType<typeof openWithTechnician>>;
type Held = NewMotionLease['motion'];

const AXES: readonly Held[] = ['lift.jog', 'travel.jog', 'shuttle.jog', 'shuttle.jogIn'];
const STEPS: readonly Held[] = ['lockPin.stepIn', 'lockPin.stepOut', 'fork.stepEngage', 'fork.stepRelease', 'palletLock.stepLock', 'inner.stepOpen', 'inner.stepClose', 'outer.stepOpen', 'outer.stepClose'];
const DEEDS = 250;

/** Two technicians with two pages each, one enabling device, one key, and no plan. Returns how far the axes went, in mm. */
async function meddle(bench: Bench, seed: number): Promise<number> {
  const { ask, attendant, clock, core, now, sim } = bench;
  const rng = createSeededRng(seed);
  const any = <T>(items: readonly [T, ...T[]] | readonly T[]): T => items[Math.floor(rng.next() * items.length)] as T;
  const asks = (request: MaintenanceRequest): void => { void ask(request).then(() => undefined); };
  const where = (): readonly number[] => Object.values(sim.plant.axes).map(({ positionMm }) => positionMm);
  let held = { leaseId: '', by: 'Wei', session: '1' };
  let wayMm = 0;

  const holds = async (): Promise<void> => {
    const motion = any(rng.next() < 0.6 ? AXES : STEPS);
    const request: NewMotionLease = { motion, ...(motion.endsWith('jog') && { direction: any(['plus', 'minus'] as const) }), ...(/^(?:inner|outer)/u.test(motion) && { bay: any(['A', 'B']) }) };
    const [by, session] = [any(['Wei', 'Li']), any(['1', '2'])];
    const given = await ask({ kind: 'hold', request, by, session });
    if (given.ok && given.value.lease) held = { leaseId: given.value.lease.leaseId, by, session };
  };
  const renews = async (): Promise<void> => {
    for (let times = rng.next() * 40; times > 0; times -= 1) {
      asks({ kind: 'renew', ...held, session: rng.next() < 0.9 ? held.session : '3' });
      await clock.runFor(rng.next() < 0.02 ? rng.next() * 250 : 40 + rng.next() * 20);
    }
  };
  const presses = async (): Promise<void> => {
    attendant.holdEnabling(rng.next() < 0.8 ? 'released' : 'crushed');
    await clock.runFor(rng.next() * 400);
    if (rng.next() < 0.9) attendant.holdEnabling('mid');
    await clock.runFor(400);
  };
  const deeds: readonly (() => unknown)[] = [
    ...Array.from({ length: 9 }, () => holds), ...Array.from({ length: 12 }, () => renews), presses, presses, presses,
    () => { asks({ kind: 'letGo', leaseId: held.leaseId, by: held.by }); },
    () => { attendant.turnKey(any(rng.next() < 0.7 ? ['maintenance'] as const : ['auto', 'off'] as const)); },
    () => { asks({ kind: 'mode', mode: any(['manual', 'manual', 'maintenance', 'production']), by: 'Wei' }); },
    attendant.pressReset,
  ];
  for (let deed = 0; deed < DEEDS && sim.violations().length === 0; deed += 1) {
    const before = where();
    await any(deeds)();
    await clock.runFor(10 + rng.next() * 150);
    if (core.stop.latched() !== undefined && rng.next() < 0.3) attendant.pressReset();
    if (now().mode === 'maintenance') asks({ kind: 'mode', mode: 'manual', by: 'Wei' });
    where().forEach((mm, n) => { wayMm += Math.abs(mm - (before[n] ?? mm)); });
  }
  return wayMm;
}

describe('two technicians who do whatever they like', function () {
  this.timeout(60_000);

  for (const seed of [102, 103, 105]) {
    it(`break nothing, with a pallet half on its way (seed ${String(seed)})`, async () => {
      const bench = await openWithTechnician();
      const { bring, until, sim, simulation } = bench;
      await bring('SH-08');
      assert.ok(await until(() => Math.abs(sim.plant.axes.shuttle.positionMm) > 20, 120_000));
      await bench.clock.runFor(seed * 37);
      await bench.enter();
      const wayMm = await meddle(bench, seed);
      assert.deepEqual([sim.violations(), simulation.bugs], [[], []]);
      assert.ok(wayMm > 100, `what never moved proves nothing: ${wayMm.toFixed(0)} mm`);
      await simulation.close();
    });
  }
});
