import type { StatementText } from './statement-text.ts';

/** Calls of the staff, and taxi vouchers. */
export const helpStatements = {
  'staffCall.open': {
    sql: `SELECT call_id AS callId, screen, state, called_utc_ms AS calledUtcMs, answer, minutes, answered_by AS answeredBy, answered_utc_ms AS answeredUtcMs
      FROM staff_calls WHERE state <> 'ended' ORDER BY called_utc_ms, call_id`,
  },
  'staffCall.place': { sql: `INSERT INTO staff_calls (call_id, screen, state, called_utc_ms) VALUES (:callId, :screen, 'calling', :utcMs)` },
  'staffCall.note': { sql: `UPDATE staff_calls SET state = 'noted' WHERE call_id = :callId AND state = 'calling'` },
  'staffCall.answer': {
    sql: `UPDATE staff_calls SET state = 'answered', answer = :answer, minutes = :minutes, answered_by = :by, answered_utc_ms = :utcMs
      WHERE call_id = :callId AND state <> 'ended'`,
  },
  'staffCall.end': { sql: `UPDATE staff_calls SET state = 'ended', ended_utc_ms = :utcMs WHERE call_id = :callId AND state <> 'ended'` },
  /** Of all collections of the booking: somebody whose car is fetched in vain twice rides home once. */
  'taxiVoucher.ofBooking': {
    sql: `SELECT code, up_to_minor AS upToMinor, taxi_vouchers.currency AS currency FROM taxi_vouchers JOIN orders ON orders.order_id = taxi_vouchers.collection_id
      WHERE orders.booking_id = :bookingId ORDER BY taxi_vouchers.utc_ms, taxi_vouchers.collection_id LIMIT 1`,
  },
  'taxiVoucher.give': {
    sql: 'INSERT INTO taxi_vouchers (collection_id, code, up_to_minor, currency, utc_ms) VALUES (:collectionId, :code, :upToMinor, :currency, :utcMs)',
  },
} as const satisfies Record<string, StatementText>;
