import assert from 'node:assert/strict';
import type { MotionLease, MotionLeaseView, NewMotionLease } from '../../../api/contract/index.ts';
import type { MaintenanceAnswer, MaintenanceRequest } from '../../../api/maintenance.port.ts';
import type { RequestFault } from '../../../api/tower.port.ts';
import type { Result } from '../../../ports.ts';
import { openSimulatedTower } from '../../testing/simulated-tower.ts';

/** Who works in these tests. */
export const WEI = 'Wei';
const RENEW_MS = 50;

/** The simulated tower with a technician at it, who has the key, the enabling device and a page that renews what it holds. */
export async function openWithTechnician() {
  const bench = await openSimulatedTower();
  const { tower, sim, clock, now, until, core } = bench;
  const { attendant } = sim.people;
  let renewing: (() => void) | undefined;

  const ask = (request: MaintenanceRequest): Promise<Result<MaintenanceAnswer, RequestFault>> => tower.maintain(request);
  const lease = (): MotionLeaseView | undefined => now().motionLease;
  const letGo = (): void => {
    renewing?.();
    renewing = undefined;
  };
  return {
    ...bench, attendant, ask, lease, letGo,
    /** Turns the key, waits for the mode, resets at the panel, and asks for manual mode. */
    enter: async (): Promise<void> => {
      attendant.turnKey('maintenance');
      assert.ok(await until(() => now().mode === 'maintenance', 10_000), JSON.stringify(now().maintenance));
      await clock.runFor(500);
      attendant.pressReset();
      assert.ok(await until(() => core.stop.latched() === undefined, 5000), JSON.stringify(core.stop.latched()));
      const manual = await ask({ kind: 'mode', mode: 'manual', by: WEI });
      assert.ok(manual.ok, JSON.stringify(manual));
    },
    /** Presses the enabling device afresh and waits until the relay has given run-enable. */
    enable: async (): Promise<void> => {
      attendant.holdEnabling('released');
      await clock.runFor(500);
      attendant.holdEnabling('mid');
      assert.ok(await until(() => core.facts.get('enablingFresh').value === true && core.facts.get('runEnabled').value === true, 3000), 'enabled');
      await clock.runFor(100);
    },
    /** Asks for a lease and goes on renewing it, as a finger on the page does. */
    hold: async (request: NewMotionLease): Promise<MotionLease> => {
      const given = await ask({ kind: 'hold', request, by: WEI });
      assert.ok(given.ok && given.value.lease, JSON.stringify(given));
      const { leaseId } = given.value.lease;
      // Whether it was taken shows in the snapshot, as it does for the page.
      renewing = clock.every(RENEW_MS, () => { void ask({ kind: 'renew', leaseId, by: WEI }).then(() => undefined); });
      return given.value.lease;
    },
    /** Key back, everything shut, reset at the panel. */
    leave: async (): Promise<void> => {
      letGo();
      attendant.holdEnabling('released');
      attendant.turnKey('auto');
      await clock.runFor(2000);
      attendant.pressReset();
      assert.ok(await until(() => now().mode === 'production' && core.stop.latched() === undefined, 10_000), JSON.stringify([now().maintenance, now().reasons]));
    },
  };
}
