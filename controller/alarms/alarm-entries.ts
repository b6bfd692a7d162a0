import type { AlarmEvent } from '../api/contract/index.ts';
import type { AlarmEventRecord } from '../journal/alarm-journal.port.ts';
import { displayed, isActive, nextCoreState, type Alarm, type CoreEvent } from './alarm.ts';
import { definitionOf } from './definitions.ts';
import { createRate, type Rate } from './rate.ts';

/** One alarm with what is remembered of its coming and going. */
export interface Entry {
  alarm: Alarm;
  readonly raises: Rate;
  lastRaisedMs: number;
  /** It has returned while it chattered; that counts when it has gone quiet. */
  returnDue: boolean;
}

/** The alarms that are not normal or are put aside. Every change is told. */
export interface Entries {
  readonly get: (alarmId: string) => Entry | undefined;
  readonly all: () => readonly Entry[];
  readonly isActive: (alarmId: string) => boolean;
  /** The entry of an id, made anew when there is none; undefined for a tag that nobody has defined. */
  readonly of: (alarmId: string) => Entry | undefined;
  readonly keep: (entry: Entry) => void;
  /** It was raised before this list began, at this monotonic ms. */
  readonly remember: (alarmId: string, atMs: number) => void;
  /** Something has changed that is no event. */
  readonly touched: () => void;
  readonly happen: (entry: Entry, event: CoreEvent, by?: string) => void;
  readonly change: (entry: Entry, event: AlarmEvent, to: Partial<Alarm>, by?: string) => void;
}

/** Who hears of changes. */
export interface EntriesWorld {
  readonly utcMs: () => number;
  readonly happened: (event: AlarmEventRecord) => void;
  readonly changed: () => void;
}

/** Raised this often within a minute it chatters: it is held active until it has been quiet for as long. */
export const CHATTER = { times: 3, windowMs: 60_000 } as const;

/** No alarms yet. */
export function createEntries(world: EntriesWorld): Entries {
  const entries = new Map<string, Entry>();
  const before = new Map<string, readonly number[]>();
  const active = (alarmId: string): boolean => {
    const entry = entries.get(alarmId);
    return entry !== undefined && isActive(entry.alarm.core);
  };

  function change(entry: Entry, event: AlarmEvent, to: Partial<Alarm>, by?: string): void {
    entry.alarm = { ...entry.alarm, ...to, changedUtcMs: world.utcMs() };
    const { alarmId, tag, object, priority, firstOut, consequenceOf, detail, told, core, overlay } = entry.alarm;
    const state = displayed(core, overlay);
    world.happened({ alarmId, tag, object, priority, event, state, firstOut, consequenceOf, by, detail, told });
    if (state === 'normal') entries.delete(alarmId);
    world.changed();
  }

  /** What is suppressed by design shows itself when its suppressor has gone. */
  function followSuppressor(suppressor: string): void {
    if (active(suppressor)) return;
    for (const entry of [...entries.values()]) {
      const { suppressedBy, ...overlay } = entry.alarm.overlay;
      if (suppressedBy === suppressor) change(entry, 'unsuppressed', { overlay });
    }
  }

  return {
    get: (alarmId) => entries.get(alarmId),
    all: () => [...entries.values()],
    isActive: active,
    of: (alarmId) => entries.get(alarmId) ?? newEntry(alarmId, world.utcMs(), before.get(alarmId)),
    keep: (entry) => {
      entries.set(entry.alarm.alarmId, entry);
      world.changed();
    },
    remember: (alarmId, atMs) => { before.set(alarmId, [...(before.get(alarmId) ?? []), atMs]); },
    touched: world.changed,
    change,
    happen: (entry, event, by) => {
      const core = nextCoreState(entry.alarm.core, event, entry.alarm.latching);
      if (core === entry.alarm.core) return;
      change(entry, event, { core, ...(event === 'acknowledged' && { acknowledgedBy: by }) }, by);
      if (event === 'returned') followSuppressor(entry.alarm.alarmId);
    },
  };
}

function newEntry(alarmId: string, utcMs: number, raisedBefore: readonly number[] = []): Entry | undefined {
  const at = alarmId.indexOf(':');
  const [tag, object] = at < 0 ? [alarmId, undefined] : [alarmId.slice(0, at), alarmId.slice(at + 1)];
  const definition = definitionOf(tag);
  if (!definition) return undefined;
  const { priority, latching, shelvable } = definition;
  const alarm: Alarm = {
    alarmId, tag, object, priority, latching, shelvable, core: 'normal', overlay: {}, firstOut: false, consequenceOf: undefined, chattering: false,
    raisedUtcMs: utcMs, changedUtcMs: utcMs, acknowledgedBy: undefined, count: 0, detail: '', told: undefined,
  };
  const raises = createRate(CHATTER.windowMs);
  for (const atMs of raisedBefore) raises.note(atMs);
  return { alarm, raises, lastRaisedMs: -Infinity, returnDue: false };
}
