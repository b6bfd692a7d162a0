import type { StatementText } from './statement-text.ts';

/** Site row, intents, outcomes, collections and audit. */
export const journalStatements = {
  'site.one': { sql: 'SELECT site_id AS siteId, epoch FROM site' },
  'site.add': { sql: 'INSERT INTO site (only_row, site_id, epoch, created_utc_ms) VALUES (1, :siteId, 0, :utcMs)' },
  'site.raiseEpoch': { sql: 'UPDATE site SET epoch = epoch + 1' },
  /** Writes a page without changing a value: proves that the store can be written again. */
  'site.touch': { sql: 'UPDATE site SET epoch = epoch' },
  'intent.last': { sql: 'SELECT coalesce(max(intent_id), 0) AS intentId FROM intents' },
  'intent.add': {
    sql: `INSERT INTO intents (intent_id, epoch, motion, detail, collection_id, utc_ms)
      VALUES (:intentId, (SELECT epoch FROM site), :motion, :detail, :collectionId, :utcMs)`,
  },
  'intent.open': {
    sql: `SELECT intent_id AS intentId, motion, detail, collection_id AS collectionId, utc_ms AS utcMs
      FROM intents WHERE NOT EXISTS (SELECT 1 FROM outcomes WHERE outcomes.intent_id = intents.intent_id) ORDER BY intent_id`,
  },
  'outcome.add': { sql: 'INSERT INTO outcomes (intent_id, kind, code, utc_ms) VALUES (:intentId, :kind, :code, :utcMs)' },
  'collection.write': {
    sql: `INSERT INTO collections (collection_id, booking_id, car_id, pallet_id, from_cell, bay, phase, created_utc_ms, changed_utc_ms)
      VALUES (:collectionId, :bookingId, :carId, :palletId, :fromCell, :bay, :phase, :utcMs, :utcMs)
      ON CONFLICT (collection_id) DO UPDATE SET phase = excluded.phase, bay = excluded.bay, changed_utc_ms = excluded.changed_utc_ms
      WHERE car_id = excluded.car_id AND pallet_id = excluded.pallet_id AND booking_id IS excluded.booking_id`,
  },
  'collection.open': {
    sql: `SELECT collection_id AS collectionId, booking_id AS bookingId, car_id AS carId, pallet_id AS palletId, from_cell AS fromCell, bay, phase
      FROM collections WHERE phase NOT IN ('done', 'cancelled') ORDER BY created_utc_ms, collection_id`,
  },
  'collection.one': {
    sql: `SELECT collection_id AS collectionId, booking_id AS bookingId, car_id AS carId, pallet_id AS palletId, from_cell AS fromCell, bay, phase
      FROM collections WHERE collection_id = :collectionId`,
  },
  'audit.add': {
    sql: `INSERT INTO audit (seq, utc_ms, kind, detail, hash)
      SELECT last.seq + 1, :utcMs, :kind, :detail, chain_hash(last.hash, last.seq + 1, :utcMs, :kind, :detail)
      FROM (SELECT seq, hash FROM audit UNION ALL SELECT 0, :chainStart ORDER BY seq DESC LIMIT 1) AS last`,
  },
  'audit.all': { sql: 'SELECT seq, utc_ms AS utcMs, kind, detail, hash FROM audit ORDER BY seq' },
} as const satisfies Record<string, StatementText>;
