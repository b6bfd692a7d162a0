import type { AxisId, Site } from '../../../config/schema/site.schema.ts';
import type { AlarmList } from '../../alarms/alarm-list.ts';
import { alarmIdOf, type AlarmTag } from '../../alarms/definitions.ts';
import type { BusCounters, Device, StoreHealth, TowerDevices } from '../../ports.ts';
import type { StopReason } from '../../safety/gate.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import { deviceOf } from '../maintenance/io-view.ts';
import type { Disagreement } from '../recovering/compare.ts';

/** What is looked at for alarms that nobody reports by himself. */
export interface SignalWorld {
  readonly site: Site;
  readonly alarms: AlarmList;
  readonly devices: TowerDevices;
  readonly facts: () => Facts;
  readonly latched: () => StopReason | undefined;
  readonly disagreements: () => readonly Disagreement[];
  readonly journalHealth: () => StoreHealth;
  /** Since when somebody stands in maintenance and does nothing, monotonic ms. */
  readonly idleSinceMs: () => number | undefined;
}

/** Looks this often. */
const LOOK_EVERY_MS = 250;
/** Devices identify themselves within this after the start; one that never lived is an alarm only afterwards. */
const SETTLE_MS = 10_000;
/** On-delay: a device that misses two polls is no alarm yet. */
const SILENT_MS = 1000;
/** Errors in one window beyond this share are an alarm. */
const ERROR_SHARE = 0.05;
const ERROR_WINDOW_MS = 10_000;
const LEAST_REQUESTS = 100;

type Seen = ReadonlyMap<string, { readonly tag: AlarmTag; readonly object?: string | undefined; readonly detail: string; readonly under?: string | undefined }>;

/** Raises what is there and lets return what has gone. `look` is cheap and may come with every published snapshot. */
export function createAlarmSignals(world: SignalWorld): { readonly look: (nowMs: number) => void } {
  const { alarms } = world;
  const watched: readonly Watched[] = world.site.devices.flatMap(({ id, bus }) => {
    const device = deviceOf(id, world.devices);
    return device ? [{ id, bus, device }] : [];
  });
  const silentSince = new Map<string, number>();
  const wire = createWireWatch(world.devices);
  let startedAtMs: number | undefined;
  let lookedAtMs = -Infinity;
  let raised: Seen = new Map();
  return {
    look: (nowMs) => {
      startedAtMs ??= nowMs;
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      const settled = nowMs - startedAtMs >= SETTLE_MS;
      const seen: Seen = new Map([
        ...stops(world), ...links(watched, silentSince, nowMs, settled), ...machines(world), ...people(world, settled), ...others(world, nowMs), ...wire(nowMs),
      ].map((cause) => [alarmIdOf(cause.tag, cause.object), cause]));
      for (const [alarmId, cause] of seen) if (!raised.has(alarmId) || !alarms.isActive(alarmId)) alarms.raise(cause);
      for (const alarmId of raised.keys()) if (!seen.has(alarmId)) alarms.returned(alarmId);
      raised = seen;
    },
  };
}

type Causes = readonly (Seen extends ReadonlyMap<string, infer Cause> ? Cause : never)[];

const NONE: Causes = [];

/** The rules that have broken since the stop and are still broken: the consequences and causes behind its first reason. */
function stops({ latched, facts }: SignalWorld): Causes {
  const rules = latched()?.broken ?? [];
  return rules.filter(({ fact, expects }) => facts().get(fact).value !== expects).map(({ interlockId, bay, fact }) => ({ tag: `interlock.${interlockId}`, object: bay, detail: `${fact} lost` }));
}

interface Watched { readonly id: string; readonly bus: string; readonly device: Device<unknown> }

function links(watched: readonly Watched[], silentSince: Map<string, number>, nowMs: number, settled: boolean): Causes {
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
  if (silent.length === 0) return NONE;
  const dead = [...new Set(silent.map(({ bus }) => bus))].filter((bus) => {
    const on = watched.filter((one) => one.bus === bus);
    return on.length > 1 && on.every((one) => silent.includes(one));
  });
  return [
    ...dead.map((bus) => ({ tag: 'bus.silent' as const, object: bus, detail: `no device on bus ${bus} answers` })),
    ...silent.map(({ id, bus, device }) => ({
      tag: 'link.lost' as const, object: id, detail: device.linkFault()?.message ?? `${id} is ${device.link()}`, under: dead.includes(bus) ? alarmIdOf('bus.silent', bus) : undefined,
    })),
  ];
}

