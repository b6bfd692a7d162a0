import type { Device, InputLine, IoModule } from '../ports.ts';
import type { FactCause, Truth } from './fact.ts';

/** One sensor's answer to one question, as the last poll or sample brought it. */
export interface Channel {
  /** For people: `device` or `device/input` or `gpio/line`. */
  readonly source: string;
  /** The answer; undefined when never seen, too old or not decidable. */
  readonly read: (nowMs: number) => Truth;
  /** Monotonic ms of the last confirmation; -Infinity when never. */
  readonly confirmedAtMs: () => number;
}

/** A GPIO line. */
export function lineChannel(line: InputLine, maxAgeMs: number): Channel {
  return {
    source: `gpio/${line.name}`,
    read: (nowMs) => (nowMs - line.confirmedAtMs() > maxAgeMs ? undefined : line.level()),
    confirmedAtMs: line.confirmedAtMs,
  };
}

/** One named input of an IO module. */
export function inputChannel(module: IoModule, input: string, maxAgeMs: number): Channel {
  return deviceChannel(module, `${module.id}/${input}`, maxAgeMs, (status) => status.inputs[input]);
}

/** Any question that the status of one device answers. */
export function deviceChannel<S>(device: Device<S>, source: string, maxAgeMs: number, ask: (status: S) => Truth): Channel {
  return {
    source,
    read: (nowMs) => {
      const { value, confirmedAtMs } = device.observed();
      if (value === undefined || nowMs - confirmedAtMs > maxAgeMs || device.link() !== 'live') return undefined;
      return ask(value);
    },
    confirmedAtMs: () => device.observed().confirmedAtMs,
  };
}

/** Why an undecided channel is undecided. */
export function causeOf(channel: Channel): FactCause {
  return channel.confirmedAtMs() === -Infinity ? 'neverSeen' : 'stale';
}
