import type { StatementText } from './statement-text.ts';

const PURCHASE = `purchase_id AS purchaseId, purchases.member_id AS memberId, purchases.car_id AS carId, purchases.booking_id AS bookingId, purchases.price_minor AS priceMinor,
  purchases.currency AS currency, purchases.state AS state, locked_until_utc_ms AS lockedUntilUtcMs, contract_ref AS contractRef, sign_url AS signUrl, is_offered AS isOffered,
  purchases.created_utc_ms AS createdUtcMs, purchases.changed_utc_ms AS changedUtcMs, brand, model, plate, vin, variant_id AS variantId`;
const FROM = 'FROM purchases JOIN cars USING (car_id)';

/** Cars that are sold. */
export const purchaseStatements = {
  'purchase.add': {
    sql: `INSERT INTO purchases (purchase_id, member_id, car_id, booking_id, price_minor, currency, state, locked_until_utc_ms, created_utc_ms, changed_utc_ms)
      SELECT :purchaseId, :memberId, :carId, :bookingId, price_minor, :currency, 'reserved', :lockedUntilUtcMs, :utcMs, :utcMs
      FROM cars WHERE car_id = :carId AND sold_utc_ms IS NULL AND price_minor IS NOT NULL AND vin IS NOT NULL AND variant_id IS NOT NULL`,
  },
  'purchase.one': { sql: `SELECT ${PURCHASE} ${FROM} WHERE purchase_id = :purchaseId` },
  'purchase.ofMember': { sql: `SELECT ${PURCHASE} ${FROM} WHERE purchases.member_id = :memberId ORDER BY purchases.created_utc_ms DESC, purchase_id` },
  /** The purchase that keeps a car from everybody else. */
  'purchase.ofCar': { sql: `SELECT ${PURCHASE} ${FROM} WHERE purchases.car_id = :carId AND purchases.state IN ('reserved', 'handedOff', 'signed', 'sold')` },
  /** Cars that are promised or sold: they are offered to nobody. */
  'purchase.promised': { sql: `SELECT car_id AS carId, state FROM purchases WHERE state IN ('reserved', 'handedOff', 'signed', 'sold') ORDER BY car_id` },
  /** Purchases that have still somewhere to go, with what stands of car and booking. */
  'purchase.open': { sql: `SELECT ${PURCHASE} ${FROM} WHERE purchases.state IN ('reserved', 'handedOff', 'signed') ORDER BY purchases.changed_utc_ms, purchase_id` },
  /** Before the provider hears of it. */
  'purchase.offer': { sql: `UPDATE purchases SET is_offered = 1, changed_utc_ms = :utcMs WHERE purchase_id = :purchaseId AND state = 'reserved'` },
  'purchase.handOff': {
    sql: `UPDATE purchases SET state = 'handedOff', contract_ref = :contractRef, sign_url = :signUrl, changed_utc_ms = :utcMs WHERE purchase_id = :purchaseId AND state = 'reserved'`,
  },
  'purchase.sign': {
    sql: `UPDATE purchases SET state = 'signed', contract_ref = :contractRef, sign_url = NULL, changed_utc_ms = :utcMs WHERE purchase_id = :purchaseId AND state IN ('reserved', 'handedOff')`,
  },
  /** Not while somebody has just begun to offer it. */
  'purchase.end': {
    sql: `UPDATE purchases SET state = :state, sign_url = NULL, changed_utc_ms = :utcMs
      WHERE purchase_id = :purchaseId AND state IN ('reserved', 'handedOff') AND is_offered = :isOffered`,
  },
  /** The booking with which the buyer fetches the car from the tower. */
  'purchase.fetchWith': { sql: `UPDATE purchases SET booking_id = :bookingId, changed_utc_ms = :utcMs WHERE purchase_id = :purchaseId AND state = 'signed'` },
  'purchase.sold': { sql: `UPDATE purchases SET state = 'sold', changed_utc_ms = :utcMs WHERE purchase_id = :purchaseId AND state = 'signed'` },
  /** Only a car that is outside, and that the tower is not taking in at this moment. Where the return of the present drive has stalled nobody knows; one of an earlier drive has ended. */
  'car.sell': {
    sql: `UPDATE cars SET sold_utc_ms = :utcMs WHERE car_id = :carId AND sold_utc_ms IS NULL AND place = 'outside'
      AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.car_id = cars.car_id AND kind = 'receive' AND phase NOT IN ('done', 'cancelled')
        AND (phase <> 'stalled' OR booking_id IN (SELECT booking_id FROM bookings WHERE state IN ('collecting', 'out'))))`,
  },
  /** The booking with which a bought car is fetched: it needs no rule and has no end. */
  'booking.addFetch': {
    sql: `INSERT INTO bookings (booking_id, member_id, car_id, from_utc_ms, until_utc_ms, return_by_utc_ms, language, state, code_hash, sealed_code, pass_id, pass, created_utc_ms, origin)
      SELECT :bookingId, :memberId, :carId, :utcMs, :untilUtcMs, :untilUtcMs, members.language, 'booked', :codeHash, :sealedCode, :passId, :pass, :utcMs, 'phone'
      FROM members JOIN cars WHERE member_id = :memberId AND cars.car_id = :carId AND cars.place = 'pallet'`,
  },
  /** The buyer's drive ends with the sale: nothing is to be brought back. */
  'booking.closeSold': {
    sql: `UPDATE bookings SET state = 'closed', ended_utc_ms = :utcMs WHERE booking_id = :bookingId AND car_id = :carId AND state IN ('out', 'collecting')`,
  },
} as const satisfies Record<string, StatementText>;
