import type { AlarmEventRecord, AlarmJournal } from '../journal/alarm-journal.port.ts';

/** Brings what happens to alarms into the journal. Nobody waits for it, least of all a stop. */
export interface AlarmLog {
  readonly happened: (event: AlarmEventRecord) => void;
  /** Writes what is waiting. A journal that does not take it is asked again at the next flush. */
  readonly flush: () => void;
  readonly waiting: () => number;
}

/** While the journal takes nothing the oldest are dropped beyond this: memory has an end, and the newest tell more. */
const MOST_WAITING = 500;

/** One write at a time, in order. */
export function createAlarmLog(journal: Pick<AlarmJournal, 'happened'>): AlarmLog {
  let queue: readonly AlarmEventRecord[] = [];
  let isWriting = false;
  return {
    happened: (event) => { queue = [...queue, event].slice(-MOST_WAITING); },
    waiting: () => queue.length,
    flush: () => {
      if (isWriting || queue.length === 0) return;
      isWriting = true;
      const batch = queue;
      void journal.happened(batch).then((written) => {
        isWriting = false;
        if (written.ok) queue = queue.filter((event) => !batch.includes(event));
      });
    },
  };
}
