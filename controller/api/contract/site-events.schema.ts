import { z } from 'zod';
import { inspections, siteEvents, workKinds } from '../../../config/schema/plans.schema.ts';

/** Something that has happened around the tower and has not been released, with what the site's plan does about it. */
export const siteEventViewSchema = z.object({
  event: z.enum(siteEvents),
  /** present: a sensor reports it, or has not been quiet for long enough · waitingForRelease: it is over, and somebody must have inspected. */
  state: z.enum(['present', 'waitingForRelease']),
  /** Monotonic ms of the controller since when. */
  sinceMs: z.number(),
  refuses: z.array(z.enum(workKinds)),
  running: z.enum(['finish', 'nearestSafePlace', 'stop']),
  tells: z.array(z.enum(['staff', 'brigade'])),
  releasedBy: z.enum(['itself', 'operator', 'technician']),
  /** Each has a sentence `inspection.<id>`; all must be confirmed in a release. */
  inspects: z.array(z.enum(inspections)),
});

/** Somebody on site has looked at everything that the plan names, and lets work begin again. */
export const siteEventReleaseSchema = z.strictObject({
  event: z.enum(siteEvents),
  inspected: z.array(z.enum(inspections)),
  note: z.string().max(500),
});

/** What the fire brigade is handed: which car stands where, and what it burns. */
export const brigadeMapSchema = z.object({
  siteId: z.string(),
  utcMs: z.number(),
  events: z.array(siteEventViewSchema),
  cars: z.array(z.object({
    carId: z.string(),
    brand: z.string(),
    model: z.string(),
    plate: z.string(),
    powertrain: z.enum(['BEV', 'PHEV', 'ICE']),
    /** `cell:<id>`, `bay:<id>`, `carriage`, or `unknown`. */
    place: z.string(),
    level: z.string().optional(),
    position: z.string().optional(),
    side: z.enum(['left', 'right']).optional(),
  })),
});

export type SiteEventView = z.infer<typeof siteEventViewSchema>;
export type BrigadeMap = z.infer<typeof brigadeMapSchema>;
