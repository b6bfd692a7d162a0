-- From the phone to the purchase: what the backend attests, drives beyond their window, money, photos, purchases, tokens and events.

-- What the operator's backend attests of a member. A member without a row has no standing: nothing is assumed.
CREATE TABLE standings (
  member_id            TEXT    PRIMARY KEY REFERENCES members,
  tier                 TEXT    NOT NULL CHECK (tier IN ('standard', 'super')),
  -- NULL: the backend knows no score, which is not the same as a good one.
  credit_score         INTEGER,
  licence_until_utc_ms INTEGER,
  is_blocked           INTEGER NOT NULL CHECK (is_blocked IN (0, 1)),
  -- Rises with every attestation; an older one never replaces a newer one.
  seq                  INTEGER NOT NULL,
  attested_utc_ms      INTEGER NOT NULL
) STRICT;

CREATE TABLE preferences (
  member_id TEXT PRIMARY KEY REFERENCES members,
  settings  TEXT NOT NULL CHECK (json_valid(settings))
) STRICT;

ALTER TABLE bookings ADD COLUMN origin TEXT NOT NULL DEFAULT 'phone' CHECK (origin IN ('phone', 'kiosk', 'backend'));
-- A swap: this car may be collected once the car of that booking is back.
ALTER TABLE bookings ADD COLUMN after_booking_id TEXT REFERENCES bookings;
ALTER TABLE bookings ADD COLUMN extension_days INTEGER NOT NULL DEFAULT 0 CHECK (extension_days >= 0);
ALTER TABLE bookings ADD COLUMN out_utc_ms INTEGER;
-- When it closed, was cancelled or expired.
ALTER TABLE bookings ADD COLUMN ended_utc_ms INTEGER;

-- An extension never runs into somebody else's booking, whatever the program has read before it wrote.
CREATE TRIGGER an_extension_claims_no_car_twice BEFORE UPDATE OF return_by_utc_ms, from_utc_ms, car_id ON bookings
WHEN new.state IN ('booked', 'collecting', 'out') AND EXISTS (
  SELECT 1 FROM bookings AS other
  WHERE other.booking_id <> new.booking_id AND other.car_id = new.car_id AND other.state IN ('booked', 'collecting', 'out')
    AND other.from_utc_ms < new.return_by_utc_ms AND new.from_utc_ms < other.return_by_utc_ms
)
BEGIN SELECT raise(ABORT, 'the car is taken in this window'); END;

CREATE TABLE arrivals (
  booking_id TEXT    PRIMARY KEY REFERENCES bookings,
  stage      TEXT    NOT NULL CHECK (stage IN ('coming', 'here')),
  utc_ms     INTEGER NOT NULL
) STRICT;

