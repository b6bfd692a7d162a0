import { LONGEST_SHELVING_MIN, type AlarmEvent } from '../api/contract/index.ts';
import type { RequestFault } from '../api/tower.port.ts';
import type { AlarmHoldRecord } from '../journal/alarm-journal.port.ts';
import { done, type Result } from '../ports.ts';
import type { Alarm } from './alarm.ts';
import type { Entries, Entry } from './alarm-entries.ts';

/** What people put aside, for a time or without an end, and take back. */
export interface PuttingAside {
  readonly shelve: (alarmId: string, minutes: number, by: string, why: string) => Result<AlarmHoldRecord, RequestFault>;
  readonly takeOutOfService: (alarmId: string, by: string, why: string) => Result<AlarmHoldRecord, RequestFault>;
  /** Ends a shelving or an outage. */
  readonly takeBack: (alarmId: string, by: string) => Result<void, RequestFault>;
  /** What people had put aside before a restart. */
  readonly load: (holds: readonly AlarmHoldRecord[]) => void;
  /** Ends what is over. */
  readonly expire: (nowMs: number) => void;
}

interface Time { readonly nowMs: () => number; readonly utcMs: () => number }

/** Refusal of an alarm that is not there. */
export function unknownAlarm(): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code: 'alarmUnknown', message: 'There is no such alarm now, or it was not put aside. Nothing was changed.' } };
}

/** Safety trips and person sensors are never put aside. */
export function createPuttingAside(entries: Entries, time: Time): PuttingAside {
  function putAside(alarmId: string, overlay: Partial<Alarm['overlay']>, event: AlarmEvent, hold: AlarmHoldRecord): Result<AlarmHoldRecord, RequestFault> {
    const entry = entries.get(alarmId);
    if (!entry) return unknownAlarm();
    if (!entry.alarm.shelvable) return { ok: false, error: { code: 'notShelvable', message: 'Alarms of the safety hardware and of person sensors are never put aside. Mend the cause.' } };
    entries.change(entry, event, { overlay: { ...entry.alarm.overlay, ...overlay } }, hold.by);
    return { ok: true, value: hold };
  }
  function end(entry: Entry, event: AlarmEvent, by?: string): void {
    const { shelvedUntilMs: _until, outOfService: _out, ...overlay } = entry.alarm.overlay;
    // Whoever put it aside has seen it; those who look now have not.
    const core = entry.alarm.core === 'acknowledged' ? 'unacknowledged' : entry.alarm.core;
    entries.change(entry, event, { overlay, core }, by);
  }
  return {
    shelve: (alarmId, minutes, by, why) =>
      putAside(alarmId, { shelvedUntilMs: time.nowMs() + minutes * 60_000 }, 'shelved', { alarmId, untilUtcMs: time.utcMs() + minutes * 60_000, by, why }),
    takeOutOfService: (alarmId, by, why) => putAside(alarmId, { outOfService: true }, 'outOfService', { alarmId, untilUtcMs: undefined, by, why }),
    takeBack: (alarmId, by) => {
      const entry = entries.get(alarmId);
      const { shelvedUntilMs, outOfService } = entry?.alarm.overlay ?? {};
      if (!entry || (shelvedUntilMs === undefined && !outOfService)) return unknownAlarm();
      end(entry, outOfService ? 'backInService' : 'unshelved', by);
      return done;
    },
    load: (holds) => {
      for (const { alarmId, untilUtcMs } of holds) {
        const entry = entries.of(alarmId);
        // A wall clock that was put back does not make a shelving longer than anybody may ask for.
        const leftMs = untilUtcMs === undefined ? 0 : Math.min(untilUtcMs - time.utcMs(), LONGEST_SHELVING_MIN * 60_000);
        // What has become a trip since is announced, whatever was put aside before.
        if (!entry?.alarm.shelvable || leftMs < 0) continue;
        entry.alarm = { ...entry.alarm, overlay: untilUtcMs === undefined ? { outOfService: true } : { shelvedUntilMs: time.nowMs() + leftMs } };
        entries.keep(entry);
      }
    },
    expire: (nowMs) => {
      for (const entry of entries.all()) {
        const { shelvedUntilMs } = entry.alarm.overlay;
        if (shelvedUntilMs !== undefined && nowMs >= shelvedUntilMs) end(entry, 'shelvingExpired');
      }
    },
  };
}
