import type { StatementText } from './statement-text.ts';

/** Events that wait for their release. */
export const siteEventStatements = {
  'siteEvent.all': { sql: 'SELECT event, utc_ms AS utcMs FROM site_events ORDER BY utc_ms, event' },
  'siteEvent.begin': { sql: 'INSERT INTO site_events (event, utc_ms) VALUES (:event, :utcMs) ON CONFLICT (event) DO NOTHING' },
  'siteEvent.end': { sql: 'DELETE FROM site_events WHERE event = :event' },
} as const satisfies Record<string, StatementText>;
