import type { StatementText } from './statement-text.ts';

const PAYMENT = `payment_id AS paymentId, member_id AS memberId, booking_id AS bookingId, kind, amount_minor AS amountMinor, currency, state, wanted,
  provider_ref AS providerRef, checkout_url AS checkoutUrl, tries, next_utc_ms AS nextUtcMs, asked_utc_ms AS askedUtcMs, changed_utc_ms AS changedUtcMs`;
const UNFINISHED = `(state IN ('asked', 'unknown') OR (state = 'held' AND wanted IS NOT NULL))`;

/** Amounts: asked for, held, taken, given back. */
export const moneyStatements = {
  'payment.add': {
    sql: `INSERT INTO payments (payment_id, member_id, booking_id, kind, amount_minor, currency, state, wanted, next_utc_ms, asked_utc_ms, changed_utc_ms)
      VALUES (:paymentId, :memberId, :bookingId, :kind, :amountMinor, :currency, 'asked', :wanted, :utcMs, :utcMs, :utcMs)`,
  },
  'payment.one': { sql: `SELECT ${PAYMENT} FROM payments WHERE payment_id = :paymentId` },
  'payment.ofBooking': { sql: `SELECT ${PAYMENT} FROM payments WHERE booking_id = :bookingId ORDER BY asked_utc_ms, payment_id` },
  'payment.ofMember': { sql: `SELECT ${PAYMENT} FROM payments WHERE member_id = :memberId ORDER BY asked_utc_ms, payment_id` },
  /**
   * Whose turn it is. The oldest first, so that one that never gets further keeps no other one waiting for ever. A turn beyond the longest pause
   * was written by a clock that has been set back since: nothing waits for that.
   */
  'payment.due': { sql: `SELECT ${PAYMENT} FROM payments WHERE ${UNFINISHED} AND (next_utc_ms <= :utcMs OR next_utc_ms > :beyondUtcMs) ORDER BY next_utc_ms, payment_id LIMIT :most` },
  /** Amounts that a release needs and that are not held: every kind counts by its newest row, which an earlier declined one does not spoil. */
  'payment.notHeld': {
    sql: `SELECT kind, state FROM payments AS one WHERE booking_id = :bookingId AND kind IN ('deposit', 'belowFloorFee') AND state NOT IN ('held', 'captured')
      AND NOT EXISTS (SELECT 1 FROM payments AS other WHERE other.booking_id = one.booking_id AND other.kind = one.kind AND other.state IN ('held', 'captured'))`,
  },
  /** Counted before the provider is asked: after a cut it is known that it may have heard of it. */
  'payment.try': {
    sql: `UPDATE payments SET tries = tries + 1, next_utc_ms = :nextUtcMs WHERE payment_id = :paymentId AND state = :state AND wanted IS :wanted AND tries = :tries`,
  },
  /** What has come of it. Only from the state that the provider was asked in: what somebody else has written since stands. */
  'payment.become': {
    sql: `UPDATE payments SET state = :state, provider_ref = :providerRef, checkout_url = :checkoutUrl, tries = :tries, next_utc_ms = :nextUtcMs, changed_utc_ms = :utcMs
      WHERE payment_id = :paymentId AND state = :was`,
  },
  /** What is wanted is said once: nothing that is to be taken is given back, and the other way round. */
  'payment.want': {
    sql: `UPDATE payments SET wanted = :wanted, tries = min(tries, 1), next_utc_ms = :utcMs, changed_utc_ms = :utcMs
      WHERE booking_id = :bookingId AND kind = :kind AND wanted IS NULL AND state IN ('asked', 'unknown', 'held')`,
  },
  /** Bookings whose deposit or fee is not held although its time is over. */
  'payment.overdue': {
    sql: `SELECT DISTINCT bookings.booking_id AS bookingId, bookings.member_id AS memberId, bookings.car_id AS carId FROM bookings JOIN payments AS one USING (booking_id)
      WHERE bookings.state = 'booked' AND created_utc_ms < :beforeUtcMs AND kind IN ('deposit', 'belowFloorFee') AND one.state NOT IN ('held', 'captured')
        AND NOT EXISTS (SELECT 1 FROM payments AS other WHERE other.booking_id = one.booking_id AND other.kind = one.kind AND other.state IN ('held', 'captured'))
      ORDER BY bookings.booking_id`,
  },
  /** A booking that was not paid for in time is nobody's. */
  'booking.unpaid': { sql: `UPDATE bookings SET state = 'cancelled', ended_utc_ms = :utcMs WHERE booking_id = :bookingId AND state = 'booked'` },
  /** Amounts whose purpose has gone and which nobody has given back yet: the booking ended while nobody could say so. */
  'payment.leftOver': {
    sql: `SELECT payment_id AS paymentId, booking_id AS bookingId, kind, bookings.state AS bookingState, out_utc_ms AS outUtcMs FROM payments JOIN bookings USING (booking_id)
      WHERE wanted IS NULL AND payments.state IN ('asked', 'unknown', 'held')
        AND ((bookings.state IN ('closed', 'cancelled', 'expired') AND kind IN ('deposit', 'belowFloorFee')) OR (bookings.state = 'out' AND kind = 'belowFloorFee'))
      ORDER BY payment_id`,
  },
  'receipt.booking': {
    sql: `SELECT booking_id AS bookingId, bookings.member_id AS memberId, bookings.car_id AS carId, brand, model, plate, bookings.state AS state, from_utc_ms AS fromUtcMs,
        return_by_utc_ms AS returnByUtcMs, out_utc_ms AS outUtcMs, ended_utc_ms AS endedUtcMs, extension_days AS extensionDays,
        (SELECT max(created_utc_ms) FROM orders WHERE orders.booking_id = bookings.booking_id AND kind = 'receive' AND phase IN ('done', 'stalled')) AS backUtcMs,
        (SELECT purchase_id FROM purchases WHERE purchases.booking_id = bookings.booking_id AND purchases.state IN ('signed', 'sold')) AS purchaseId
      FROM bookings JOIN cars USING (car_id) WHERE booking_id = :bookingId`,
  },
} as const satisfies Record<string, StatementText>;
