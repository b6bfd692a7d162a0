import type { WallClock } from '../ports/clock.port.ts';

/** The machine's wall time. It jumps: for the journal and for words only. */
export const systemWallClock: WallClock = { utcMs: () => Date.now() };
