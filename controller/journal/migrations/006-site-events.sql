-- Events around the tower (fire, earthquake …) that a person must release: one row from the first sign until the release, across restarts.
-- Times are milliseconds of UTC.

CREATE TABLE site_events (
  event  TEXT    PRIMARY KEY CHECK (event GLOB '?*'),
  utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
