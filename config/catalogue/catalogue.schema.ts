import { z } from 'zod';
import { currencies } from '../schema/booking.schema.ts';
import { bilingual, identifier, quantity } from '../schema/quantity.schema.ts';

/**
 * Kinds of body. The picture of a car is drawn from this, its size and its colour: the outline of a kind, so that no photograph of one brand
 * stands beside a drawing of another.
 */
export const bodies = ['hatchback', 'saloon', 'suv', 'van', 'coupe', 'roadster', 'cabriolet'] as const;

export const powertrains = ['BEV', 'PHEV', 'ICE'] as const;

const millimetres = (most: number, reason: string) => quantity('mm', 1000, most, reason).int();

/** One buildable kind of a model, as it stands in the price list of its brand. Lengths in mm, mass in kg, range in km. */
const variantSchema = z.strictObject({
  id: identifier,
  name: bilingual,
  vinPrefix: z.string().regex(/^[A-HJ-NPR-Z0-9]{8}$/u, 'must be the first eight characters of its VINs').describe('World manufacturer identifier and vehicle attributes (ISO 3779).'),
  powertrain: z.enum(powertrains),
  lengthMm: millimetres(7000, 'no car is longer'),
  widthMm: millimetres(2500, 'without mirrors'),
  heightMm: millimetres(2600, 'no car is higher'),
  massKg: quantity('kg', 500, 4000, 'ready to drive (ISO 1176), nobody in it'),
  rangeKm: quantity('km', 50, 2000, 'with a full battery or tank, as published'),
  seats: quantity('', 1, 9, 'more is a bus').int(),
  priceMinor: z
    .partialRecord(z.enum(currencies), quantity('minor unit', 1, 10_000_000_000, 'a car is not free; beyond is a slip of the key').int())
    .describe('List price with tax by currency of the market, in its minor unit; a market without a price does not sell it.'),
});

const modelSchema = z.strictObject({ id: identifier, name: bilingual, body: z.enum(bodies), variants: z.array(variantSchema).min(1) });
const brandSchema = z.strictObject({ id: identifier, name: bilingual, models: z.array(modelSchema).min(1) });

/** All brands in one place: what a tower may hand out, and what it costs. */
export const catalogueSchema = z.strictObject({ brands: z.array(brandSchema).min(1) });

export type Catalogue = z.infer<typeof catalogueSchema>;
export type Brand = Catalogue['brands'][number];
export type Model = Brand['models'][number];
export type Variant = Model['variants'][number];
