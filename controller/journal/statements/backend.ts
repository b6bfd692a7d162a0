import type { StatementText } from './statement-text.ts';

/** Tokens of the operator's backend, and events for it. */
export const backendStatements = {
  'token.one': { sql: 'SELECT verdict FROM tokens WHERE jti = :jti' },
  /** The newest that was taken of a booking or member, and whether it was cancelled for good. */
  'token.newest': {
    sql: `SELECT max(seq) AS seq, max(op = 'cancel') AS isTombstone FROM tokens WHERE subject = :subject AND verdict = 'taken'`,
  },
  /** A verdict without an effect. */
  'token.add': { sql: 'INSERT INTO tokens (jti, op, subject, seq, verdict, utc_ms) VALUES (:jti, :op, :subject, :seq, :verdict, :utcMs)' },
  /** The verdict of one that has an effect: none is written when something newer or a tombstone was taken in between. */
  'token.take': {
    sql: `INSERT INTO tokens (jti, op, subject, seq, verdict, utc_ms) SELECT :jti, :op, :subject, :seq, 'taken', :utcMs
      WHERE NOT EXISTS (SELECT 1 FROM tokens WHERE subject = :subject AND verdict = 'taken' AND (seq >= :seq OR op = 'cancel'))`,
  },
  /** The name is the backend's to give; whoever is attested for the first time cannot sign in until a code was sent. */
  'member.attest': {
    sql: `INSERT INTO members (member_id, name, language, sign_in_hash, created_utc_ms) VALUES (:memberId, :name, :language, '', :utcMs)
      ON CONFLICT (member_id) DO UPDATE SET name = excluded.name, language = excluded.language`,
  },
  /** Somebody the tower does not know yet; who is known keeps the name. */
  'member.introduce': {
    sql: `INSERT INTO members (member_id, name, language, sign_in_hash, created_utc_ms) VALUES (:memberId, :name, :language, '', :utcMs)
      ON CONFLICT (member_id) DO UPDATE SET name = excluded.name WHERE members.name = ''`,
  },
  'booking.amend': {
    sql: `UPDATE bookings SET from_utc_ms = :fromUtcMs, until_utc_ms = :untilUtcMs, return_by_utc_ms = :returnByUtcMs, pass = :pass
      WHERE booking_id = :bookingId AND state = :state`,
  },
  'cursor.one': { sql: 'SELECT cursor FROM backend_cursor WHERE one = 1' },
  'cursor.write': { sql: 'INSERT INTO backend_cursor (one, cursor) VALUES (1, :cursor) ON CONFLICT (one) DO UPDATE SET cursor = excluded.cursor' },
  'event.add': { sql: 'INSERT INTO outbox (boot_id, type, subject, data, utc_ms) VALUES (:bootId, :type, :subject, :data, :utcMs)' },
  'event.toSend': {
    sql: `SELECT seq, boot_id AS bootId, type, subject, data, utc_ms AS utcMs FROM outbox WHERE is_taken = 0 ORDER BY seq LIMIT :most`,
  },
  'event.taken': { sql: 'UPDATE outbox SET is_taken = 1 WHERE is_taken = 0 AND seq <= :takenSeq' },
  /** The backend has lost what it had acknowledged: everything after `takenSeq` is sent once more. */
  'event.sendAgain': { sql: 'UPDATE outbox SET is_taken = 0 WHERE is_taken = 1 AND seq > :takenSeq' },
  'event.unsent': { sql: 'SELECT count(*) AS unsent, min(utc_ms) AS oldestUtcMs FROM outbox WHERE is_taken = 0' },
  'event.lastSeq': { sql: 'SELECT coalesce(max(seq), 0) AS lastSeq, coalesce(max(seq) FILTER (WHERE is_taken = 1), 0) AS takenSeq FROM outbox' },
} as const satisfies Record<string, StatementText>;
