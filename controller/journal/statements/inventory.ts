import type { StatementText } from './statement-text.ts';

const CAR_COLUMNS = `car_id AS carId, cars.place AS place, cars.pallet_id AS palletId, brand, model, plate, colour, powertrain, range_km AS rangeKm,
  seats, length_mm AS lengthMm, width_mm AS widthMm, height_mm AS heightMm`;

/** Where pallets and cars are. */
export const inventoryStatements = {
  'pallet.all': { sql: 'SELECT pallet_id AS palletId, tag, home_cell AS homeCell, place FROM pallets ORDER BY pallet_id' },
  'pallet.add': { sql: 'INSERT INTO pallets (pallet_id, tag, home_cell, place) VALUES (:palletId, :tag, :homeCell, :place)' },
  'pallet.move': { sql: 'UPDATE pallets SET place = :place WHERE pallet_id = :palletId' },
  'pallet.unclaim': { sql: 'DELETE FROM pallet_claims WHERE pallet_id = :palletId' },
  'pallet.claim': { sql: 'INSERT INTO pallet_claims (place, pallet_id) VALUES (:place, :palletId)' },
  'car.all': {
    sql: `SELECT ${CAR_COLUMNS}, pallets.place AS palletPlace
      FROM cars LEFT JOIN pallets ON pallets.pallet_id = cars.pallet_id ORDER BY car_id`,
  },
  'car.placed': {
    sql: `SELECT ${CAR_COLUMNS}, pallets.place AS palletPlace
      FROM cars LEFT JOIN pallets ON pallets.pallet_id = cars.pallet_id WHERE car_id = :carId`,
  },
  'car.add': {
    sql: `INSERT INTO cars (car_id, pallet_id, place, brand, model, plate, colour, powertrain, range_km, seats, length_mm, width_mm, height_mm, mass_kg)
      VALUES (:carId, :palletId, :place, :brand, :model, :plate, :colour, :powertrain, :rangeKm, :seats, :lengthMm, :widthMm, :heightMm, :massKg)`,
  },
  'car.move': { sql: 'UPDATE cars SET place = :place, pallet_id = :palletId WHERE car_id = :carId' },
} as const satisfies Record<string, StatementText>;
