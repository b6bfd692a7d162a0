import type { StatementText } from './statement-text.ts';

/** A booking beyond its making: arrival, extension, swap, photos. */
export const driveStatements = {
  'arrival.write': {
    sql: `INSERT INTO arrivals (booking_id, stage, utc_ms) VALUES (:bookingId, :stage, :utcMs)
      ON CONFLICT (booking_id) DO UPDATE SET stage = excluded.stage, utc_ms = excluded.utc_ms`,
  },
} as const satisfies Record<string, StatementText>;
