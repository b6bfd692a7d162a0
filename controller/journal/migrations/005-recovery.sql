-- Places out of service, leases whose numbers only grow, and changes of the map by people. Times are milliseconds of UTC.

CREATE TABLE quarantines (
  place   TEXT    PRIMARY KEY CHECK (place = 'lift' OR place GLOB 'cell:?*' OR place GLOB 'bay:?*'),
  reason  TEXT    NOT NULL,
  by_whom TEXT    NOT NULL,
  why     TEXT    NOT NULL,
  utc_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for the carriage and one for each bay. A command that bears an older number than this is refused for ever.
CREATE TABLE leases (
  resource TEXT    PRIMARY KEY CHECK (resource = 'carriage' OR resource GLOB 'bay:?*'),
  number   INTEGER NOT NULL CHECK (number > 0),
  holder   TEXT,
  utc_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER lease_numbers_never_fall BEFORE UPDATE ON leases WHEN new.number < old.number
BEGIN SELECT raise(ABORT, 'the number of a lease never falls'); END;
CREATE TRIGGER a_new_holder_has_a_new_number BEFORE UPDATE ON leases
WHEN new.holder IS NOT NULL AND new.holder IS NOT old.holder AND new.number = old.number
BEGIN SELECT raise(ABORT, 'a lease is given with a new number'); END;
CREATE TRIGGER leases_stay BEFORE DELETE ON leases BEGIN SELECT raise(ABORT, 'the number of a lease is kept for ever'); END;

CREATE TABLE map_edits (
  edit_id        INTEGER PRIMARY KEY,
  what           TEXT    NOT NULL CHECK (what IN ('pallet', 'car')),
  object         TEXT    NOT NULL,
  place_before   TEXT    NOT NULL,
  place_after    TEXT    NOT NULL,
  by_whom        TEXT    NOT NULL,
  second         TEXT,
  why            TEXT    NOT NULL,
  utc_ms         INTEGER NOT NULL,
  undone_utc_ms  INTEGER
) STRICT;

CREATE TRIGGER map_edits_are_final BEFORE UPDATE ON map_edits
WHEN old.undone_utc_ms IS NOT NULL OR (new.what, new.object, new.place_before, new.place_after, new.by_whom, new.second, new.why, new.utc_ms)
  IS NOT (old.what, old.object, old.place_before, old.place_after, old.by_whom, old.second, old.why, old.utc_ms)
BEGIN SELECT raise(ABORT, 'an edit of the map is undone once and never rewritten'); END;
CREATE TRIGGER map_edits_stay BEFORE DELETE ON map_edits BEGIN SELECT raise(ABORT, 'edits of the map stay'); END;
