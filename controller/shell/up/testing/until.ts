import { createSystemClock } from '../../../../hal/system/system-clock.ts';

const clock = createSystemClock();
const LOOK_EVERY_MS = 100;

/** Monotonic ms of this machine. */
export const nowMs = clock.nowMs;

/** Waits, in real time. For the gaps between two looks; a test waits for conditions. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { clock.setTimeout(resolve, ms); });
}

/** Asks again and again until the answer is not undefined. Fails with `what`, and what `told` knows, after the deadline. */
export async function until<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined> | T | undefined, told: () => string = () => ''): Promise<T> {
  const deadlineMs = clock.nowMs() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (clock.nowMs() > deadlineMs) throw new Error(`within ${timeoutMs} ms it did not happen that ${what}\n${told()}`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Watches for the whole time that something holds; fails at the first look at which it does not. */
export async function throughout(what: string, durationMs: number, holds: () => Promise<string | undefined>): Promise<void> {
  const endMs = clock.nowMs() + durationMs;
  while (clock.nowMs() < endMs) {
    const broken = await holds();
    if (broken !== undefined) throw new Error(`${what} did not last: ${broken}`);
    await pause(LOOK_EVERY_MS);
  }
}
