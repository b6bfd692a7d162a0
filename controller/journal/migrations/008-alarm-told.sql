-- What an alarm said, as the id of a sentence with its values: the page says it in its own language. NULL where the detail is a text of its own.

ALTER TABLE alarm_events ADD COLUMN told TEXT CHECK (told IS NULL OR json_valid(told));