-- Each time that a drive was made longer; the id is the request's, so that a repeated request has one effect.
CREATE TABLE extensions (
  extension_id     TEXT    PRIMARY KEY,
  booking_id       TEXT    NOT NULL REFERENCES bookings,
  days             INTEGER NOT NULL CHECK (days > 0),
  return_by_utc_ms INTEGER NOT NULL,
  utc_ms           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest instant that the journal knows: a wall clock that stands before it is not to be trusted.
CREATE INDEX audit_by_time ON audit (utc_ms);

-- The catalogue's side of a car, as it was when the car was taken into the inventory.
ALTER TABLE cars ADD COLUMN vin TEXT;
ALTER TABLE cars ADD COLUMN variant_id TEXT;
ALTER TABLE cars ADD COLUMN price_minor INTEGER CHECK (price_minor > 0);
-- A car that is sold has left the inventory, once and for good.
ALTER TABLE cars ADD COLUMN sold_utc_ms INTEGER;
CREATE UNIQUE INDEX cars_by_vin ON cars (vin) WHERE vin IS NOT NULL;
CREATE TRIGGER a_sold_car_stays_sold BEFORE UPDATE OF sold_utc_ms ON cars WHEN old.sold_utc_ms IS NOT NULL
BEGIN SELECT raise(ABORT, 'the car has been sold'); END;

-- A car that has been sold belongs to its buyer: the tower does not begin to take it in, whatever the program has read.
CREATE TRIGGER a_sold_car_is_not_taken_in BEFORE INSERT ON orders
WHEN new.kind = 'receive' AND EXISTS (SELECT 1 FROM cars WHERE car_id = new.car_id AND sold_utc_ms IS NOT NULL)
BEGIN SELECT raise(ABORT, 'the car has been sold'); END;

-- One row for each amount; what a car costs is its contract's business. Written as `asked` before the provider hears of it; the id is the provider's idempotency key.
CREATE TABLE payments (
  payment_id     TEXT    PRIMARY KEY,
  member_id      TEXT    NOT NULL REFERENCES members,
  booking_id     TEXT    NOT NULL REFERENCES bookings,
  kind           TEXT    NOT NULL CHECK (kind IN ('deposit', 'belowFloorFee', 'extension', 'late', 'noShow')),
  amount_minor   INTEGER NOT NULL CHECK (amount_minor > 0),
  currency       TEXT    NOT NULL,
  -- held: reserved at the provider; unknown: the provider has not answered, and is asked again with the same key.
  state          TEXT    NOT NULL CHECK (state IN ('asked', 'unknown', 'held', 'captured', 'released', 'declined')),
  -- What is wanted of it next: nothing, or that it be captured or given back.
  wanted         TEXT    CHECK (wanted IN ('capture', 'release')),
  provider_ref   TEXT,
  -- The provider's own page, while the person has still to agree there.
  checkout_url   TEXT,
  -- How often the provider has been asked without getting further; counted before it is asked. 0: it has never heard of this.
  tries          INTEGER NOT NULL DEFAULT 0,
  next_utc_ms    INTEGER NOT NULL,
  asked_utc_ms   INTEGER NOT NULL,
  changed_utc_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX payments_by_booking ON payments (booking_id);
CREATE INDEX payments_unfinished ON payments (next_utc_ms) WHERE state IN ('asked', 'unknown') OR (state = 'held' AND wanted IS NOT NULL);
CREATE UNIQUE INDEX one_deposit_for_a_booking ON payments (booking_id, kind) WHERE kind IN ('deposit', 'belowFloorFee', 'late', 'noShow') AND state <> 'declined';

CREATE TABLE purchases (
  purchase_id         TEXT    PRIMARY KEY,
  member_id           TEXT    NOT NULL REFERENCES members,
  car_id              TEXT    NOT NULL REFERENCES cars,
  booking_id          TEXT    REFERENCES bookings,
  price_minor         INTEGER NOT NULL CHECK (price_minor > 0),
  currency            TEXT    NOT NULL,
  -- handedOff: the provider has the contract; signed: both sides have signed; sold: the car has left the inventory.
  state               TEXT    NOT NULL CHECK (state IN ('reserved', 'handedOff', 'signed', 'sold', 'lapsed', 'cancelled')),
  locked_until_utc_ms INTEGER NOT NULL,
  contract_ref        TEXT,
  -- The provider's own page, where the buyer reads and signs.
  sign_url            TEXT,
  -- 1 from before the provider is first asked for a contract: it may have one, whatever it has answered.
  is_offered          INTEGER NOT NULL DEFAULT 0 CHECK (is_offered IN (0, 1)),
  created_utc_ms      INTEGER NOT NULL,
  changed_utc_ms      INTEGER NOT NULL
) STRICT;
-- A car is promised to one buyer at a time, and sold once.
CREATE UNIQUE INDEX one_buyer_for_a_car ON purchases (car_id) WHERE state IN ('reserved', 'handedOff', 'signed', 'sold');
-- A price costs its buyer nothing while it is locked: one car at a time is kept from everybody else for one buyer.
CREATE UNIQUE INDEX one_reservation_for_a_buyer ON purchases (member_id) WHERE state IN ('reserved', 'handedOff');
-- A car that is promised to a buyer is booked by nobody else, and one that somebody has booked is promised to nobody, whatever the program has read.
CREATE TRIGGER a_promised_car_is_booked_by_its_buyer_alone BEFORE INSERT ON bookings
WHEN EXISTS (
  SELECT 1 FROM purchases WHERE car_id = new.car_id AND state IN ('reserved', 'handedOff', 'signed', 'sold')
    AND NOT (state = 'signed' AND member_id = new.member_id)
)
BEGIN SELECT raise(ABORT, 'the car is promised to a buyer'); END;
CREATE TRIGGER a_booked_car_is_promised_to_nobody_else BEFORE INSERT ON purchases
WHEN EXISTS (
  SELECT 1 FROM bookings WHERE car_id = new.car_id AND state IN ('booked', 'collecting', 'out')
    AND NOT (state = 'out' AND member_id = new.member_id)
)
BEGIN SELECT raise(ABORT, 'the car is booked'); END;

CREATE TABLE photos (
  booking_id TEXT    NOT NULL REFERENCES bookings,
  moment     TEXT    NOT NULL CHECK (moment IN ('handOver', 'return')),
  position   TEXT    NOT NULL CHECK (position IN ('front', 'rear', 'left', 'right', 'inside', 'dashboard')),
  -- The sealed picture stands in a file of this name beside the journal.
  file       TEXT    NOT NULL UNIQUE,
  bytes      INTEGER NOT NULL,
  utc_ms     INTEGER NOT NULL,
  PRIMARY KEY (booking_id, moment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  message_id     TEXT    PRIMARY KEY,
  member_id      TEXT    NOT NULL REFERENCES members,
  kind           TEXT    NOT NULL,
  sealed_params  BLOB    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('asked', 'sent', 'failed')),
  tries          INTEGER NOT NULL DEFAULT 0,
  next_utc_ms    INTEGER NOT NULL,
  utc_ms         INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_to_send ON messages (next_utc_ms) WHERE state = 'asked';

-- The code that a member was last sent for signing in: six digits, so the key of the site is mixed into the hash. Tries are counted before they are judged.
CREATE TABLE sign_in_codes (
  member_id    TEXT    PRIMARY KEY REFERENCES members,
  code_hash    TEXT    NOT NULL,
  tries        INTEGER NOT NULL DEFAULT 0,
  until_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every token that was ever judged, for ever: the same `jti` has no second effect. Assertions and notices of the backend are used up here as well.
CREATE TABLE tokens (
  jti        TEXT    PRIMARY KEY,
  op         TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  seq        INTEGER NOT NULL,
  -- What came of it: 'taken', or the code of the refusal.
  verdict    TEXT    NOT NULL,
  utc_ms     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was taken of one booking or member: the highest seq decides, and a taken `cancel` is a tombstone that ends it for good.
CREATE INDEX tokens_taken ON tokens (subject, seq) WHERE verdict = 'taken';

-- How far the backend's tokens have been read.
CREATE TABLE backend_cursor (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  cursor TEXT    NOT NULL
) STRICT;

-- Events for the backend, stored in the transaction of what they tell. They stay when the backend has taken them: one that was restored asks again.
CREATE TABLE outbox (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  boot_id    TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  data       TEXT    NOT NULL CHECK (json_valid(data)),
  utc_ms     INTEGER NOT NULL,
  is_taken   INTEGER NOT NULL DEFAULT 0 CHECK (is_taken IN (0, 1))
) STRICT;
CREATE INDEX outbox_to_send ON outbox (seq) WHERE is_taken = 0;
