import type { AxisId } from '../plant/plant.port.ts';
import type { WireCommand, WireListener } from '../wire/wire-watch.ts';
import type { Scene } from './scene.ts';

/** What an invariant of the wire has to say of the frames since the tick before. */
export interface Complaints {
  /** Frames that it was about since the last look. */
  readonly premise: () => boolean;
  readonly holds: () => boolean;
  readonly detail: () => string;
  readonly count: () => void;
  readonly wrong: (what: string) => void;
}

/** What was last heard for one axis. */
export interface AxisOnWire {
  /** Plant time of the last execute that its drive has taken, ms; -Infinity for none. */
  startedAtMs: number;
  /** Plant time of the last refresh, or start, that its drive has taken. */
  refreshedAtMs: number;
}

/** Frames come between two ticks: what is wrong with them is kept until the oracle looks. */
export function createComplaints(): Complaints {
  let count = 0;
  let wrong: string[] = [];
  let shown: readonly string[] = [];
  return {
    premise: () => {
      const any = count > 0;
      count = 0;
      shown = wrong;
      if (wrong.length > 0) wrong = [];
      return any;
    },
    holds: () => shown.length === 0,
    detail: () => shown.join('; '),
    count: () => { count += 1; },
    wrong: (what) => {
      count += 1;
      wrong.push(what);
    },
  };
}

/** Keeps per axis when it was told to start and refreshed. */
export function createAxisLog({ state, axes }: Scene): { readonly axes: ReadonlyMap<AxisId, AxisOnWire>; readonly hear: WireListener['command'] } {
  const log = new Map<AxisId, AxisOnWire>(axes.map(({ id }) => [id, { startedAtMs: -Infinity, refreshedAtMs: -Infinity }]));
  return {
    axes: log,
    hear: ({ device: { on }, verb, what, taken }: WireCommand) => {
      const axis = 'axis' in on ? log.get(on.axis) : undefined;
      if (axis === undefined || !taken) return;
      const starts = verb === 'execute' && what !== 'resetFault';
      if (starts) axis.startedAtMs = state.timeMs;
      if (starts || verb === 'refresh') axis.refreshedAtMs = state.timeMs;
    },
  };
}
