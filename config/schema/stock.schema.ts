import { z } from 'zod';
import { identifier } from './quantity.schema.ts';

/** A vehicle as the stock file names it: what it is in the catalogue, and what is its own. */
const vehicleSchema = z.strictObject({
  id: identifier,
  vin: z.string().length(17, 'must be 17 characters'),
  variant: identifier,
  plate: z.string().min(1),
  colour: z.string().regex(/^#[0-9A-F]{6}$/iu),
});

/** What stands in the tower when the simulator starts, as the file has it. */
export const stockSchema = z.strictObject({
  site: identifier,
  cars: z.array(vehicleSchema),
  pallets: z.array(z.strictObject({ id: identifier, tag: z.number().int().positive(), cell: z.string().min(1), car: identifier.optional() })),
});

export type StockFile = z.infer<typeof stockSchema>;

/** A car of the demonstration stock: the vehicle with its variant's facts. Lengths in mm, mass in kg, range in km, price in the minor unit of the site's currency. */
export interface Car {
  readonly id: string;
  readonly vin: string;
  readonly variantId: string;
  readonly brand: string;
  readonly model: string;
  readonly plate: string;
  readonly powertrain: 'BEV' | 'PHEV' | 'ICE';
  readonly colour: string;
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly massKg: number;
  readonly rangeKm: number;
  readonly seats: number;
  readonly priceMinor: number;
}

/** What stands in the tower when the simulator starts. */
export interface Stock {
  readonly site: string;
  readonly cars: readonly Car[];
  readonly pallets: StockFile['pallets'];
}
