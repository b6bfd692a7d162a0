import type { StatementText } from './statement-text.ts';

const ORDER_COLUMNS = `order_id AS orderId, kind, phase, booking_id AS bookingId, car_id AS carId, pallet_id AS palletId, from_cell AS fromCell,
  to_cell AS toCell, bay, detail`;

/** Site row, intents, outcomes, orders and audit. */
export const journalStatements = {
  'site.one': { sql: 'SELECT site_id AS siteId, epoch FROM site' },
  'site.add': { sql: 'INSERT INTO site (only_row, site_id, epoch, created_utc_ms) VALUES (1, :siteId, 0, :utcMs)' },
  'site.raiseEpoch': { sql: 'UPDATE site SET epoch = epoch + 1' },
  /** Writes a page without changing a value: proves that the store can be written again. */
  'site.touch': { sql: 'UPDATE site SET epoch = epoch' },
  'intent.last': { sql: 'SELECT coalesce(max(intent_id), 0) AS intentId FROM intents' },
  'intent.add': {
    sql: `INSERT INTO intents (intent_id, epoch, motion, detail, order_id, utc_ms)
      VALUES (:intentId, (SELECT epoch FROM site), :motion, :detail, :orderId, :utcMs)`,
  },
  'intent.open': {
    sql: `SELECT intent_id AS intentId, motion, detail, order_id AS orderId, utc_ms AS utcMs
      FROM intents WHERE NOT EXISTS (SELECT 1 FROM outcomes WHERE outcomes.intent_id = intents.intent_id) ORDER BY intent_id`,
  },
  'outcome.add': { sql: 'INSERT INTO outcomes (intent_id, kind, code, utc_ms) VALUES (:intentId, :kind, :code, :utcMs)' },
  /** What an order is about stays; a car that is taken back goes to another cell where its own has become too small for it. */
  'order.write': {
    sql: `INSERT INTO orders (order_id, kind, phase, booking_id, car_id, pallet_id, from_cell, to_cell, bay, detail, created_utc_ms, changed_utc_ms)
      VALUES (:orderId, :kind, :phase, :bookingId, :carId, :palletId, :fromCell, :toCell, :bay, :detail, :utcMs, :utcMs)
      ON CONFLICT (order_id) DO UPDATE SET phase = excluded.phase, from_cell = excluded.from_cell, to_cell = excluded.to_cell, bay = excluded.bay, detail = excluded.detail, changed_utc_ms = excluded.changed_utc_ms
      WHERE kind = excluded.kind AND car_id IS excluded.car_id AND pallet_id IS excluded.pallet_id AND booking_id IS excluded.booking_id 
        AND (from_cell IS excluded.from_cell OR (kind = 'deliver' AND excluded.phase = 'returning'))`,
  },
  /** One that has stalled has ended as well: what it found wrong stands in the quarantines, or is found again by the sensors. */
  'order.open': { sql: `SELECT ${ORDER_COLUMNS} FROM orders WHERE phase NOT IN ('done', 'cancelled') AND phase <> 'stalled' ORDER BY created_utc_ms, order_id` },
  'order.one': { sql: `SELECT ${ORDER_COLUMNS} FROM orders WHERE order_id = :orderId` },
  /** A delivery as bookings know it. */
  'collection.one': {
    sql: `SELECT order_id AS collectionId, booking_id AS bookingId, car_id AS carId, pallet_id AS palletId, from_cell AS fromCell, bay, phase
      FROM orders WHERE order_id = :collectionId AND kind = 'deliver'`,
  },
  'audit.add': {
    sql: `INSERT INTO audit (seq, utc_ms, kind, detail, hash)
      SELECT last.seq + 1, :utcMs, :kind, :detail, chain_hash(last.hash, last.seq + 1, :utcMs, :kind, :detail)
      FROM (SELECT seq, hash FROM audit UNION ALL SELECT 0, :chainStart ORDER BY seq DESC LIMIT 1) AS last`,
  },
  'audit.all': { sql: 'SELECT seq, utc_ms AS utcMs, kind, detail, hash FROM audit ORDER BY seq' },
} as const satisfies Record<string, StatementText>;
