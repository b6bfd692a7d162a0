import type { Device, InputLine } from '../ports.ts';
import type { FactCause, Truth } from './fact.ts';

/**
 * Where channels read from: one device or one line. Looked at once a scan; says whether its value or its freshness has changed
 * since, so that facts are derived again only when something they read has changed.
 */
export interface Source {
  readonly refresh: (nowMs: number) => boolean;
  readonly isFresh: () => boolean;
  /** Monotonic ms of the last confirmation; -Infinity when never. */
  readonly confirmedAtMs: () => number;
}

/** One sensor's answer to one question, as the last poll or sample brought it. */
export interface Channel {
  /** For people: `device/question`, `device/input` or `gpio/line`. */
  readonly name: string;
  readonly source: Source;
  /** The answer; undefined when never seen, too old or not decidable. */
  readonly read: () => Truth;
}

/** A device with an age limit. Fresh means: identity proven, link live, last valid answer young enough. */
export interface DeviceSource<S> extends Source {
  /** The last status while it is fresh. */
  readonly status: () => S | undefined;
}

/** Watches one device. */
export function deviceSource<S>(device: Device<S>, maxAgeMs: number): DeviceSource<S> {
  let last: S | undefined;
  let fresh = false;
  return {
    refresh: (nowMs) => {
      const { value, confirmedAtMs } = device.observed();
      const isFresh = value !== undefined && nowMs - confirmedAtMs <= maxAgeMs && device.link() === 'live';
      if (value === last && isFresh === fresh) return false;
      last = value;
      fresh = isFresh;
      return true;
    },
    isFresh: () => fresh,
    confirmedAtMs: () => device.observed().confirmedAtMs,
    status: () => (fresh ? last : undefined),
  };
}

/** Watches one GPIO input. */
export function lineSource(line: InputLine, maxAgeMs: number): Source & { readonly level: () => Truth } {
  let last: Truth;
  return {
    refresh: (nowMs) => {
      const level = nowMs - line.confirmedAtMs() > maxAgeMs ? undefined : line.level();
      if (level === last) return false;
      last = level;
      return true;
    },
    isFresh: () => last !== undefined,
    confirmedAtMs: line.confirmedAtMs,
    level: () => last,
  };
}

/** Any question that the status of one device answers. */
export function ask<S>(source: DeviceSource<S>, name: string, question: (status: S) => Truth): Channel {
  return {
    name,
    source,
    read: () => {
      const status = source.status();
      return status === undefined ? undefined : question(status);
    },
  };
}

/** Why an undecided channel is undecided. */
export function causeOf(channel: Channel): FactCause {
  return channel.source.confirmedAtMs() === -Infinity ? 'neverSeen' : 'stale';
}
