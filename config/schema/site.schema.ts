import { z } from 'zod';
import { backendSchema } from './backend.schema.ts';
import { bookingSchema } from './booking.schema.ts';
import { coinSchema } from './coin.schema.ts';
import { helpSchema } from './help.schema.ts';
import { MAINTENANCE_DEFAULTS, maintenanceSchema } from './maintenance.schema.ts';
import { plansSchema } from './plans.schema.ts';
import { bilingual, identifier } from './quantity.schema.ts';
import { SOUND_DEFAULTS, soundSchema } from './sound.schema.ts';
import { actuatorsSchema, axesSchema, doorsSchema, towerSchema } from './tower.schema.ts';
import { busSchema, deviceSchema, gpioSchema } from './wiring.schema.ts';
import { bayRulesSchema, controlSchema, identitySchema, networkSchema, screenSchema } from './rules.schema.ts';

/** A figure that the operator or the press has published of a real tower; a test holds the simulated one against it. */
const publishedSchema = z.strictObject({ figure: identifier, value: z.number(), unit: z.string(), source: z.string().min(1) });

/** One tower: everything that differs from site to site. An unknown key is refused. */
export const siteSchema = z.strictObject({
  schemaVersion: z.literal(1),
  id: identifier,
  name: bilingual,
  timezone: z.string().min(1).describe('IANA time zone: words, opening hours and the months of the rules. Never control.'),
  published: z.array(publishedSchema),
  tower: towerSchema,
  axes: axesSchema,
  actuators: actuatorsSchema,
  doors: doorsSchema,
  buses: z.array(busSchema).min(2, 'at least two buses: drives and field').max(4),
  devices: z.array(deviceSchema).min(1).max(64),
  gpio: gpioSchema,
  coin: coinSchema.optional(),
  control: controlSchema,
  maintenance: maintenanceSchema.default(MAINTENANCE_DEFAULTS),
  bayRules: bayRulesSchema,
  plans: plansSchema,
  identity: identitySchema,
  booking: bookingSchema,
  backend: backendSchema.optional(),
  help: helpSchema,
  screen: screenSchema,
  sound: soundSchema.default(SOUND_DEFAULTS),
  network: networkSchema,
});

export type Site = z.infer<typeof siteSchema>;
export type AxisId = keyof Site['axes'];
export type AxisLimits = Site['axes']['lift'];
export type BusConfig = Site['buses'][number];
export type DeviceConfig = Site['devices'][number];
export type Side = 'left' | 'right';
export type { Car, Stock } from './stock.schema.ts';
