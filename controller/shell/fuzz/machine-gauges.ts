import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { createHeldBytes } from '../held-bytes.ts';
import type { Gauges } from './tally.ts';

/** The gauges of this machine. */
export async function createMachineGauges(): Promise<Gauges> {
  const { nodeHost } = await import('../../../sim/time/host.ts');
  const { nowMs } = createSystemClock();
  return {
    nowMs,
    workMs: () => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1000;
    },
    heldBytes: createHeldBytes(),
    turn: nodeHost.breathe,
  };
}
