import type { StatementText } from './statement-text.ts';

/** Somebody must still answer for it: not what is given back anyway, nor what an erasure itself gives back with its booking. */
const OPEN_PAYMENT = `payments.state IN ('asked', 'unknown', 'held') AND wanted IS NOT 'release'
        AND NOT EXISTS (SELECT 1 FROM bookings WHERE bookings.booking_id = payments.booking_id AND bookings.state = 'booked')`;

/** What is attested of members, what they prefer, and what they may see and erase. */
export const memberStatements = {
  'standing.one': {
    sql: `SELECT tier, credit_score AS creditScore, licence_until_utc_ms AS licenceUntilUtcMs, is_blocked AS isBlocked, seq, attested_utc_ms AS attestedUtcMs
      FROM standings WHERE member_id = :memberId`,
  },
  /** An attestation that is older than what is known changes nothing. */
  'standing.write': {
    sql: `INSERT INTO standings (member_id, tier, credit_score, licence_until_utc_ms, is_blocked, seq, attested_utc_ms)
      VALUES (:memberId, :tier, :creditScore, :licenceUntilUtcMs, :isBlocked, :seq, :utcMs)
      ON CONFLICT (member_id) DO UPDATE SET tier = excluded.tier, credit_score = excluded.credit_score, licence_until_utc_ms = excluded.licence_until_utc_ms,
        is_blocked = excluded.is_blocked, seq = excluded.seq, attested_utc_ms = excluded.attested_utc_ms WHERE excluded.seq > standings.seq`,
  },
  'preferences.one': { sql: 'SELECT settings FROM preferences WHERE member_id = :memberId' },
  'preferences.write': {
    sql: `INSERT INTO preferences (member_id, settings) VALUES (:memberId, :settings) ON CONFLICT (member_id) DO UPDATE SET settings = excluded.settings`,
  },
  /** What is kept of a member, counted; and what must end before anything of it may be erased. */
  'member.kept': {
    sql: `SELECT member_id AS memberId, name, language, created_utc_ms AS createdUtcMs,
        (SELECT count(DISTINCT booking_id) FROM templates JOIN bookings USING (booking_id) WHERE bookings.member_id = members.member_id) AS faces,
        (SELECT count(*) FROM photos JOIN bookings USING (booking_id) WHERE bookings.member_id = members.member_id) AS photos,
        EXISTS (SELECT 1 FROM bookings WHERE bookings.member_id = members.member_id AND state IN ('collecting', 'out')) AS hasCar,
        EXISTS (SELECT 1 FROM payments WHERE payments.member_id = members.member_id AND ${OPEN_PAYMENT}) AS hasOpenPayment,
        EXISTS (SELECT 1 FROM purchases WHERE purchases.member_id = members.member_id AND state IN ('reserved', 'handedOff', 'signed')) AS hasOpenPurchase
      FROM members WHERE member_id = :memberId`,
  },
  'member.bookings': {
    sql: `SELECT bookings.booking_id AS bookingId, origin, created_utc_ms AS createdUtcMs, consent_utc_ms AS consentUtcMs, out_utc_ms AS outUtcMs, ended_utc_ms AS endedUtcMs,
        extension_days AS extensionDays, after_booking_id AS afterBookingId, stage, utc_ms AS stageUtcMs
      FROM bookings LEFT JOIN arrivals USING (booking_id) WHERE member_id = :memberId ORDER BY created_utc_ms, bookings.booking_id`,
  },
  'member.payments': {
    sql: `SELECT payment_id AS paymentId, booking_id AS bookingId, kind, amount_minor AS amountMinor, currency, state, asked_utc_ms AS askedUtcMs, changed_utc_ms AS changedUtcMs
      FROM payments WHERE member_id = :memberId ORDER BY asked_utc_ms, payment_id`,
  },
  'member.purchases': {
    sql: `SELECT purchase_id AS purchaseId, car_id AS carId, booking_id AS bookingId, price_minor AS priceMinor, currency, state, locked_until_utc_ms AS lockedUntilUtcMs,
        contract_ref AS contractRef, created_utc_ms AS createdUtcMs, changed_utc_ms AS changedUtcMs
      FROM purchases WHERE member_id = :memberId ORDER BY created_utc_ms, purchase_id`,
  },
  'member.messages': {
    sql: `SELECT message_id AS messageId, kind, state, utc_ms AS utcMs, sealed_params AS sealedParams FROM messages WHERE member_id = :memberId ORDER BY utc_ms, message_id`,
  },
  /** The sign-in goes with the name. Whoever has a car out, or money or a contract under way, is still needed by name. */
  'member.erase': {
    sql: `UPDATE members SET name = '', sign_in_hash = '' WHERE member_id = :memberId
      AND NOT EXISTS (SELECT 1 FROM bookings WHERE bookings.member_id = members.member_id AND state IN ('collecting', 'out'))
      AND NOT EXISTS (SELECT 1 FROM payments WHERE payments.member_id = members.member_id AND ${OPEN_PAYMENT})
      AND NOT EXISTS (SELECT 1 FROM purchases WHERE purchases.member_id = members.member_id AND state IN ('reserved', 'handedOff', 'signed'))`,
    erases: true,
  },
  'member.eraseBookings': {
    sql: `UPDATE bookings SET sealed_code = zeroblob(0), pass = '', consent_utc_ms = NULL, ended_utc_ms = CASE state WHEN 'booked' THEN :utcMs ELSE ended_utc_ms END,
        state = CASE state WHEN 'booked' THEN 'cancelled' ELSE state END WHERE member_id = :memberId`,
    erases: true,
  },
  'member.eraseTemplates': { sql: 'DELETE FROM templates WHERE booking_id IN (SELECT booking_id FROM bookings WHERE member_id = :memberId)', erases: true },
  'member.erasePhotos': { sql: 'DELETE FROM photos WHERE booking_id IN (SELECT booking_id FROM bookings WHERE member_id = :memberId)', erases: true },
  'member.eraseArrivals': { sql: 'DELETE FROM arrivals WHERE booking_id IN (SELECT booking_id FROM bookings WHERE member_id = :memberId)', erases: true },
  'member.eraseMessages': { sql: 'DELETE FROM messages WHERE member_id = :memberId', erases: true },
  'member.eraseSignInCodes': { sql: 'DELETE FROM sign_in_codes WHERE member_id = :memberId', erases: true },
  'member.erasePreferences': { sql: 'DELETE FROM preferences WHERE member_id = :memberId', erases: true },
  'member.eraseStanding': { sql: 'DELETE FROM standings WHERE member_id = :memberId', erases: true },
  /** Answers to requests repeat codes and passes, sealed; a request key begins with the role and the member. */
  'member.eraseAnswers': { sql: `DELETE FROM answers WHERE substr(request_key, 1, length('phone/' || :memberId || '/')) = 'phone/' || :memberId || '/'`, erases: true },
  'member.eraseAttempts': { sql: `DELETE FROM attempts WHERE subject = 'signIn:' || :memberId OR subject IN (SELECT 'face:' || booking_id FROM bookings WHERE member_id = :memberId)`, erases: true },
} as const satisfies Record<string, StatementText>;
