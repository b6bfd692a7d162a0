-- Members, bookings, templates, attempts and answered requests. Columns named sealed_* are encrypted with the key of the site.

CREATE TABLE members (
  member_id      TEXT PRIMARY KEY,
  name           TEXT NOT NULL,
  language       TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  sign_in_hash   TEXT NOT NULL,
  created_utc_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE technicians (
  technician_id  TEXT PRIMARY KEY,
  name           TEXT NOT NULL,
  pin_hash       TEXT NOT NULL,
  created_utc_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE bookings (
  booking_id       TEXT    PRIMARY KEY,
  member_id        TEXT    NOT NULL REFERENCES members,
  car_id           TEXT    NOT NULL REFERENCES cars,
  from_utc_ms      INTEGER NOT NULL,
  until_utc_ms     INTEGER NOT NULL CHECK (until_utc_ms > from_utc_ms),
  return_by_utc_ms INTEGER NOT NULL CHECK (return_by_utc_ms >= until_utc_ms),
  language         TEXT    NOT NULL CHECK (language IN ('zh', 'en')),
  state            TEXT    NOT NULL CHECK (state IN ('booked', 'collecting', 'out', 'closed', 'cancelled', 'expired')),
  -- The code is looked up by its keyed hash; the member sees it unsealed.
  code_hash        TEXT    NOT NULL UNIQUE,
  sealed_code      BLOB    NOT NULL,
  pass_id          TEXT    NOT NULL UNIQUE,
  pass             TEXT    NOT NULL,
  consent_utc_ms   INTEGER,
  collection_id    TEXT    UNIQUE,
  created_utc_ms   INTEGER NOT NULL
) STRICT;

CREATE INDEX bookings_by_member ON bookings (member_id);
CREATE INDEX bookings_live ON bookings (car_id) WHERE state IN ('booked', 'collecting', 'out');

-- Two live bookings never claim one car at one time, whatever the program has read before it wrote.
CREATE TRIGGER one_booking_for_a_car_at_a_time BEFORE INSERT ON bookings
WHEN EXISTS (
  SELECT 1 FROM bookings AS other
  WHERE other.car_id = new.car_id AND other.state IN ('booked', 'collecting', 'out')
    AND other.from_utc_ms < new.return_by_utc_ms AND new.from_utc_ms < other.return_by_utc_ms
)
BEGIN SELECT raise(ABORT, 'the car is taken in this window'); END;

CREATE TABLE templates (
  booking_id      TEXT    NOT NULL REFERENCES bookings,
  number          INTEGER NOT NULL,
  version         TEXT    NOT NULL,
  sealed_template BLOB    NOT NULL,
  PRIMARY KEY (booking_id, number)
) STRICT, WITHOUT ROWID;

-- One row for each way that can be tried and locked: raised before an attempt is judged.
CREATE TABLE attempts (
  subject          TEXT    PRIMARY KEY,
  failures         INTEGER NOT NULL,
  last_utc_ms      INTEGER NOT NULL
) STRICT;

-- Answers of requests with an Idempotency-Key, so that a repeated request has one effect.
CREATE TABLE answers (
  request_key    TEXT    PRIMARY KEY,
  body_hash      TEXT    NOT NULL,
  -- What the request makes (a booking, a collection); chosen before it is made, so that a repeat finds it.
  resource_id    TEXT    NOT NULL,
  status         INTEGER,
  sealed_answer  BLOB,
  utc_ms         INTEGER NOT NULL
) STRICT;

CREATE INDEX answers_by_age ON answers (utc_ms);
