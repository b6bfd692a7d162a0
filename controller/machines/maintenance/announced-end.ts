import type { RequestFault } from '../../api/tower.port.ts';
import { done, fault, type Result } from '../../ports.ts';

/** When the technician inside expects to be done: said to customers, binds nobody. */
export interface AnnouncedEnd {
  /** In so many minutes; null takes it back. Error: `notPermitted` while nobody works in the tower. */
  readonly announce: (minutes: number | null) => Result<void, RequestFault>;
  /** ms of UTC. */
  readonly untilUtcMs: () => number | undefined;
  /** Production has been given back. */
  readonly forget: () => void;
}

const MINUTE_MS = 60_000;

/** Nothing is announced at first. */
export function createAnnouncedEnd({ isInside, utcMs, changed }: { readonly isInside: () => boolean; readonly utcMs: () => number; readonly changed: () => void }): AnnouncedEnd {
  let until: number | undefined;
  return {
    announce: (minutes) => {
      if (!isInside()) return fault('notPermitted', 'Nobody works in the tower. Turn the key first; nothing was announced.');
      until = minutes === null ? undefined : utcMs() + minutes * MINUTE_MS;
      changed();
      return done;
    },
    untilUtcMs: () => until,
    forget: () => { until = undefined; },
  };
}
