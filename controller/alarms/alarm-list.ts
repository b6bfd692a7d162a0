import { nextAlarmState, type Alarm, type AlarmEvent, type AlarmPriority } from './alarm.ts';

/** What is raised. */
export interface AlarmCause {
  readonly id: string;
  readonly priority: AlarmPriority;
  readonly latching: boolean;
  readonly detail: string;
}

/** The alarms of the tower that are not normal. */
export interface AlarmList {
  readonly raise: (cause: AlarmCause) => void;
  /** The cause is gone. */
  readonly returned: (id: string) => void;
  readonly acknowledge: (id: string) => void;
  /** A reset by a person: latched alarms become normal. */
  readonly reset: () => void;
  /** In the order in which they came. */
  readonly list: () => readonly Alarm[];
}

/** An empty list. `nowMs`: monotonic time. */
export function createAlarmList(nowMs: () => number): AlarmList {
  const alarms = new Map<string, Alarm>();

  function happen(id: string, event: AlarmEvent): void {
    const alarm = alarms.get(id);
    if (!alarm) return;
    const state = nextAlarmState(alarm.state, event, alarm.latching);
    if (state === undefined) alarms.delete(id);
    else alarms.set(id, { ...alarm, state });
  }

  const isActive = (alarm: Alarm): boolean => alarm.state === 'unack' || alarm.state === 'ack';
  return {
    raise: ({ id, priority, latching, detail }) => {
      const known = alarms.get(id);
      if (known && isActive(known)) return;
      const firstOut = ![...alarms.values()].some(isActive);
      alarms.set(id, { id, priority, latching, detail, firstOut, atMs: nowMs(), state: nextAlarmState(known?.state, 'raised', latching) ?? 'unack' });
    },
    returned: (id) => { happen(id, 'returned'); },
    acknowledge: (id) => { happen(id, 'acknowledged'); },
    reset: () => { for (const id of [...alarms.keys()]) happen(id, 'reset'); },
    list: () => [...alarms.values()],
  };
}
