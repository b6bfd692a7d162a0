import type { Clock, TimeTranslated } from '../ports/clock.port.ts';

/** Whether the polling of an actuator may refresh the device's permission to move. */
export interface Lease extends TimeTranslated {
  readonly set: (granted: boolean) => void;
  /** The lease counter of the next refresh: 0 withdraws, anything else must differ from the last. */
  readonly nextCounter: () => number;
}

/**
 * A lease that lasts `holdMs` after it was last granted. Whoever grants it does so on every scan, so a scan that stands
 * still lets the device stop even while the polling goes on.
 */
export function createLease(clock: Clock, holdMs: number): Lease {
  let counter = 0;
  let grantedAtMs = -Infinity;
  return {
    set: (granted) => {
      grantedAtMs = granted ? clock.nowMs() : -Infinity;
    },
    nextCounter: () => {
      if (clock.nowMs() - grantedAtMs > holdMs) return 0;
      counter = (counter % 0xffff) + 1;
      return counter;
    },
    translateMs: (deltaMs) => {
      grantedAtMs += deltaMs;
    },
  };
}
