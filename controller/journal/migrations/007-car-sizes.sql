-- What a car measured when its bay was shut over it, until it leaves: a roof box is not in the catalogue.

CREATE TABLE car_sizes (
  car_id    TEXT PRIMARY KEY REFERENCES cars,
  length_mm REAL NOT NULL CHECK (length_mm > 0),
  height_mm REAL NOT NULL CHECK (height_mm > 0),
  mass_kg   REAL NOT NULL CHECK (mass_kg > 0)
) STRICT, WITHOUT ROWID;
