import type { AlarmBoard, AlarmView } from '../api/contract/index.ts';
import { displayed, isActive, type Alarm } from './alarm.ts';
import { wordsOf } from './definitions.ts';

/** More announcements than this in ten minutes are a flood: nobody can follow them (ISA-18.2). */
export const FLOOD = 10;

/** What screens show: first-outs newest first, each with its consequences behind it. */
export function boardOf(alarms: readonly Alarm[], lastTenMinutes: number, time: { readonly nowMs: () => number; readonly utcMs: () => number }): AlarmBoard {
  const flood = lastTenMinutes > FLOOD;
  const ids = new Set(alarms.map(({ alarmId }) => alarmId));
  const isHead = ({ consequenceOf }: Alarm): boolean => consequenceOf === undefined || !ids.has(consequenceOf);
  const heads = alarms.filter(isHead).sort((a, b) => b.raisedUtcMs - a.raisedUtcMs);
  const ordered = heads.flatMap((head) => [head, ...alarms.filter((one) => !isHead(one) && one.consequenceOf === head.alarmId)]);
  const rest = alarms.filter((one) => !ordered.includes(one));
  const views = [...ordered, ...rest].map((alarm) => viewOf(alarm, time));
  const waiting = views.filter(({ state }) => state === 'unacknowledged' || state === 'returnedUnacknowledged' || state === 'latchedUnacknowledged');
  return {
    alarms: views,
    // In a flood the first causes are what a person can deal with.
    unacknowledged: waiting.filter(({ firstOut }) => !flood || firstOut).length,
    shelved: views.filter(({ state }) => state === 'shelved').length,
    outOfService: views.filter(({ state }) => state === 'outOfService').length,
    lastTenMinutes,
    flood,
  };
}

function viewOf(alarm: Alarm, { nowMs, utcMs }: { readonly nowMs: () => number; readonly utcMs: () => number }): AlarmView {
  const { alarmId, tag, object, priority, firstOut, consequenceOf, chattering, shelvable, raisedUtcMs, changedUtcMs, acknowledgedBy, count, detail, told, overlay } = alarm;
  const { shelvedUntilMs, suppressedBy } = overlay;
  return {
    alarmId, tag, priority,
    ...(object !== undefined && { object }),
    state: displayed(alarm.core, overlay),
    active: isActive(alarm.core),
    firstOut,
    ...(consequenceOf !== undefined && { consequenceOf }),
    chattering, shelvable,
    ...(shelvedUntilMs !== undefined && { shelvedUntilUtcMs: Math.round(utcMs() + shelvedUntilMs - nowMs()) }),
    ...(suppressedBy !== undefined && { suppressedBy }),
    raisedUtcMs, changedUtcMs,
    ...(acknowledgedBy !== undefined && { acknowledgedBy }),
    count, detail,
    ...(told !== undefined && { told }),
    ...wordsOf(tag),
  };
}
