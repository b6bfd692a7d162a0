-- Journal of one site: intents and outcomes, inventory, collections, hash-chained audit. Times are milliseconds of UTC.

CREATE TABLE site (
  only_row       INTEGER PRIMARY KEY CHECK (only_row = 1),
  site_id        TEXT    NOT NULL,
  -- Rises with every start of a controller; devices refuse commands of an older one.
  epoch          INTEGER NOT NULL CHECK (epoch >= 0),
  created_utc_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE pallets (
  pallet_id TEXT    PRIMARY KEY,
  tag       INTEGER NOT NULL UNIQUE,
  home_cell TEXT    NOT NULL,
  place     TEXT    NOT NULL CHECK (place = 'carriage' OR place = 'unknown'
    OR place GLOB 'cell:?*' OR place GLOB 'bay:?*' OR place GLOB 'transfer:?*>?*')
) STRICT;

-- The places that a pallet occupies: one at rest, both ends while it is transferred. The key is what keeps two pallets apart.
CREATE TABLE pallet_claims (
  place     TEXT PRIMARY KEY,
  pallet_id TEXT NOT NULL REFERENCES pallets ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX pallet_claims_by_pallet ON pallet_claims (pallet_id);

CREATE TABLE cars (
  car_id    TEXT PRIMARY KEY,
  -- UNIQUE: at most one car on a pallet.
  pallet_id TEXT UNIQUE REFERENCES pallets,
  place     TEXT NOT NULL CHECK (place IN ('pallet', 'outside', 'unknown') AND (place = 'pallet') = (pallet_id IS NOT NULL)),
  brand TEXT NOT NULL, model TEXT NOT NULL, plate TEXT NOT NULL, colour TEXT NOT NULL,
  powertrain TEXT NOT NULL CHECK (powertrain IN ('BEV', 'PHEV', 'ICE')),
  range_km REAL NOT NULL, seats INTEGER NOT NULL,
  length_mm REAL NOT NULL, width_mm REAL NOT NULL, height_mm REAL NOT NULL, mass_kg REAL NOT NULL
) STRICT;

CREATE TABLE intents (
  intent_id     INTEGER PRIMARY KEY,
  epoch         INTEGER NOT NULL,
  motion        TEXT    NOT NULL,
  detail        TEXT    NOT NULL,
  collection_id TEXT,
  utc_ms        INTEGER NOT NULL
) STRICT;

CREATE TABLE outcomes (
  intent_id INTEGER PRIMARY KEY REFERENCES intents,
  kind      TEXT    NOT NULL CHECK (kind IN ('done', 'failed', 'unknown', 'settled')),
  code      TEXT,
  utc_ms    INTEGER NOT NULL
) STRICT;

CREATE TRIGGER intents_are_final  BEFORE UPDATE ON intents  BEGIN SELECT raise(ABORT, 'intents are append-only'); END;
CREATE TRIGGER intents_stay       BEFORE DELETE ON intents  BEGIN SELECT raise(ABORT, 'intents are append-only'); END;
CREATE TRIGGER outcomes_are_final BEFORE UPDATE ON outcomes BEGIN SELECT raise(ABORT, 'outcomes are append-only'); END;
CREATE TRIGGER outcomes_stay      BEFORE DELETE ON outcomes BEGIN SELECT raise(ABORT, 'outcomes are append-only'); END;

CREATE TABLE collections (
  collection_id TEXT PRIMARY KEY,
  booking_id    TEXT,
  car_id        TEXT NOT NULL REFERENCES cars,
  pallet_id     TEXT NOT NULL REFERENCES pallets,
  from_cell     TEXT NOT NULL,
  bay           TEXT NOT NULL,
  phase         TEXT NOT NULL,
  created_utc_ms INTEGER NOT NULL,
  changed_utc_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX collections_open ON collections (phase) WHERE phase NOT IN ('done', 'cancelled');

-- hash = SHA-256(hash of the row before || canonical JSON of this row); the first row follows 64 zeros.
CREATE TABLE audit (
  seq    INTEGER PRIMARY KEY,
  utc_ms INTEGER NOT NULL,
  kind   TEXT    NOT NULL,
  detail TEXT    NOT NULL CHECK (json_valid(detail)),
  hash   TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_stays    BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
