import { z } from 'zod';
import { quantity } from './quantity.schema.ts';

/** Speeds and times of motions that a technician holds (hold-to-run); the safety hardware's own speed limit stands beside them. */
export const maintenanceSchema = z.strictObject({
  liftMmPerS: quantity('mm/s', 10, 150, 'whoever stands beside the lift must be able to step away: at most 0.15 m/s'),
  travelMmPerS: quantity('mm/s', 10, 100, 'travel at most 0.10 m/s while somebody may be in the aisle'),
  shuttleMmPerS: quantity('mm/s', 10, 100, 'shuttle at most 0.10 m/s while somebody may be beside it'),
  turnMmPerS: quantity('mm/s', 10, 100, 'the rim of a turntable at most 0.10 m/s'),
  renewEveryMs: quantity('ms', 20, 100, 'three renewals must fit into the silence that ends a lease'),
  silentAfterMs: quantity('ms', 60, 150, 'a held motion is dropped after this silence'),
  longestHoldMs: quantity('ms', 1000, 30_000, 'a button or enabling device that is held longer counts as wedged'),
  releaseTravelMm: quantity('mm', 5, 40, 'an axis stands within this way after the hand has let go'),
  idleAlarmMinutes: quantity('min', 1, 60, 'a key that is forgotten on maintenance is reported after this time'),
});

export type MaintenanceRules = z.infer<typeof maintenanceSchema>;

/** What a site without a section of its own gets. */
export const MAINTENANCE_DEFAULTS: MaintenanceRules = {
  // Below its limit by what gravity adds until the brake has fallen in.
  liftMmPerS: 110, travelMmPerS: 100, shuttleMmPerS: 100, turnMmPerS: 100,
  renewEveryMs: 50, silentAfterMs: 150, longestHoldMs: 30_000, releaseTravelMm: 40, idleAlarmMinutes: 15,
};
