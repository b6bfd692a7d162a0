-- Alarms by ISA-18.2: everything that happened to one, and what people have put aside. Personal lock-out tags.

CREATE TABLE alarm_events (
  seq       INTEGER PRIMARY KEY,
  utc_ms    INTEGER NOT NULL,
  -- <tag>, or <tag>:<object>
  alarm_id  TEXT    NOT NULL,
  tag       TEXT    NOT NULL,
  object    TEXT,
  priority  TEXT    NOT NULL CHECK (priority IN ('critical', 'high', 'medium', 'low')),
  event     TEXT    NOT NULL,
  -- The state that the event led to.
  state     TEXT    NOT NULL,
  first_out INTEGER NOT NULL CHECK (first_out IN (0, 1)),
  consequence_of TEXT,
  -- Who did it; NULL when nobody did.
  by_whom   TEXT,
  detail    TEXT    NOT NULL
) STRICT;

CREATE INDEX alarm_events_by_time ON alarm_events (utc_ms);
CREATE INDEX alarm_events_by_tag  ON alarm_events (tag, seq);

CREATE TRIGGER alarm_events_are_final BEFORE UPDATE ON alarm_events BEGIN SELECT raise(ABORT, 'alarm events are append-only'); END;
CREATE TRIGGER alarm_events_stay      BEFORE DELETE ON alarm_events BEGIN SELECT raise(ABORT, 'alarm events are append-only'); END;

-- Put aside by a person: shelved until a time, or out of service without an end. Outlives a restart.
CREATE TABLE alarm_holds (
  alarm_id     TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('shelved', 'outOfService')),
  until_utc_ms INTEGER CHECK ((until_utc_ms IS NOT NULL) = (kind = 'shelved')),
  by_whom      TEXT NOT NULL,
  why          TEXT NOT NULL,
  utc_ms       INTEGER NOT NULL
) STRICT;

-- While a tag hangs, production is locked out; only the one who hung it takes it away.
CREATE TABLE lockouts (
  lockout_id   TEXT PRIMARY KEY,
  who          TEXT NOT NULL,
  note         TEXT NOT NULL,
  since_utc_ms INTEGER NOT NULL
) STRICT;
