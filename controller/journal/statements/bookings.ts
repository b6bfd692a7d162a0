import type { StatementText } from './statement-text.ts';

const BOOKING = `booking_id AS bookingId, member_id AS memberId, car_id AS carId, from_utc_ms AS fromUtcMs, until_utc_ms AS untilUtcMs,
  return_by_utc_ms AS returnByUtcMs, language, state, sealed_code AS sealedCode, pass_id AS passId, pass, collection_id AS collectionId,
  origin, after_booking_id AS afterBookingId, extension_days AS extensionDays, created_utc_ms AS createdUtcMs, out_utc_ms AS outUtcMs, ended_utc_ms AS endedUtcMs,
  (SELECT stage FROM arrivals WHERE arrivals.booking_id = bookings.booking_id) AS arrivalStage,
  (SELECT utc_ms FROM arrivals WHERE arrivals.booking_id = bookings.booking_id) AS arrivalUtcMs,
  EXISTS (SELECT 1 FROM purchases WHERE purchases.booking_id = bookings.booking_id AND purchases.created_utc_ms < bookings.created_utc_ms) AS isFetch,
  EXISTS (SELECT 1 FROM purchases WHERE purchases.booking_id = bookings.booking_id AND purchases.state = 'sold') AS isSold,
  EXISTS (SELECT 1 FROM templates WHERE templates.booking_id = bookings.booking_id) AS hasFace`;

