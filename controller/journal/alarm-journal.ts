import { ok } from '../ports.ts';
import type { Store, WallClock } from '../ports.ts';
import type { AlarmEventRecord, AlarmJournal } from './alarm-journal.port.ts';
import { auditStatement } from './audit.ts';
import { statement } from './statements.ts';

/** Alarms and lock-outs over the durable store; what a person did stands in the audit as well. */
export function createAlarmJournal({ store, wall }: { readonly store: Store; readonly wall: WallClock }): AlarmJournal {
  const row = ({ object, consequenceOf, by, firstOut, told, ...event }: AlarmEventRecord) =>
    statement('alarm.add', { ...event, told: told === undefined ? null : JSON.stringify(told), object: object ?? null, consequenceOf: consequenceOf ?? null, byWhom: by ?? null, firstOut: firstOut ? 1 : 0, utcMs: wall.utcMs() });
  return {
    image: async (withinMs) => {
      const [raises, holds, lockouts] = await Promise.all([
        store.read(statement('alarm.raised', { utcMs: wall.utcMs(), withinMs })), store.read(statement('alarmHold.all')), store.read(statement('lockout.all')),
      ]);
      if (!raises.ok) return raises;
      if (!holds.ok) return holds;
      if (!lockouts.ok) return lockouts;
      return ok({
        raises: raises.value.map((one) => ({ alarmId: String(one['alarmId']), agoMs: Number(one['agoMs']) })),
        holds: holds.value.map((one) => ({ alarmId: String(one['alarmId']), untilUtcMs: typeof one['untilUtcMs'] === 'number' ? one['untilUtcMs'] : undefined, by: String(one['byWhom']), why: String(one['why']) })),
        lockouts: lockouts.value.map((one) => ({ lockoutId: String(one['lockoutId']), who: String(one['who']), note: String(one['note']), sinceUtcMs: Number(one['sinceUtcMs']) })),
      });
    },
    happened: (events) => store.commit(events.map(row)),
    putAside: ({ alarmId, untilUtcMs, by, why }) => store.commit([
      statement('alarmHold.write', { alarmId, kind: untilUtcMs === undefined ? 'outOfService' : 'shelved', untilUtcMs: untilUtcMs ?? null, byWhom: by, why, utcMs: wall.utcMs() }, 1),
      auditStatement('alarmPutAside', { alarmId, untilUtcMs: untilUtcMs ?? null, by, why }, wall.utcMs()),
    ]),
    takeBack: (alarmId, by) => store.commit([statement('alarmHold.drop', { alarmId }), auditStatement('alarmTakenBack', { alarmId, by }, wall.utcMs())]),
    lockOut: (lockout) => store.commit([
      statement('lockout.add', { ...lockout }, 1),
      auditStatement('lockedOut', { lockoutId: lockout.lockoutId, who: lockout.who, note: lockout.note }, wall.utcMs()),
    ]),
    unlock: (lockoutId, who) => store.commit([statement('lockout.remove', { lockoutId, who }, 1), auditStatement('unlocked', { lockoutId, who }, wall.utcMs())]),
  };
}
