import type { FrameLoop, PageClock } from './rim.port.ts';

/** The browser's own clock and timers. */
export const browserClock: PageClock = {
  nowMs: () => performance.now(),
  utcMs: () => Date.now(),
  setTimeout: (fn, delayMs) => globalThis.setTimeout(fn, delayMs),
  clearTimeout: (id) => {
    globalThis.clearTimeout(id as number);
  },
};

/** One call a picture, as long as the page is shown. */
export const browserFrameLoop: FrameLoop = (onFrame) => {
  let id = 0;
  const step = (): void => {
    // Asked for first, so that whoever is called back may end it.
    id = requestAnimationFrame(step);
    onFrame(performance.now());
  };
  id = requestAnimationFrame(step);
  return () => {
    cancelAnimationFrame(id);
  };
};
