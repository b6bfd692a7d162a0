import type { StatementText } from './statement-text.ts';

/** Tokens of the operator's backend, and events for it. */
export const backendStatements = {
  'event.add': { sql: 'INSERT INTO outbox (boot_id, type, subject, data, utc_ms) VALUES (:bootId, :type, :subject, :data, :utcMs)' },
  'event.toSend': {
    sql: `SELECT seq, boot_id AS bootId, type, subject, data, utc_ms AS utcMs FROM outbox WHERE is_taken = 0 ORDER BY seq LIMIT :most`,
  },
} as const satisfies Record<string, StatementText>;
