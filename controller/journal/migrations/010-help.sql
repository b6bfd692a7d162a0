-- Help at the kiosk: calls of the staff, and taxi vouchers for cars that cannot come. Nothing of it names a customer. Times are milliseconds of UTC.

CREATE TABLE staff_calls (
  call_id         TEXT    PRIMARY KEY CHECK (call_id GLOB '?*'),
  -- Id of the screen from which it was placed.
  screen          TEXT    NOT NULL,
  -- calling: it rings; noted: it rang for as long as it may and nobody answered; answered: somebody has taken it.
  state           TEXT    NOT NULL CHECK (state IN ('calling', 'noted', 'answered', 'ended')),
  called_utc_ms   INTEGER NOT NULL,
  answer          TEXT    CHECK (answer IN ('coming', 'callsBack')),
  minutes         INTEGER CHECK ((minutes IS NOT NULL) = (answer IS 'callsBack')),
  answered_by     TEXT    CHECK ((answered_by IS NOT NULL) = (answer IS NOT NULL)),
  answered_utc_ms INTEGER,
  ended_utc_ms    INTEGER CHECK ((ended_utc_ms IS NOT NULL) = (state = 'ended'))
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_calls_open ON staff_calls (called_utc_ms) WHERE state <> 'ended';

-- One for a collection, whoever asks and however often.
CREATE TABLE taxi_vouchers (
  collection_id TEXT    PRIMARY KEY CHECK (collection_id GLOB '?*'),
  code          TEXT    NOT NULL UNIQUE,
  up_to_minor   INTEGER NOT NULL CHECK (up_to_minor > 0),
  currency      TEXT    NOT NULL,
  utc_ms        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER a_voucher_stays BEFORE UPDATE ON taxi_vouchers BEGIN SELECT raise(ABORT, 'a taxi voucher is not changed'); END;
