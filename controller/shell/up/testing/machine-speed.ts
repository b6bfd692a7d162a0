import { cpus } from 'node:os';
import { pause } from './until.ts';

/** What a tower behind ptys is given on a machine that has no time of its own left: bytes through a pty then wait too long for real time. */
const BUSY_SPEED = 0.4;
const SAMPLE_MS = 3000;
/** A tower behind ptys takes about a third of two processors. */
const IDLE_ENOUGH = 0.5;

/** 1, real time; less on a machine that is busy before the test begins, where a tower would stop for good reason. Says so. */
export async function speedForThisMachine(): Promise<number> {
  const before = processorMs();
  await pause(SAMPLE_MS);
  const after = processorMs();
  const idle = (after.idle - before.idle) / (after.all - before.all);
  if (idle >= IDLE_ENOUGH) return 1;
  process.stdout.write(`      this machine is busy (${(100 * idle).toFixed(0)} % idle): the tower behind ptys runs at ${BUSY_SPEED} times real time\n`);
  return BUSY_SPEED;
}

/** Time of all processors since the start, and how much of it they had nothing to do. */
function processorMs(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (one: (typeof times)[number]) => number): number => times.reduce((total, one) => total + of(one), 0);
  return { idle: sum((one) => one.idle), all: sum((one) => one.idle + one.user + one.sys + one.nice + one.irq) };
}
