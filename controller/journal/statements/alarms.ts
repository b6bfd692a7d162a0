import type { StatementText } from './statement-text.ts';

const EVENT_COLUMNS = `seq, utc_ms AS utcMs, alarm_id AS alarmId, tag, object, priority, event, state, first_out AS firstOut,
  consequence_of AS consequenceOf, by_whom AS byWhom, detail, told`;

/** Alarms and their history, what was put aside, and lock-out tags. */
export const alarmStatements = {
  'alarm.add': {
    sql: `INSERT INTO alarm_events (utc_ms, alarm_id, tag, object, priority, event, state, first_out, consequence_of, by_whom, detail, told)
      VALUES (:utcMs, :alarmId, :tag, :object, :priority, :event, :state, :firstOut, :consequenceOf, :byWhom, :detail, :told)`,
  },
  'alarm.history': {
    sql: `SELECT ${EVENT_COLUMNS} FROM alarm_events
      WHERE (:tag IS NULL OR tag = :tag) AND (:priority IS NULL OR priority = :priority) AND (:state IS NULL OR state = :state)
        AND (:fromUtcMs IS NULL OR utc_ms >= :fromUtcMs) AND (:untilUtcMs IS NULL OR utc_ms < :untilUtcMs)
        AND (:before IS NULL OR seq < :before)
        AND (:text IS NULL OR instr(lower(tag || ' ' || coalesce(object, '') || ' ' || detail || ' ' || coalesce(by_whom, '')), lower(:text)) > 0)
      ORDER BY seq DESC LIMIT :limit`,
  },
  'alarm.raised': {
    sql: `WITH now (utc_ms) AS (SELECT max(:utcMs, utc_ms) FROM alarm_events WHERE seq = (SELECT max(seq) FROM alarm_events))
      SELECT alarm_id AS alarmId, now.utc_ms - alarm_events.utc_ms AS agoMs FROM alarm_events, now
      WHERE alarm_events.utc_ms BETWEEN now.utc_ms - :withinMs AND now.utc_ms AND event = 'raised' ORDER BY seq`,
  },
  'alarmHold.all': { sql: 'SELECT alarm_id AS alarmId, kind, until_utc_ms AS untilUtcMs, by_whom AS byWhom, why FROM alarm_holds ORDER BY alarm_id' },
  'alarmHold.write': {
    sql: `INSERT INTO alarm_holds (alarm_id, kind, until_utc_ms, by_whom, why, utc_ms) VALUES (:alarmId, :kind, :untilUtcMs, :byWhom, :why, :utcMs)
      ON CONFLICT (alarm_id) DO UPDATE SET kind = excluded.kind, until_utc_ms = excluded.until_utc_ms, by_whom = excluded.by_whom, why = excluded.why, utc_ms = excluded.utc_ms`,
  },
  'alarmHold.drop': { sql: 'DELETE FROM alarm_holds WHERE alarm_id = :alarmId' },
  'lockout.all': { sql: 'SELECT lockout_id AS lockoutId, who, note, since_utc_ms AS sinceUtcMs FROM lockouts ORDER BY since_utc_ms, lockout_id' },
  'lockout.add': { sql: 'INSERT INTO lockouts (lockout_id, who, note, since_utc_ms) VALUES (:lockoutId, :who, :note, :sinceUtcMs)' },
  'lockout.remove': { sql: 'DELETE FROM lockouts WHERE lockout_id = :lockoutId AND who = :who' },
} as const satisfies Record<string, StatementText>;
