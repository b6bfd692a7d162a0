import type { Plan } from '../plan.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** More than a person can follow: announced in ten minutes from one cause, and the same one in a minute. */
const FLOOD = { times: 10, windowMs: 600_000 };
/** The third time is the one by which the tower knows that an alarm chatters, and says so once. */
const CHATTER = { times: 3, windowMs: 60_000 };

/** Counts what has happened within a window that moves. */
function createWindow({ times, windowMs }: typeof FLOOD): (atMs: number) => boolean {
  let seen: number[] = [];
  return (atMs) => {
    seen = [...seen.filter((one) => atMs - one < windowMs), atMs];
    return seen.length > times;
  };
}

/**
 * I50: one root cause announces at most ten alarms in ten minutes, none of them again and again, and each says why and what to do. The consequences
 * that stand under a first alarm are not announced. Only a run with one fault has one cause, and only until somebody begins to put things right.
 */
export function judgeAlarms({ alarms, stage }: Pick<Subject, 'alarms' | 'stage'>, { faults, staffed, hasty = 0 }: Pick<Plan, 'faults' | 'staffed' | 'hasty'>, report: Report): Judge {
  const hasOneCause = faults.length === 1 && !staffed && hasty === 0;
  const flooded = createWindow(FLOOD);
  const chattering = new Map<string, (atMs: number) => boolean>();
  const named: string[] = [];
  let judged = 0;
  let faultsLast = true;
  alarms.watch(({ alarmId, consequenceOf }) => {
    const { timeMs } = stage.plant.state;
    judged += 1;
    const again = chattering.get(alarmId) ?? createWindow(CHATTER);
    chattering.set(alarmId, again);
    if (again(timeMs)) report('I50', `${alarmId} was raised more than ${String(CHATTER.times)} times in a minute`);
    if (!hasOneCause || !faultsLast || consequenceOf !== undefined) return;
    named.push(alarmId);
    if (flooded(timeMs)) report('I50', `one cause, more than ${String(FLOOD.times)} alarms: ${named.join()}`);
  });
  return {
    look: ({ alarms: board }) => {
      for (const { alarmId, cause, action } of board?.alarms ?? []) if (cause === '' || action === '') report('I50', `${alarmId} says not why, or not what to do`);
    },
    faultsOver: () => { faultsLast = false; },
    premises: () => ({ I50: judged }),
  };
}