/** Members, bookings, templates, attempts and answers. */
export const bookingStatements = {
  'member.one': { sql: 'SELECT member_id AS memberId, name, language, sign_in_hash AS signInHash FROM members WHERE member_id = :memberId' },
  'member.count': { sql: 'SELECT count(*) AS members FROM members' },
  /** Of one who is known already, because the backend told of them meanwhile or they have signed in before, only the code is new. */
  'member.add': {
    sql: `INSERT INTO members (member_id, name, language, sign_in_hash, created_utc_ms) VALUES (:memberId, :name, :language, :signInHash, :utcMs)
      ON CONFLICT (member_id) DO UPDATE SET sign_in_hash = excluded.sign_in_hash`,
  },
  'technician.all': { sql: 'SELECT technician_id AS technicianId, name, pin_hash AS pinHash FROM technicians ORDER BY technician_id' },
  'technician.write': {
    sql: `INSERT INTO technicians (technician_id, name, pin_hash, created_utc_ms) VALUES (:technicianId, :name, :pinHash, :utcMs)
      ON CONFLICT (technician_id) DO UPDATE SET pin_hash = excluded.pin_hash`,
  },
  /** Makes no row when the member has another drive then, or has booked anything since the rules were judged (`ownBookings`, when it is given), whatever the program has read; the booking that is swapped for this one is exempt, and so is one that fetches a bought car. */
  'booking.add': {
    sql: `INSERT INTO bookings (booking_id, member_id, car_id, from_utc_ms, until_utc_ms, return_by_utc_ms, language, state, code_hash, sealed_code, pass_id, pass,
        consent_utc_ms, created_utc_ms, origin, after_booking_id)
      SELECT :bookingId, :memberId, :carId, :fromUtcMs, :untilUtcMs, :returnByUtcMs, :language, 'booked', :codeHash, :sealedCode, :passId, :pass,
        :consentUtcMs, :utcMs, :origin, :afterBookingId
      WHERE NOT EXISTS (SELECT 1 FROM bookings AS other WHERE other.member_id = :memberId AND other.state IN ('booked', 'collecting', 'out')
        AND other.booking_id IS NOT :afterBookingId AND other.from_utc_ms < :returnByUtcMs AND :fromUtcMs < other.return_by_utc_ms
        AND NOT EXISTS (SELECT 1 FROM purchases WHERE purchases.booking_id = other.booking_id AND purchases.created_utc_ms < other.created_utc_ms))
      AND (:ownBookings IS NULL OR :ownBookings = (SELECT count(*) FROM bookings AS mine WHERE mine.member_id = :memberId))`,
  },
  'booking.one': { sql: `SELECT ${BOOKING} FROM bookings WHERE booking_id = :bookingId` },
  'booking.byCode': { sql: `SELECT ${BOOKING} FROM bookings WHERE code_hash = :codeHash` },
  'booking.byPass': { sql: `SELECT ${BOOKING} FROM bookings WHERE pass_id = :passId` },
  'booking.byCollection': { sql: `SELECT ${BOOKING} FROM bookings WHERE collection_id = :collectionId` },
  'booking.ofMember': { sql: `SELECT ${BOOKING} FROM bookings WHERE member_id = :memberId ORDER BY from_utc_ms, booking_id` },
  'booking.live': {
    sql: `SELECT booking_id AS bookingId, car_id AS carId, from_utc_ms AS fromUtcMs, until_utc_ms AS untilUtcMs, return_by_utc_ms AS returnByUtcMs, state,
      collection_id AS collectionId FROM bookings WHERE state IN ('booked', 'collecting', 'out') ORDER BY booking_id`,
  },
  'booking.collect': {
    sql: `UPDATE bookings SET state = 'collecting', collection_id = :collectionId WHERE booking_id = :bookingId AND state = 'booked'`,
  },
  'booking.uncollect': {
    sql: `UPDATE bookings SET state = 'booked', collection_id = NULL WHERE collection_id = :collectionId AND state = 'collecting'`,
  },
  'booking.out': { sql: `UPDATE bookings SET state = 'out', out_utc_ms = :utcMs WHERE collection_id = :collectionId AND state = 'collecting'` },
  /** The booking with which a car is away; the newest, should a lost event have left an older one behind. */
  'booking.awayWith': {
    sql: `SELECT ${BOOKING} FROM bookings WHERE car_id = :carId AND state IN ('collecting', 'out') ORDER BY created_utc_ms DESC, booking_id DESC LIMIT 1`,
  },
  /** Bookings whose car stands in the tower again, by the journal: its return is done, or has stalled and was settled into a cell. Not one whose car was had out once more and driven away. */
  'booking.returned': {
    sql: `SELECT bookings.booking_id AS bookingId, bookings.car_id AS carId, order_id AS returnId FROM bookings
      JOIN orders ON orders.booking_id = bookings.booking_id AND kind = 'receive'
      JOIN cars ON cars.car_id = bookings.car_id LEFT JOIN pallets ON pallets.pallet_id = cars.pallet_id
      WHERE state IN ('collecting', 'out') AND (phase = 'done' OR (phase = 'stalled' AND pallets.place LIKE 'cell:%'))
        AND NOT (cars.place = 'outside' AND EXISTS (SELECT 1 FROM orders AS recalls WHERE recalls.order_id = orders.order_id || '-again'))
      ORDER BY bookings.booking_id, orders.created_utc_ms DESC`,
  },
  /** Bookings that are closed and whose car was had out once more and driven away: nothing has been asked of it since, and it has not been sold. */
  'booking.takenAgain': {
    sql: `SELECT recalls.order_id AS recallId, bookings.car_id AS carId FROM bookings
      JOIN orders ON orders.booking_id = bookings.booking_id AND orders.kind = 'receive'
      JOIN orders AS recalls ON recalls.order_id = orders.order_id || '-again' AND recalls.phase IN ('cancelled', 'stalled')
      JOIN cars ON cars.car_id = bookings.car_id AND cars.place = 'outside' AND cars.sold_utc_ms IS NULL
      WHERE bookings.state = 'closed' AND NOT EXISTS (SELECT 1 FROM orders AS later WHERE later.car_id = bookings.car_id AND later.created_utc_ms > recalls.created_utc_ms)
      ORDER BY bookings.booking_id`,
  },
  /** Its car has been driven away once more; not when the car is in the tower, is sold, or is out with somebody else. */
  'booking.reopen': {
    sql: `UPDATE bookings SET state = 'out', ended_utc_ms = NULL WHERE booking_id = :bookingId AND state = 'closed'
      AND EXISTS (SELECT 1 FROM cars WHERE cars.car_id = bookings.car_id AND cars.place = 'outside' AND cars.sold_utc_ms IS NULL)
      AND NOT EXISTS (SELECT 1 FROM bookings AS other WHERE other.car_id = bookings.car_id AND other.state IN ('collecting', 'out'))`,
  },
  'booking.close': { sql: `UPDATE bookings SET state = 'closed', ended_utc_ms = :utcMs WHERE booking_id = :bookingId AND state IN ('collecting', 'out')` },
  'booking.cancel': { sql: `UPDATE bookings SET state = 'cancelled', ended_utc_ms = :utcMs WHERE booking_id = :bookingId AND state = 'booked'` },
  'booking.overdue': { sql: `SELECT ${BOOKING} FROM bookings WHERE state = 'booked' AND until_utc_ms < :beforeUtcMs ORDER BY booking_id` },
  'booking.expire': { sql: `UPDATE bookings SET state = 'expired', ended_utc_ms = :utcMs WHERE booking_id = :bookingId AND state = 'booked'` },
  'template.add': {
    sql: 'INSERT INTO templates (booking_id, number, version, sealed_template) VALUES (:bookingId, :number, :version, :sealedTemplate)',
  },
  'template.due': {
    sql: `SELECT templates.booking_id AS bookingId, number, version, sealed_template AS sealedTemplate FROM templates JOIN bookings USING (booking_id)
      WHERE state = 'booked' AND from_utc_ms <= :latestFromUtcMs AND until_utc_ms >= :earliestUntilUtcMs ORDER BY templates.booking_id, number`,
  },
  'template.erase': { sql: 'DELETE FROM templates WHERE booking_id = :bookingId', erases: true },
  'template.eraseOfCollection': {
    sql: 'DELETE FROM templates WHERE booking_id IN (SELECT booking_id FROM bookings WHERE collection_id = :collectionId)',
    erases: true,
  },
  'template.leftOver': { sql: `SELECT count(*) AS templates FROM templates JOIN bookings USING (booking_id) WHERE state NOT IN ('booked', 'collecting')` },
  'template.eraseLeftOver': {
    sql: `DELETE FROM templates WHERE booking_id IN (SELECT booking_id FROM bookings WHERE state NOT IN ('booked', 'collecting'))`,
    erases: true,
  },
  'attempt.one': { sql: 'SELECT failures, last_utc_ms AS lastUtcMs FROM attempts WHERE subject = :subject' },
  /** Counted as failed before it is judged: a cut in between must not give the attempt back. */
  'attempt.count': {
    sql: `INSERT INTO attempts (subject, failures, last_utc_ms) VALUES (:subject, 1, :utcMs)
      ON CONFLICT (subject) DO UPDATE SET failures = failures + 1, last_utc_ms = excluded.last_utc_ms`,
  },
  'attempt.restart': { sql: 'UPDATE attempts SET failures = 1, last_utc_ms = :utcMs WHERE subject = :subject' },
  'attempt.forget': { sql: 'DELETE FROM attempts WHERE subject = :subject' },
  'answer.one': { sql: 'SELECT body_hash AS bodyHash, resource_id AS resourceId, status, sealed_answer AS sealedAnswer FROM answers WHERE request_key = :requestKey' },
  'answer.begin': {
    sql: 'INSERT INTO answers (request_key, body_hash, resource_id, utc_ms) VALUES (:requestKey, :bodyHash, :resourceId, :utcMs)',
  },
  'answer.end': { sql: 'UPDATE answers SET status = :status, sealed_answer = :sealedAnswer WHERE request_key = :requestKey' },
  'answer.drop': { sql: 'DELETE FROM answers WHERE request_key = :requestKey' },
  'answer.dropOld': { sql: 'DELETE FROM answers WHERE utc_ms < :beforeUtcMs', erases: true },
} as const satisfies Record<string, StatementText>;
