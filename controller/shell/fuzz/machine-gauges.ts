import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import type { Gauges } from './tally.ts';

/** The gauges of this machine. Garbage is collected before memory is read: what was only not yet given back is no growth. */
export async function createMachineGauges(): Promise<Gauges> {
  const { nodeHost } = await import('../../../sim/time/host.ts');
  const { nowMs } = createSystemClock();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return {
    nowMs,
    workMs: () => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1000;
    },
    heldBytes: () => {
      collect();
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    },
    turn: nodeHost.breathe,
  };
}
