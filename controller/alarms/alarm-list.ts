import type { Told } from '../../config/words/told.ts';
import type { AlarmBoard } from '../api/contract/index.ts';
import type { RequestFault } from '../api/tower.port.ts';
import type { AlarmRaise } from '../journal/alarm-journal.port.ts';
import { done, type Result } from '../ports.ts';
import { displayed, isActive, nextCoreState, type Alarm } from './alarm.ts';
import { FLOOD, boardOf } from './alarm-board.ts';
import { CHATTER, createEntries, type Entries, type EntriesWorld, type Entry } from './alarm-entries.ts';
import { createCascades } from './cascade.ts';
import { alarmIdOf, type AlarmTag } from './definitions.ts';
import { createPuttingAside, unknownAlarm, type PuttingAside } from './putting-aside.ts';
import { createRate, type Rate } from './rate.ts';

/** What is raised. The same tag on the same object is one alarm. */
export interface AlarmCause {
  readonly tag: AlarmTag;
  readonly object?: string | undefined;
  readonly detail: string;
  /** The detail for the page to say. */
  readonly told?: Told | undefined;
  /** Alarm id of which this is the consequence by design: while that one is active, this one is suppressed. */
  readonly under?: string | undefined;
}

/** The alarms of the tower. */
export interface AlarmList extends Omit<PuttingAside, 'expire'> {
  readonly raise: (cause: AlarmCause) => void;
  /** What was raised lately, before this start: what chattered then and is raised again has never gone quiet. */
  readonly remember: (raises: readonly AlarmRaise[]) => void;
  /** The cause is gone. */
  readonly returned: (alarmId: string) => void;
  readonly acknowledge: (alarmId: string, by: string) => Result<void, RequestFault>;
  /** A reset by a person: what is latched and has gone is let go. */
  readonly reset: (by?: string) => void;
  /** Everything that is not normal or is put aside, in the order in which it came. */
  readonly list: () => readonly Alarm[];
  readonly isActive: (alarmId: string) => boolean;
  readonly board: () => AlarmBoard;
  /** More came in the last ten minutes than anybody can follow. */
  readonly flooded: () => boolean;
  /** Ends shelvings whose time is over, and chattering that has gone quiet. */
  readonly scan: (nowMs: number) => void;
  /** Nothing waits for time to pass. */
  readonly quiet: () => boolean;
}

/** What the list is given. `happened`: told of every event, for the history; `changed`: a screen may look different. */
export interface AlarmWorld extends EntriesWorld {
  /** Monotonic. */
  readonly nowMs: () => number;
}

const TEN_MINUTES_MS = 600_000;

/** An empty list. */
export function createAlarmList(world: AlarmWorld): AlarmList {
  /** Of the last change: whoever asks on every scan gets an answer without looking at anything. */
  const seen: { board: AlarmBoard | undefined; waits: boolean | undefined } = { board: undefined, waits: undefined };
  const entries = createEntries({
    ...world,
    changed: () => {
      seen.board = undefined;
      seen.waits = undefined;
      world.changed();
    },
  });
  const announced = createRate(TEN_MINUTES_MS);
  const { expire, ...aside } = createPuttingAside(entries, world);
  const list = (): readonly Alarm[] => entries.all().map(({ alarm }) => alarm);
  const waits = (): boolean => (seen.waits ??= list().some(({ chattering, overlay }) => chattering || overlay.shelvedUntilMs !== undefined));
  return {
    ...aside,
    raise: raising(entries, announced, world),
    remember: (raises) => { for (const { alarmId, agoMs } of raises) entries.remember(alarmId, world.nowMs() - agoMs); },
    returned: (alarmId) => {
      const entry = entries.get(alarmId);
      if (entry?.alarm.chattering) entry.returnDue = true;
      else if (entry) entries.happen(entry, 'returned');
    },
    acknowledge: (alarmId, by) => {
      const entry = entries.get(alarmId);
      if (!entry) return unknownAlarm();
      entries.happen(entry, 'acknowledged', by);
      return done;
    },
    reset: (by) => { for (const entry of entries.all()) entries.happen(entry, 'reset', by); },
    list,
    isActive: entries.isActive,
    board: () => {
      const lastTenMinutes = announced.count(world.nowMs());
      if (seen.board?.lastTenMinutes !== lastTenMinutes) seen.board = boardOf(list(), lastTenMinutes, world);
      return seen.board;
    },
    flooded: () => announced.count(world.nowMs()) > FLOOD,
    scan: (nowMs) => {
      if (!waits()) return;
      expire(nowMs);
      for (const entry of entries.all()) if (entry.alarm.chattering && nowMs - entry.lastRaisedMs >= CHATTER.windowMs) settle(entries, entry);
    },
    quiet: () => !waits(),
  };
}

/** It has been quiet for long enough: what it did last counts. */
function settle(entries: Entries, entry: Entry): void {
  entry.alarm = { ...entry.alarm, chattering: false };
  entries.touched();
  if (entry.returnDue) entries.happen(entry, 'returned');
  entry.returnDue = false;
}

/** It turns out to follow from something that came after it, the rest of its bus has fallen silent as well, the wind has become a storm: that is the first cause. */
function suppress(entries: Entries, entry: Entry, under: string | undefined): boolean {
  const { alarmId, overlay } = entry.alarm;
  if (under === undefined || overlay.suppressedBy !== undefined || !entries.isActive(under)) return false;
  for (const one of entries.all()) {
    if (one.alarm.alarmId === under && one.alarm.consequenceOf === alarmId) one.alarm = { ...one.alarm, firstOut: true, consequenceOf: undefined };
    else if (one === entry || one.alarm.consequenceOf === alarmId) one.alarm = { ...one.alarm, firstOut: false, consequenceOf: under };
  }
  entries.change(entry, 'suppressed', { overlay: { ...overlay, suppressedBy: under } });
  return true;
}

function raising(entries: Entries, announced: Rate, world: AlarmWorld): AlarmList['raise'] {
  const cascades = createCascades(entries.isActive);
  return ({ tag, object, detail, told, under }) => {
    const entry = entries.of(alarmIdOf(tag, object));
    const nowMs = world.nowMs();
    if (!entry) return;
    if (isActive(entry.alarm.core) && !entry.returnDue) {
      if (suppress(entries, entry, under)) cascades.follows(entry.alarm.alarmId, under ?? '');
      return;
    }
    // Only a start loses what is held active while it chatters: it goes on where it was, and nobody is told again.
    const goesOn = entry.raises.count(nowMs) >= CHATTER.times && !isActive(entry.alarm.core);
    entry.raises.note(nowMs);
    entry.lastRaisedMs = nowMs;
    entry.returnDue = false;
    if (isActive(entry.alarm.core)) return;
    entries.keep(entry);
    const { alarmId, core, latching, count } = entry.alarm;
    const overlay = under !== undefined && entries.isActive(under) ? { ...entry.alarm.overlay, suppressedBy: under } : entry.alarm.overlay;
    const consequenceOf = cascades.place(alarmId, nowMs);
    const raised: Partial<Alarm> = {
      overlay, detail, told, consequenceOf,
      core: nextCoreState(core, 'raised', latching),
      firstOut: consequenceOf === undefined,
      chattering: entry.raises.count(nowMs) >= CHATTER.times,
      count: count + 1,
      raisedUtcMs: world.utcMs(),
    };
    if (goesOn) {
      entry.alarm = { ...entry.alarm, ...raised };
      entries.touched();
      return;
    }
    if (displayed('unacknowledged', overlay) === 'unacknowledged') announced.note(nowMs);
    entries.change(entry, 'raised', raised);
  };
}
