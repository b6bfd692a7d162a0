import { tell } from '../../../config/words/told.ts';
import type { AlarmCause } from '../../alarms/alarm-list.ts';
import { alarmIdOf } from '../../alarms/definitions.ts';
import type { BusCounters, Device, TowerDevices } from '../../ports.ts';

type Causes = readonly AlarmCause[];

/** A device with the bus that it hangs on. */
export interface Watched { readonly id: string; readonly bus: string; readonly device: Device<unknown> }

/** On-delay: a device that misses two polls is no alarm yet. */
const SILENT_MS = 1000;
/** Errors in one window beyond this share are an alarm. */
const ERROR_SHARE = 0.05;
const ERROR_WINDOW_MS = 10_000;
const LEAST_REQUESTS = 100;

/** Devices that do not answer; where a whole bus is silent, each of them is its consequence. */
export function createLinkWatch(watched: readonly Watched[]): (nowMs: number, settled: boolean) => Causes {
  const silentSince = new Map<string, number>();
  return (nowMs, settled) => {
    const silent: Watched[] = [];
    for (const one of watched) {
      if (one.device.link() === 'live') {
        silentSince.delete(one.id);
        continue;
      }
      const sinceMs = silentSince.get(one.id) ?? nowMs;
      silentSince.set(one.id, sinceMs);
      if (settled && nowMs - sinceMs >= SILENT_MS) silent.push(one);
    }
    return silent.length === 0 ? [] : silenceOf(silent, watched);
  };
}

function silenceOf(silent: readonly Watched[], watched: readonly Watched[]): Causes {
  const dead = [...new Set(silent.map(({ bus }) => bus))].filter((bus) => {
    const on = watched.filter((one) => one.bus === bus);
    return on.length > 1 && on.every((one) => silent.includes(one));
  });
  return [
    ...dead.map((bus): AlarmCause => ({ tag: 'bus.silent', object: bus, detail: `no device on bus ${bus} answers`, told: tell('told.bus.silent', { bus }) })),
    ...silent.map(({ id, bus, device }): AlarmCause => {
      const link = device.link();
      return {
        tag: 'link.lost', object: id, detail: device.linkFault()?.message ?? `${id} is ${link}`, under: dead.includes(bus) ? alarmIdOf('bus.silent', bus) : undefined,
        told: tell(`told.link.${link === 'live' ? 'silent' : link}`, { device: id }),
      };
    }),
  ];
}

/** Drives and doors that report a fault of their own. */
export function faultyDevices({ axes, doors }: Pick<TowerDevices, 'axes' | 'doors'>): Causes {
  const drives = Object.entries(axes).flatMap(([id, axis]): Causes => {
    const status = axis.observed().value;
    const faulty = status?.drive === 'fault' || (status?.errorCode ?? 0) !== 0;
    const error = `0x${(status?.errorCode ?? 0).toString(16).padStart(4, '0')}`;
    return faulty ? [{ tag: 'drive.fault', object: id, detail: `error ${error}`, told: tell('told.device.error', { device: id, error }) }] : [];
  });
  const operators = Object.entries(doors).flatMap(([id, door]): Causes => {
    const code = door.observed().value?.errorCode ?? 0;
    // An obstruction that reopened the door is what doors are for.
    return code !== 0 && code !== 2 ? [{ tag: 'door.fault', object: id, detail: `error ${String(code)}`, told: tell('told.device.error', { device: id, error: String(code) }) }] : [];
  });
  return [...drives, ...operators];
}

/** Share of lost and garbled answers on each bus, window by window. */
export function createWireWatch(devices: Pick<TowerDevices, 'wireCounters'>): (nowMs: number) => Causes {
  let windowFromMs = -Infinity;
  let before: ReadonlyMap<string, BusCounters> = new Map();
  let bad: Causes = [];
  return (nowMs) => {
    if (nowMs - windowFromMs < ERROR_WINDOW_MS) return bad;
    windowFromMs = nowMs;
    const counters = devices.wireCounters();
    bad = counters.flatMap((bus): Causes => {
      const last = before.get(bus.busId);
      if (!last) return [];
      const requests = bus.requests - last.requests;
      const errors = bus.timeouts + bus.garbled - last.timeouts - last.garbled;
      if (requests < LEAST_REQUESTS || errors / requests < ERROR_SHARE) return [];
      return [{ tag: 'wire.errors', object: bus.busId, detail: `${String(errors)} of ${String(requests)} answers lost or garbled`, told: tell('told.bus.errors', { bus: bus.busId, errors, requests }) }];
    });
    before = new Map(counters.map((bus) => [bus.busId, bus]));
    return bad;
  };
}
