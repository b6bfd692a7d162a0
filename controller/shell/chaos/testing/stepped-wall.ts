import { readFileSync } from 'node:fs';
import { createSystemClock } from '../../../../hal/system/system-clock.ts';

/**
 * Loaded into each process of a tower before its program (NODE_OPTIONS): the wall clock as this process sees it is the machine's, and as
 * many milliseconds later as the file says that the environment names. Monotonic time is left alone, as a clock that is set leaves it.
 */
const path = process.env['CARILLON_WALL_STEP'];
const LOOK_EVERY_MS = 20;

if (path !== undefined) {
  const { nowMs } = createSystemClock();
  const RealDate = globalThis.Date;
  let stepMs = 0;
  let lookedMs = -Infinity;
  const utcMs = (): number => {
    if (nowMs() - lookedMs > LOOK_EVERY_MS) {
      lookedMs = nowMs();
      try {
        stepMs = Number(readFileSync(path, 'utf8'));
      } catch {
        // Nobody has stepped it yet.
      }
    }
    return new RealDate().getTime() + stepMs;
  };
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, words: readonly unknown[], made) => Reflect.construct(target, words.length === 0 ? [utcMs()] : words, made) as object,
    get: (target, name) => (name === 'now' ? utcMs : (Reflect.get(target, name) as unknown)),
  });
}