function machines({ devices }: SignalWorld): Causes {
  const drives = Object.entries(devices.axes).flatMap(([id, axis]) => {
    const status = axis.observed().value;
    const faulty = status?.drive === 'fault' || (status?.errorCode ?? 0) !== 0;
    return faulty ? [{ tag: 'drive.fault' as const, object: id as AxisId, detail: `error 0x${(status?.errorCode ?? 0).toString(16).padStart(4, '0')}` }] : [];
  });
  const doors = Object.entries(devices.doors).flatMap(([id, door]) => {
    const code = door.observed().value?.errorCode ?? 0;
    // An obstruction that reopened the door is what doors are for.
    return code !== 0 && code !== 2 ? [{ tag: 'door.fault' as const, object: id, detail: `error ${String(code)}` }] : [];
  });
  return [...drives, ...doors];
}

function people({ site, facts }: SignalWorld, settled: boolean): Causes {
  const now = facts();
  const sensors = site.tower.bays.flatMap(({ id }) => {
    const clear = now.get(`${id}.personClear`);
    return settled && clear.value === undefined ? [{ tag: 'person.sensor' as const, object: id, detail: `${clear.sources.join(', ')}: ${clear.cause}` }] : [];
  });
  const key = settled && now.get('keyInMaintenance').value === undefined && now.get('keyInMaintenance').cause === 'disagree';
  return [...sensors, ...(key ? [{ tag: 'key.unknown' as const, detail: 'GPIO keyAuto and keyMaintenance, io-structure keyAutoMirror' }] : [])];
}

function others({ site, alarms, facts, disagreements, journalHealth, idleSinceMs }: SignalWorld, nowMs: number): Causes {
  const health = journalHealth();
  const idleMs = nowMs - (idleSinceMs() ?? Infinity);
  const now = facts();
  const wedged = now.get('manualMode').value === true && now.get('enablingPressed').value === true && now.get('enablingFresh').value === false;
  return [
    ...(health === 'ok' ? [] : [{ tag: `journal.${health}` as const, detail: `the journal is ${health}` }]),
    ...disagreements().map(({ object, journal, sensors }) => ({ tag: 'recovery.doubt' as const, object, detail: `journal: ${journal}; sensors: ${sensors}` })),
    ...(now.get('apiAlive').value === false ? [{ tag: 'api.lost' as const, detail: 'the API does not answer the control core' }] : []),
    ...(alarms.flooded() ? [{ tag: 'alarms.flood' as const, detail: 'more than ten alarms in ten minutes' }] : []),
    ...(wedged ? [{ tag: 'hold.wedged' as const, detail: 'the enabling device is down without a fresh press' }] : []),
    ...(idleMs >= site.maintenance.idleAlarmMinutes * 60_000 ? [{ tag: 'maintenance.idle' as const, detail: `nothing was done for ${String(site.maintenance.idleAlarmMinutes)} min` }] : []),
  ];
}

/** Share of lost and garbled answers on each bus, window by window. */
function createWireWatch(devices: TowerDevices): (nowMs: number) => Causes {
  let windowFromMs = -Infinity;
  let before: ReadonlyMap<string, BusCounters> = new Map();
  let bad: Causes = [];
  return (nowMs) => {
    if (nowMs - windowFromMs < ERROR_WINDOW_MS) return bad;
    windowFromMs = nowMs;
    const counters = devices.wireCounters();
    bad = counters.flatMap((bus) => {
      const last = before.get(bus.busId);
      if (!last) return [];
      const requests = bus.requests - last.requests;
      const errors = bus.timeouts + bus.garbled - last.timeouts - last.garbled;
      if (requests < LEAST_REQUESTS || errors / requests < ERROR_SHARE) return [];
      return [{ tag: 'wire.errors' as const, object: bus.busId, detail: `${String(errors)} of ${String(requests)} answers lost or garbled` }];
    });
    before = new Map(counters.map((bus) => [bus.busId, bus]));
    return bad;
  };
}
