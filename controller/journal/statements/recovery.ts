import type { StatementText } from './statement-text.ts';

/** Places out of service, leases, and what people have changed of the map. */
export const recoveryStatements = {
  'quarantine.all': { sql: 'SELECT place, reason, by_whom AS byWhom, why, utc_ms AS utcMs FROM quarantines ORDER BY utc_ms, place' },
  'quarantine.set': {
    sql: `INSERT INTO quarantines (place, reason, by_whom, why, utc_ms) VALUES (:place, :reason, :byWhom, :why, :utcMs)
      ON CONFLICT (place) DO UPDATE SET reason = excluded.reason, by_whom = excluded.by_whom, why = excluded.why, utc_ms = excluded.utc_ms`,
  },
  'quarantine.lift': { sql: 'DELETE FROM quarantines WHERE place = :place' },
  'lease.all': { sql: 'SELECT resource, number, holder FROM leases ORDER BY resource' },
  'lease.grant': {
    sql: `INSERT INTO leases (resource, number, holder, utc_ms) VALUES (:resource, :number, :holder, :utcMs)
      ON CONFLICT (resource) DO UPDATE SET number = excluded.number, holder = excluded.holder, utc_ms = excluded.utc_ms WHERE leases.number < excluded.number`,
  },
  /** An older number releases nothing. */
  'lease.release': { sql: 'UPDATE leases SET holder = NULL, utc_ms = :utcMs WHERE resource = :resource AND number = :number' },
  'mapEdit.all': {
    sql: `SELECT edit_id AS editId, what, object, place_before AS placeBefore, place_after AS placeAfter, by_whom AS byWhom, second, why, utc_ms AS utcMs,
      undone_utc_ms AS undoneUtcMs FROM map_edits ORDER BY edit_id DESC LIMIT 200`,
  },
  'mapEdit.add': {
    sql: `INSERT INTO map_edits (edit_id, what, object, place_before, place_after, by_whom, second, why, utc_ms)
      VALUES (:editId, :what, :object, :placeBefore, :placeAfter, :byWhom, :second, :why, :utcMs)`,
  },
  'mapEdit.undo': { sql: 'UPDATE map_edits SET undone_utc_ms = :utcMs WHERE edit_id = :editId AND undone_utc_ms IS NULL' },
} as const satisfies Record<string, StatementText>;
