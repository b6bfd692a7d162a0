import { z } from 'zod';
import { cellSizes } from '../../../config/cells.ts';
import { helpSchema } from '../../../config/schema/help.schema.ts';
import { soundSchema } from '../../../config/schema/sound.schema.ts';
import type { Site } from '../../../config/schema/site.schema.ts';

const side = z.enum(['left', 'right']);
const strokeSchema = z.object({ minMm: z.number(), maxMm: z.number() });

/** `GET /api/v1/site`: what any page may know of the site. Geometry to draw the tower, the screen's size, the booking rules. */
export const siteViewSchema = z.object({
  siteId: z.string(),
  name: z.object({ en: z.string(), zh: z.string() }),
  /** IANA time zone in which the site's times are said. */
  timezone: z.string(),
  tower: z.object({
    levels: z.array(z.object({ id: z.string(), zMm: z.number() })).min(1),
    /** Along the aisle, or around the shaft. */
    positions: z.array(z.object({ id: z.string(), xMm: z.number().optional(), turnDeg: z.number().optional() })).min(1),
    sides: z.array(side).min(1),
    bays: z.array(z.object({ id: z.string(), level: z.string(), position: z.string(), side })).min(1),
    /** Where the building has something else than a place. */
    omitted: z.array(z.object({ level: z.string(), position: z.string(), side })).optional(),
    pallet: z.object({ lengthMm: z.number(), widthMm: z.number() }),
    /** The largest car that each cell takes, by the id of the place. */
    cellTakes: z.record(z.string(), z.object({ heightMm: z.number(), lengthMm: z.number(), massKg: z.number() })),
  }),
  axes: z.object({ lift: strokeSchema, travel: strokeSchema.optional(), turn: z.object({ minDeg: z.number(), maxDeg: z.number(), rimMm: z.number() }).optional(), shuttle: strokeSchema.extend({ strokeMm: z.number() }) }),
  /** Fastest speed of each axis while a technician holds it, mm/s; of a turntable at its rim. */
  heldMmPerS: z.object({ lift: z.number(), travel: z.number().optional(), turn: z.number().optional(), shuttle: z.number() }),
  doors: z.object({ widthMm: z.number(), heightMm: z.number() }),
  /** A coin starts the delivery: the answer to a collection comes when it has been put in, at the latest after this, ms. */
  coin: z.object({ waitMs: z.number(), givesBack: z.boolean() }).optional(),
  /** What somebody in front of the tower needs to know when something goes wrong. */
  help: helpSchema,
  /** How loud it is when, and how headphones are known. */
  sound: soundSchema,
  /** Where phones reach this tower's page; absent where the tower does not know it. */
  phonePage: z.string().optional(),
  /** Members are written to before their car can be collected; absent where nobody carries messages. */
  writes: z.literal(true).optional(),
  screen: z.object({ diagonalInches: z.number(), widthPx: z.number(), heightPx: z.number(), watchesPresence: z.boolean() }),
  booking: z.object({
    windowMinutes: z.object({ min: z.number(), max: z.number() }),
    openFrom: z.string(),
    openUntil: z.string(),
    daysAhead: z.number(),
    driveDays: z.number(),
    graceMinutes: z.number(),
    /** ISO 4217. */
    currency: z.string(),
  }),
});
export type SiteView = z.infer<typeof siteViewSchema>;

/** The public part of a site, in the shape of the schema; nothing of wiring, devices or identity rules. `reach`: what only the running tower knows. */
export function siteViewOf(site: Site, reach: Pick<SiteView, 'phonePage' | 'writes'> = {}): SiteView {
  const { levels, positions, sides, bays, omitted, pallet, headroomMm } = site.tower;
  const cellTakes = Object.fromEntries([...cellSizes(site)].map(([id, { clearHeightMm, lengthMm, massKg }]) => [id, { heightMm: clearHeightMm - headroomMm, lengthMm, massKg }]));
  const { lift, travel, turn, shuttle } = site.axes;
  const held = site.maintenance;
  return {
    siteId: site.id,
    name: site.name,
    timezone: site.timezone,
    tower: {
      levels: levels.map(({ id, zMm }) => ({ id, zMm })), positions, sides, bays, cellTakes,
      ...(omitted && { omitted: omitted.map(({ level, position, side: on }) => ({ level, position, side: on })) }), pallet: { lengthMm: pallet.lengthMm, widthMm: pallet.widthMm },
    },
    axes: {
      lift: { minMm: lift.minMm, maxMm: lift.maxMm },
      ...(travel && { travel: { minMm: travel.minMm, maxMm: travel.maxMm } }),
      ...(turn && { turn: { minDeg: turn.minDeg, maxDeg: turn.maxDeg, rimMm: turn.rimMm } }),
      shuttle: { minMm: shuttle.minMm, maxMm: shuttle.maxMm, strokeMm: shuttle.strokeMm },
    },
    heldMmPerS: {
      lift: held.liftMmPerS, shuttle: held.shuttleMmPerS, ...(travel && { travel: held.travelMmPerS }), ...(turn && { turn: held.turnMmPerS }),
    },
    doors: { widthMm: site.doors.outer.widthMm, heightMm: site.doors.outer.heightMm },
    ...(site.coin && { coin: site.coin }),
    help: site.help,
    ...reach,
    sound: site.sound,
    screen: site.screen,
    booking: site.booking,
  };
}
