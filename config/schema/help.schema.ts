import { z } from 'zod';
import { bilingual, quantity } from './quantity.schema.ts';

const hhmm = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/u, 'must be HH:MM');
/** A number as it is dialled from the pavement in front of the tower; spaces are for reading it aloud. */
const dialled = z.string().regex(/^\+?[0-9][0-9 ]{1,22}[0-9]$/u, 'must be digits and spaces, with + in front of a country code');
/** Places that a page of the kiosk has room for. */
const places = z.array(bilingual).min(1).max(4);

/** Another tower of the operator: where else a car may be had. Nothing says that one is free there. */
const otherTowerSchema = z.strictObject({
  name: bilingual,
  address: bilingual,
  distanceKm: quantity('km', 0.1, 100, 'beyond that it is no help to anybody who stands here'),
});

/** What somebody in front of this tower needs to know when something goes wrong. */
export const helpSchema = z.strictObject({
  address: bilingual.describe('Where this is, for whoever rings for help and is asked.'),
  phone: dialled.describe('Somebody answers here at any hour, also when the tower has no network.'),
  emergency: z.array(z.strictObject({ name: bilingual, number: dialled })).min(1).max(3).describe('Public services of the place.'),
  exits: places.describe('Ways out, as they look from the screen.'),
  meetingPoint: bilingual.describe('Where people gather when the tower has to be left: away from its glass, and not on the way of the fire brigade.'),
  emergencyStops: places.describe('Where the red buttons of the safety circuit are.'),
  desk: z.strictObject({ place: bilingual, from: hhmm, until: hhmm }).optional().describe('A desk with people, left out where there is none.'),
  otherTowers: z.array(otherTowerSchema).max(3),
  taxiVoucher: z
    .strictObject({ upToMinor: quantity('minor unit', 1, 1_000_000, 'a ride home, in the currency of the bookings').int() })
    .optional()
    .describe('Given to a customer whose car cannot come; left out where none is given.'),
  ringMinutes: quantity('min', 1, 30, 'a call of the staff rings so long, then it is noted and somebody calls back').int(),
});
export type Help = z.infer<typeof helpSchema>;
