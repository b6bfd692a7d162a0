import { z } from 'zod';
import { bodies, powertrains } from '../../../config/catalogue/catalogue.schema.ts';

const nameSchema = z.object({ en: z.string(), zh: z.string() });

/** A variant: lengths in mm, mass in kg, range in km; the list price in the minor unit of the catalogue's currency, absent where it is not sold. */
export const variantViewSchema = z.object({
  variantId: z.string(), name: nameSchema, powertrain: z.enum(powertrains), rangeKm: z.number(), seats: z.number(),
  lengthMm: z.number(), widthMm: z.number(), heightMm: z.number(), massKg: z.number(), priceMinor: z.number().int().optional(),
});

/** A vehicle of this tower, by its VIN; its price is the one that stood in the list when it was taken into the inventory. */
export const vehicleViewSchema = z.object({ carId: z.string(), vin: z.string(), variantId: z.string(), priceMinor: z.number().int() });

/** `GET /api/v1/catalogue`: all brands, and which of their variants stand here. `body` says how a car is drawn; there are no photographs. */
export const catalogueViewSchema = z.object({
  currency: z.string(),
  brands: z.array(z.object({
    brandId: z.string(), name: nameSchema,
    models: z.array(z.object({ modelId: z.string(), name: nameSchema, body: z.enum(bodies), variants: z.array(variantViewSchema) })),
  })),
  vehicles: z.array(vehicleViewSchema),
});

/** `POST /api/v1/car-scans` (phone) as JSON: what a code on the car or the poster said, or what was typed. A photo is sent as image/jpeg instead. */
export const carScanRequestSchema = z.strictObject({ by: z.literal('text'), text: z.string().min(1).max(600).describe('A VIN, or a link with #car=<VIN>.') });

/**
 * What it may be, best first. It decides nothing: the person confirms. `exact`: the number named this very vehicle; otherwise a variant was
 * recognised, and `carIds` are the vehicles of it in this tower, perhaps none.
 */
export const carScanSchema = z.object({
  exact: z.boolean(),
  candidates: z.array(z.object({ variantId: z.string(), carIds: z.array(z.string()) })).min(1).max(3),
});

export type VariantView = z.infer<typeof variantViewSchema>;
export type VehicleView = z.infer<typeof vehicleViewSchema>;
export type CatalogueView = z.infer<typeof catalogueViewSchema>;
export type CarScanRequest = z.infer<typeof carScanRequestSchema>;
export type CarScan = z.infer<typeof carScanSchema>;
