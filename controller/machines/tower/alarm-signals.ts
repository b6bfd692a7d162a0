import type { Site } from '../../../config/schema/site.schema.ts';
import { tell } from '../../../config/words/told.ts';
import { FLOOD } from '../../alarms/alarm-board.ts';
import type { AlarmCause, AlarmList } from '../../alarms/alarm-list.ts';
import { alarmIdOf } from '../../alarms/definitions.ts';
import type { QuarantineRecord } from '../../journal/recovery-journal.port.ts';
import type { StoreHealth, TowerDevices } from '../../ports.ts';
import type { StopReason } from '../../safety/gate.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import { deviceOf } from '../maintenance/io-view.ts';
import type { Disagreement } from '../recovering/compare.ts';
import { createLinkWatch, createWireWatch, faultyDevices } from './device-signals.ts';
import { environmentSignals } from './environment-signals.ts';
import { doubtSignals, inventorySignals, personSignals } from './place-signals.ts';

/** What is looked at for alarms that nobody reports by himself. */
export interface SignalWorld {
  readonly site: Site;
  readonly alarms: AlarmList;
  readonly devices: TowerDevices;
  readonly facts: () => Facts;
  readonly latched: () => StopReason | undefined;
  readonly disagreements: () => readonly Disagreement[];
  readonly quarantines: () => readonly QuarantineRecord[];
  readonly journalHealth: () => StoreHealth;
  /** Since when somebody stands in maintenance and does nothing, monotonic ms. */
  readonly idleSinceMs: () => number | undefined;
}

/** Looks this often. */
const LOOK_EVERY_MS = 250;
/** Devices identify themselves within this after the start; one that never lived is an alarm only afterwards. */
const SETTLE_MS = 10_000;

type Causes = readonly AlarmCause[];

/** Raises what is there and lets return what has gone. `look` is cheap and may come with every published snapshot. */
export function createAlarmSignals(world: SignalWorld): { readonly look: (nowMs: number) => void } {
  const { alarms } = world;
  const links = createLinkWatch(world.site.devices.flatMap(({ id, bus }) => {
    const device = deviceOf(id, world.devices);
    return device ? [{ id, bus, device }] : [];
  }));
  const wire = createWireWatch(world.devices);
  const senses = createSensed(world);
  let startedAtMs: number | undefined;
  let lookedAtMs = -Infinity;
  let raised: ReadonlyMap<string, AlarmCause> = new Map();
  return {
    look: (nowMs) => {
      startedAtMs ??= nowMs;
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      const settled = nowMs - startedAtMs >= SETTLE_MS;
      const silent = links(nowMs, settled);
      const causes = [...stops(world, settled), ...silent, ...faultyDevices(world.devices), ...senses(settled, silent), ...inventorySignals(world.quarantines()), ...doubtSignals(world.disagreements(), silent), ...others(world, nowMs), ...wire(nowMs)];
      const seen = new Map(causes.map((cause) => [alarmIdOf(cause.tag, cause.object), cause]));
      for (const [alarmId, cause] of seen) if (!alarms.isActive(alarmId) || raised.get(alarmId)?.under !== cause.under) alarms.raise(cause);
      for (const alarmId of raised.keys()) if (!seen.has(alarmId)) alarms.returned(alarmId);
      raised = seen;
    },
  };
}

/**
 * The rules that have broken since the stop and are still broken: the consequences and causes behind its first reason. Several rules about one
 * fact are one cause. A fact that nobody has heard yet is none: after the start that is every one, and later its device has an alarm.
 */
function stops({ latched, facts }: SignalWorld, settled: boolean): Causes {
  const stop = latched();
  // A start has found nothing yet: the relay waits for its first reset.
  const rules = stop === undefined || (stop.code === 'recovering' && !settled) ? [] : stop.broken;
  const told = new Set<string>();
  const isFirst = (fact: string): boolean => !told.has(fact) && told.add(fact).size > 0;
  return rules.filter(({ fact, expects }) => facts().get(fact).value !== expects && facts().get(fact).cause !== 'neverSeen' && isFirst(fact))
    .map(({ interlockId, bay, fact }) => ({ tag: `interlock.${interlockId}`, object: bay, detail: `${fact} lost`, told: tell('told.fact.lost', { fact }) }));
}

/** What sensors say, or contradict each other about. While no fact has changed, neither has this. */
function createSensed({ site, facts }: SignalWorld): (settled: boolean, silent: Causes) => Causes {
  let last = { revision: -1, settled: false, causes: [] as Causes };
  return (settled, silent) => {
    const now = facts();
    if (silent.length > 0) {
      last = { ...last, revision: -1 };
      return sensed(site, now, settled, silent);
    }
    if (last.revision !== now.revision || last.settled !== settled) last = { revision: now.revision, settled, causes: sensed(site, now, settled, silent) };
    return last.causes;
  };
}

function sensed(site: Site, now: Facts, settled: boolean, silent: Causes): Causes {
  const key = now.get('keyInMaintenance');
  return [
    ...(settled ? personSignals(site, now, silent) : []),
    ...(settled && key.value === undefined && key.cause === 'disagree' ? [{ tag: 'key.unknown' as const, detail: 'GPIO keyAuto and keyMaintenance, io-structure keyAutoMirror', told: tell('told.key.contacts', {}) }] : []),
    ...environmentSignals(site, now, settled),
  ];
}

function others({ site, alarms, facts, journalHealth, idleSinceMs }: SignalWorld, nowMs: number): Causes {
  const health = journalHealth();
  const idleMs = nowMs - (idleSinceMs() ?? Infinity);
  const now = facts();
  const minutes = site.maintenance.idleAlarmMinutes;
  const wedged = now.get('manualMode').value === true && now.get('enablingPressed').value === true && now.get('enablingFresh').value === false;
  return [
    ...(health === 'ok' ? [] : [{ tag: `journal.${health}` as const, detail: `the journal is ${health}`, told: tell('told.journal.health', { health }) }]),
    ...(now.get('apiAlive').value === false ? [{ tag: 'api.lost' as const, detail: 'the API does not answer the control core', told: tell('told.api.silent', {}) }] : []),
    ...(alarms.flooded() ? [{ tag: 'alarms.flood' as const, detail: 'more than ten alarms in ten minutes', told: tell('told.alarms.flood', { most: FLOOD }) }] : []),
    ...(wedged ? [{ tag: 'hold.wedged' as const, detail: 'the enabling device is down without a fresh press', told: tell('told.enabling.stale', {}) }] : []),
    ...(idleMs >= minutes * 60_000 ? [{ tag: 'maintenance.idle' as const, detail: `nothing was done for ${String(minutes)} min`, told: tell('told.maintenance.idle', { minutes }) }] : []),
  ];
}
