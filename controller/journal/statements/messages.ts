import type { StatementText } from './statement-text.ts';

/** What a message of the sweep is about: the booking and the moments in it. */
const OF_BOOKING = `booking_id AS bookingId, bookings.member_id AS memberId, brand || ' ' || model AS car, from_utc_ms AS fromUtcMs, until_utc_ms AS untilUtcMs,
  return_by_utc_ms AS returnByUtcMs, bookings.created_utc_ms AS bookedUtcMs`;
const FROM = 'FROM bookings JOIN cars USING (car_id)';
const NOT_YET = (kind: string) => `NOT EXISTS (SELECT 1 FROM messages WHERE message_id = 'm-${kind}-' || booking_id)`;
/** Everything that the release of the booking needs is held. */
const ALL_HELD = `NOT EXISTS (SELECT 1 FROM payments AS one WHERE one.booking_id = bookings.booking_id AND one.kind IN ('deposit', 'belowFloorFee') AND one.state NOT IN ('held', 'captured')
  AND NOT EXISTS (SELECT 1 FROM payments AS other WHERE other.booking_id = one.booking_id AND other.kind = one.kind AND other.state IN ('held', 'captured')))`;

/** Messages to members, and the codes that they sign in with. */
export const messageStatements = {
  /** A message of this id is written once, whoever thinks of it again. */
  'message.add': {
    sql: `INSERT INTO messages (message_id, member_id, kind, sealed_params, state, next_utc_ms, utc_ms) VALUES (:messageId, :memberId, :kind, :sealedParams, 'asked', :utcMs, :utcMs)
      ON CONFLICT (message_id) DO NOTHING`,
  },
  /** That a booking is booked is said once everything that its release needs is held, and to nobody whose booking has ended. */
  'message.addBooked': {
    sql: `INSERT INTO messages (message_id, member_id, kind, sealed_params, state, next_utc_ms, utc_ms)
      SELECT :messageId, member_id, 'booked', :sealedParams, 'asked', :utcMs, :utcMs FROM bookings WHERE booking_id = :bookingId AND state = 'booked' AND ${ALL_HELD}
      ON CONFLICT (message_id) DO NOTHING`,
  },
  /** A turn beyond the longest pause was written by a clock that has been set back since. */
  'message.due': {
    sql: `SELECT message_id AS messageId, messages.member_id AS memberId, kind, sealed_params AS sealedParams, tries, utc_ms AS utcMs, members.language AS language
      FROM messages JOIN members USING (member_id) WHERE state = 'asked' AND (next_utc_ms <= :utcMs OR next_utc_ms > :beyondUtcMs) ORDER BY next_utc_ms, message_id LIMIT :most`,
  },
  'message.gaps': { sql: `SELECT ${OF_BOOKING} ${FROM} WHERE booking_id = :bookingId` },
  'message.try': { sql: `UPDATE messages SET tries = tries + 1, next_utc_ms = :nextUtcMs WHERE message_id = :messageId AND state = 'asked' AND tries = :tries` },
  /** What it said is not needed any more. */
  'message.end': { sql: `UPDATE messages SET state = :state, sealed_params = x'' WHERE message_id = :messageId AND state = 'asked'`, erases: true },
  'message.toSayDueSoon': {
    sql: `SELECT ${OF_BOOKING} ${FROM} WHERE state = 'booked' AND from_utc_ms > :utcMs AND from_utc_ms <= :untilUtcMs AND ${ALL_HELD} AND ${NOT_YET('dueSoon')} ORDER BY booking_id`,
  },
  'message.toSayReturnSoon': {
    sql: `SELECT ${OF_BOOKING} ${FROM} WHERE state = 'out' AND return_by_utc_ms > :utcMs AND return_by_utc_ms <= :untilUtcMs
      AND NOT EXISTS (SELECT 1 FROM messages WHERE message_id = 'm-returnSoon-' || booking_id || '-' || return_by_utc_ms) ORDER BY booking_id`,
  },
  'message.toSayLate': { sql: `SELECT ${OF_BOOKING} ${FROM} WHERE state = 'out' AND return_by_utc_ms <= :utcMs AND ${NOT_YET('late')} ORDER BY booking_id` },
  /** The newest code alone opens; it has all its tries. */
  'signInCode.write': {
    sql: `INSERT INTO sign_in_codes (member_id, code_hash, until_utc_ms) VALUES (:memberId, :codeHash, :untilUtcMs)
      ON CONFLICT (member_id) DO UPDATE SET code_hash = excluded.code_hash, until_utc_ms = excluded.until_utc_ms, tries = 0`,
  },
  /** Counted before it is judged. */
  'signInCode.try': { sql: 'UPDATE sign_in_codes SET tries = tries + 1 WHERE member_id = :memberId AND tries < :most AND until_utc_ms > :utcMs' },
  'signInCode.one': { sql: 'SELECT code_hash AS codeHash, tries, until_utc_ms AS untilUtcMs FROM sign_in_codes WHERE member_id = :memberId' },
  'signInCode.use': { sql: 'DELETE FROM sign_in_codes WHERE member_id = :memberId AND code_hash = :codeHash', erases: true },
} as const satisfies Record<string, StatementText>;
