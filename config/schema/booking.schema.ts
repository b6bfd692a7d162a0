import { z } from 'zod';
import { quantity } from './quantity.schema.ts';

const hhmm = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/u, 'must be HH:MM');
/** An amount in the minor unit of the site's currency (ISO 4217): fen, cents. */
const amount = (reason: string) => quantity('minor unit', 0, 100_000_000, reason).int();

/** Currencies of the markets (ISO 4217). */
export const currencies = ['CNY', 'USD', 'SGD', 'EUR'] as const;

/** Tiers of membership, as the operator's backend attests them. */
export const tiers = ['standard', 'super'] as const;

/** What a member needs, pays and may have. Every rule is judged when a car is booked and again when it is handed over. */
const rulesSchema = z.strictObject({
  tiers: z.array(z.enum(tiers)).min(1).describe('Who may book.'),
  creditFloor: quantity('', 0, 1000, 'scores run from 350 to 950; 0 asks for none').int(),
  belowFloorFeeMinor: amount('what a drive costs a member whose score is below the floor'),
  licence: z.boolean().describe('A driving licence must be attested, and valid until the car must be back.'),
  depositMinor: amount('held when a car is booked, given back when it has returned'),
  payWithinMinutes: quantity('min', 1, 1440, 'a booking whose deposit is not held by then is released').int(),
  mostCars: quantity('', 1, 50, 'different cars within the months').int(),
  withinMonths: quantity('months', 1, 24, 'calendar months on the clocks of the site').int(),
  eachCarOnce: z.boolean().describe('A member drives each car once, for ever.'),
});

/** What happens beyond the days of a drive. */
const beyondSchema = z.strictObject({
  mostExtensionDays: quantity('d', 0, 30, 'days that a drive may be extended by, all together').int(),
  extensionFeeMinor: amount('price of one day more'),
  lateGraceMinutes: quantity('min', 0, 1440, 'lateness that costs nothing').int(),
  lateFeeMinor: amount('price of each begun hour after the grace'),
  mostLateFeeMinor: amount('lateness never costs more'),
  noShowFeeMinor: amount('price of a booking that nobody came for'),
  priceLockHours: quantity('h', 1, 720, 'how long the price of a reserved car stands').int(),
});

/** Which collection windows may be booked, by whom, and for how much. */
export const bookingSchema = z.strictObject({
  windowMinutes: z.strictObject({
    min: quantity('min', 5, 1440, 'shortest collection window'),
    max: quantity('min', 5, 1440, 'longest collection window'),
  }),
  openFrom: hhmm,
  openUntil: hhmm,
  daysAhead: quantity('d', 1, 365, 'how far ahead a booking may lie').int(),
  driveDays: quantity('d', 1, 30, 'length of a test drive').int(),
  graceMinutes: quantity('min', 0, 240, 'how long before and after the window a car may still be collected'),
  currency: z.enum(currencies),
  rules: rulesSchema,
  beyond: beyondSchema,
});
