import { z } from 'zod';
import { identifier, quantity } from './quantity.schema.ts';

/** Kinds of work that a tower takes on. */
export const workKinds = ['deliver', 'receive', 'relocate', 'provide', 'stow', 'audit'] as const;
export type WorkKind = (typeof workKinds)[number];

/** Events from outside for which a site has a plan. */
export const siteEvents = ['fire', 'gas', 'storm', 'earthquake', 'flood', 'power'] as const;
export type SiteEvent = (typeof siteEvents)[number];

/** What people look at before they release the tower after an event; each has a sentence `inspection.<id>`. */
export const inspections = ['brigadeReleased', 'cells', 'ropes', 'rails', 'pit', 'pallets', 'bays', 'facade', 'ventilation', 'supply'] as const;
export type Inspection = (typeof inspections)[number];

const planShape = {
  refuses: z.array(z.enum(workKinds)).describe('New work that is refused while the event lasts and until it is released.'),
  running: z.enum(['finish', 'nearestSafePlace', 'stop']).describe(
    'What becomes of work under way: it comes to its end; it ends with the step under way, shuttle centred and lift at a level; it is stopped at once.',
  ),
  releases: z.enum(['none', 'outerDoors']).describe('Doors that are opened for people, each as soon as the door towards the shaft is closed and locked.'),
  liftTo: identifier.optional().describe('Level to which the empty lift goes when nothing runs any more. The lift never carries a car there.'),
  tells: z.array(z.enum(['staff', 'brigade'])).min(1).describe('Who is told. The brigade gets the map of cars, levels and powertrains.'),
  releasedBy: z.enum(['itself', 'operator', 'technician']).describe('Who lets work begin again after the event, on site; `itself` after calmMs.'),
  calmMs: quantity('ms', 0, 86_400_000, 'the event must be over this long before the tower may be released'),
  inspects: z.array(z.enum(inspections)).describe('What must have been looked at; each is confirmed by name.'),
};

/** A site that has no sensor for an event says why it needs none. */
const notFitted = z.strictObject({ notFitted: z.string().min(10, 'must say why the site needs no sensor for this') });

const plan = z.strictObject(planShape);
const stormPlan = z.strictObject({
  ...planShape,
  warnMPerS: quantity('m/s', 5, 40, 'gusts from which staff are warned'),
  holdMPerS: quantity('m/s', 8, 45, 'gusts at which the facade of a tower begins to move'),
});

/** The plan of a site for each event from outside. */
export const plansSchema = z.strictObject({
  fire: z.union([plan, notFitted]),
  gas: z.union([plan, notFitted]),
  storm: z.union([stormPlan, notFitted]),
  earthquake: z.union([plan, notFitted]),
  flood: z.union([plan, notFitted]),
  power: z.union([plan, notFitted]),
});

export type SitePlans = z.infer<typeof plansSchema>;
/** The plan for one event. */
export type EventPlan = z.infer<typeof plan>;

/** The plan of a site for an event; undefined where the site has no sensor for it. */
export function planFor(plans: SitePlans, event: SiteEvent): EventPlan | undefined {
  const found = plans[event];
  return 'notFitted' in found ? undefined : found;
}
