import { axesOf, limitsOf } from './axes.ts';
import type { AxisId, Site } from './schema/site.schema.ts';

/** Address, function, answer and the pause between them, of the exchange that a stop frame has to wait for. */
const ONE_TRANSACTION_MS = 12;

/**
 * Longest way of an axis from the instant at which the scan knows that the hand has let go, in mm: the scan itself, one transaction that
 * is under way on the bus, the stop frame, and the ramp of the quick stop: v t + v²/2b.
 */
export function releaseTravelMm(site: Site, axis: AxisId): number {
  const v = { lift: site.maintenance.liftMmPerS, travel: site.maintenance.travelMmPerS, turn: site.maintenance.turnMmPerS, shuttle: site.maintenance.shuttleMmPerS }[axis];
  const reactionS = (site.control.scanMs + 2 * ONE_TRANSACTION_MS) / 1000;
  return v * reactionS + (v * v) / (2 * limitsOf(site, axis).stopDecelerationMmPerS2);
}

/** Rules between the speeds of held motions and the rest of the site. */
export function maintenanceChecks(site: Site): readonly { readonly path: string; readonly message: string }[] {
  const { maintenance } = site;
  const problems: { readonly path: string; readonly message: string }[] = [];
  for (const axis of axesOf(site)) {
    const wayMm = releaseTravelMm(site, axis);
    if (wayMm > maintenance.releaseTravelMm) {
      problems.push({ path: `maintenance.${axis}MmPerS`, message: `the ${axis} would go ${wayMm.toFixed(0)} mm after its release, more than ${String(maintenance.releaseTravelMm)} mm: choose a lower speed` });
    }
  }
  if (3 * maintenance.renewEveryMs > maintenance.silentAfterMs) {
    problems.push({ path: 'maintenance.renewEveryMs', message: 'three renewals must fit into the silence that ends a lease' });
  }
  return problems;
}
