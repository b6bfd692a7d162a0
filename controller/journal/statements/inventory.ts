import type { StatementText } from './statement-text.ts';

const CAR_COLUMNS = `cars.car_id AS carId, cars.place AS place, cars.pallet_id AS palletId, brand, model, plate, colour, powertrain, range_km AS rangeKm,
  seats, cars.length_mm AS lengthMm, width_mm AS widthMm, cars.height_mm AS heightMm, cars.mass_kg AS massKg,
  vin, variant_id AS variantId, price_minor AS priceMinor, sold_utc_ms AS soldUtcMs`;
const CAR_TABLES = 'cars LEFT JOIN pallets ON pallets.pallet_id = cars.pallet_id';

/** Where pallets and cars are. */
export const inventoryStatements = {
  'pallet.all': { sql: 'SELECT pallet_id AS palletId, tag, home_cell AS homeCell, place FROM pallets ORDER BY pallet_id' },
  'pallet.add': { sql: 'INSERT INTO pallets (pallet_id, tag, home_cell, place) VALUES (:palletId, :tag, :homeCell, :place)' },
  'pallet.move': { sql: 'UPDATE pallets SET place = :place WHERE pallet_id = :palletId' },
  'pallet.unclaim': { sql: 'DELETE FROM pallet_claims WHERE pallet_id = :palletId' },
  'pallet.claim': { sql: 'INSERT INTO pallet_claims (place, pallet_id) VALUES (:place, :palletId)' },
  /** A car that has been sold and has left is no matter of the tower any more: nobody expects it back. */
  'car.all': {
    sql: `SELECT ${CAR_COLUMNS}, pallets.place AS palletPlace, car_sizes.length_mm AS measuredLengthMm, car_sizes.height_mm AS measuredHeightMm, car_sizes.mass_kg AS measuredMassKg
      FROM ${CAR_TABLES} LEFT JOIN car_sizes ON car_sizes.car_id = cars.car_id
      WHERE NOT (sold_utc_ms IS NOT NULL AND cars.place = 'outside') ORDER BY cars.car_id`,
  },
  'car.placed': {
    sql: `SELECT ${CAR_COLUMNS}, pallets.place AS palletPlace FROM ${CAR_TABLES} WHERE cars.car_id = :carId`,
  },
  'car.add': {
    sql: `INSERT INTO cars (car_id, pallet_id, place, brand, model, plate, colour, powertrain, range_km, seats, length_mm, width_mm, height_mm, mass_kg,
        vin, variant_id, price_minor)
      VALUES (:carId, :palletId, :place, :brand, :model, :plate, :colour, :powertrain, :rangeKm, :seats, :lengthMm, :widthMm, :heightMm, :massKg, :vin, :variantId, :priceMinor)`,
  },
  'car.move': { sql: 'UPDATE cars SET place = :place, pallet_id = :palletId WHERE car_id = :carId' },
  'car.measure': {
    sql: `INSERT INTO car_sizes (car_id, length_mm, height_mm, mass_kg) VALUES (:carId, :lengthMm, :heightMm, :massKg)
      ON CONFLICT (car_id) DO UPDATE SET length_mm = excluded.length_mm, height_mm = excluded.height_mm, mass_kg = excluded.mass_kg`,
  },
  /** A car that has left comes back as another one: with a roof box, or without. */
  'car.forgetSize': { sql: 'DELETE FROM car_sizes WHERE car_id = :carId' },
} as const satisfies Record<string, StatementText>;
