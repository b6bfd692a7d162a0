-- Orders of every kind in one table; the collections become those of kind 'deliver'. What an order is not about stays NULL.

CREATE TABLE orders (
  order_id   TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('deliver', 'receive', 'relocate', 'provide', 'stow', 'audit', 'cycleDoors')),
  phase      TEXT NOT NULL,
  booking_id TEXT,
  car_id     TEXT REFERENCES cars CHECK ((car_id IS NOT NULL) = (kind IN ('deliver', 'receive'))),
  pallet_id  TEXT REFERENCES pallets CHECK ((pallet_id IS NULL) = (kind IN ('audit', 'cycleDoors'))),
  from_cell  TEXT CHECK ((from_cell IS NOT NULL) = (kind IN ('deliver', 'receive', 'relocate', 'provide'))),
  to_cell    TEXT CHECK ((to_cell IS NOT NULL) = (kind IN ('receive', 'relocate', 'stow'))),
  bay        TEXT CHECK ((bay IS NULL) = (kind IN ('relocate', 'audit'))),
  -- Of an audit: the cells still to be visited, and what was found in the others.
  detail     TEXT CHECK ((detail IS NOT NULL) = (kind = 'audit') AND (detail IS NULL OR json_valid(detail))),
  created_utc_ms INTEGER NOT NULL,
  changed_utc_ms INTEGER NOT NULL
) STRICT;

INSERT INTO orders (order_id, kind, phase, booking_id, car_id, pallet_id, from_cell, bay, created_utc_ms, changed_utc_ms)
SELECT collection_id, 'deliver', phase, booking_id, car_id, pallet_id, from_cell, bay, created_utc_ms, changed_utc_ms FROM collections;

DROP TABLE collections;

CREATE INDEX orders_open ON orders (phase) WHERE phase NOT IN ('done', 'cancelled');

ALTER TABLE intents RENAME COLUMN collection_id TO order_id;
