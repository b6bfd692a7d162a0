import type { StatementText } from './statement-text.ts';

/** What stands in the journal, as a whole: for whoever holds it against what should stand there. */
export const summaryStatements = {
  'summary.counts': {
    sql: `SELECT (SELECT count(*) FROM members) AS members, (SELECT count(*) FROM standings) AS standings, (SELECT count(*) FROM bookings) AS bookings,
      (SELECT count(*) FROM payments) AS payments, (SELECT count(*) FROM purchases) AS purchases, (SELECT count(*) FROM messages) AS messages,
      (SELECT count(*) FROM outbox) AS outbox, (SELECT count(*) FROM tokens) AS tokens`,
  },
  'summary.bookings': {
    sql: `SELECT booking_id AS bookingId, member_id AS memberId, car_id AS carId, from_utc_ms AS fromUtcMs, until_utc_ms AS untilUtcMs, return_by_utc_ms AS returnByUtcMs,
      state, collection_id AS collectionId FROM bookings ORDER BY booking_id`,
  },
  'summary.members': {
    sql: `SELECT members.member_id AS memberId, name, tier, credit_score AS creditScore, licence_until_utc_ms AS licenceUntilUtcMs, is_blocked AS isBlocked, seq
      FROM members LEFT JOIN standings USING (member_id) ORDER BY members.member_id`,
  },
} as const satisfies Record<string, StatementText>;
