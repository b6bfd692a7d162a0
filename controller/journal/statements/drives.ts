import type { StatementText } from './statement-text.ts';

/** A booking beyond its making: arrival, extension, swap, photos. */
export const driveStatements = {
  'arrival.write': {
    sql: `INSERT INTO arrivals (booking_id, stage, utc_ms) VALUES (:bookingId, :stage, :utcMs)
      ON CONFLICT (booking_id) DO UPDATE SET stage = excluded.stage, utc_ms = excluded.utc_ms WHERE arrivals.stage <> 'here'`,
  },
  /** Whether somebody else was away with the car while this window was open. */
  'booking.kept': {
    sql: `SELECT count(*) AS keepers FROM bookings WHERE car_id = :carId AND booking_id <> :bookingId AND out_utc_ms < :untilUtcMs
      AND (state IN ('collecting', 'out') OR ended_utc_ms > :fromUtcMs)`,
  },
  'extension.one': { sql: 'SELECT booking_id AS bookingId FROM extensions WHERE extension_id = :extensionId' },
  'extension.add': {
    sql: 'INSERT INTO extensions (extension_id, booking_id, days, return_by_utc_ms, utc_ms) VALUES (:extensionId, :bookingId, :days, :returnByUtcMs, :utcMs)',
  },
  /** Only from what was read: an extension that somebody else has made in between is not made twice. */
  'booking.extend': {
    sql: `UPDATE bookings SET return_by_utc_ms = :returnByUtcMs, extension_days = extension_days + :days
      WHERE booking_id = :bookingId AND state = 'out' AND return_by_utc_ms = :wasUtcMs`,
  },
  /** When somebody stood at the tower to bring a car back: from then on it is the tower that takes its time. */
  'return.begun': { sql: `SELECT created_utc_ms AS begunUtcMs FROM orders WHERE order_id = :returnId AND kind = 'receive'` },
  'audit.newest': { sql: 'SELECT coalesce(max(utc_ms), 0) AS utcMs FROM audit' },
  'photo.write': {
    sql: `INSERT INTO photos (booking_id, moment, position, file, bytes, utc_ms) VALUES (:bookingId, :moment, :position, :file, :bytes, :utcMs)
      ON CONFLICT (booking_id, moment, position) DO UPDATE SET file = excluded.file, bytes = excluded.bytes, utc_ms = excluded.utc_ms`,
  },
  'photo.ofBooking': {
    sql: `SELECT booking_id AS bookingId, moment, position, file, bytes, utc_ms AS utcMs FROM photos WHERE booking_id = :bookingId ORDER BY moment, position`,
  },
  'photo.ofMember': {
    sql: `SELECT booking_id AS bookingId, moment, position, file, bytes, photos.utc_ms AS utcMs FROM photos JOIN bookings USING (booking_id)
      WHERE member_id = :memberId ORDER BY booking_id, moment, position`,
  },
  'photo.files': { sql: 'SELECT file FROM photos' },
  /** Pictures of a drive that ended long enough ago; a booking without an end is judged by when its car had to be back. */
  'photo.over': {
    sql: `SELECT count(*) AS photos FROM photos JOIN bookings USING (booking_id) WHERE state NOT IN ('collecting', 'out') AND coalesce(ended_utc_ms, return_by_utc_ms) < :beforeUtcMs`,
  },
  'photo.eraseOver': {
    sql: `DELETE FROM photos WHERE booking_id IN (SELECT booking_id FROM bookings WHERE state NOT IN ('collecting', 'out') AND coalesce(ended_utc_ms, return_by_utc_ms) < :beforeUtcMs)`,
    erases: true,
  },
} as const satisfies Record<string, StatementText>;
