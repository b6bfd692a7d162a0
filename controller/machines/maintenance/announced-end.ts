import type { RequestFault } from '../../api/tower.port.ts';
import { done, fault, type Result } from '../../ports.ts';

/** When the technician inside expects to be done: said to customers, binds nobody. */
export interface AnnouncedEnd {
  /** Errors: `notPermitted` while nobody works in the tower, or for a time that is over or further away than a week. */
  readonly announce: (untilUtcMs: number | null) => Result<void, RequestFault>;
  /** ms of UTC. */
  readonly untilUtcMs: () => number | undefined;
  /** Production has been given back. */
  readonly forget: () => void;
}

const LONGEST_MS = 7 * 86_400_000;

/** Nothing is announced at first. */
export function createAnnouncedEnd({ isInside, utcMs, changed }: { readonly isInside: () => boolean; readonly utcMs: () => number; readonly changed: () => void }): AnnouncedEnd {
  let until: number | undefined;
  return {
    announce: (untilUtcMs) => {
      if (!isInside()) return fault('notPermitted', 'Nobody works in the tower. Turn the key first; nothing was announced.');
      const aheadMs = untilUtcMs === null ? 1 : untilUtcMs - utcMs();
      if (aheadMs <= 0 || aheadMs > LONGEST_MS) return fault('notPermitted', 'Please name a time within the next seven days. Nothing was announced.');
      until = untilUtcMs ?? undefined;
      changed();
      return done;
    },
    untilUtcMs: () => until,
    forget: () => { until = undefined; },
  };
}
