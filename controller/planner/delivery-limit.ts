import { carriageAxesOf, limitsOf, stationMm, stationOf, type CarriagePosition } from '../../config/axes.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { carriageDurationMs } from './carriage-move.ts';
import { moveDurationMs } from './s-curve.ts';

/** One part of the critical path: what everything else waits for, and how long it takes at least. */
export interface LimitStep {
  readonly step: string;
  readonly ms: number;
}

/** The shortest time in which a car can come from its cell to an open outer door. */
export interface DeliveryLimit {
  readonly limitMs: number;
  /** In their order; their times add up to the limit. */
  readonly path: readonly LimitStep[];
}

/**
 * The physical limit of a delivery from an idle, homed tower to an empty bay.
 *
 * Only what the machine is made of counts: each axis by its own velocity, acceleration and jerk (`moveDurationMs`, exact), bolts, fork
 * and lock by their travel times, doors by lock and travel. No poll, no command, no hold time, no journal. The order is that of the
 * interlock table, and whatever the table lets run beside something longer costs nothing:
 *
 * 1. Carriage to the cell: its axes run at once, so the slowest tells (lift, travel, turn; IL-10 to IL-13 bind them to one journey).
 * 2. Lock pin in (IL-70: not before it stands). Brakes close meanwhile (IL-48, IL-49, IL-106): the longer of both counts.
 * 3. Shuttle to the cell (IL-44: pinned). 4. Fork in (IL-72: the shuttle stands). 5. Shuttle back with the pallet.
 * 6. Pallet lock (IL-75: seated). 7. Lock pin out (IL-74: load safe, that is locked). 8. Carriage to the bay. 9. Lock pin in.
 *    A cell opposite its bay needs no journey: then 6 to 9 fall away, for the fork holds the pallet and the pin stays in.
 * 10. Inner door: unlock and open (IL-44: pinned), while the pallet is unlocked (IL-76, IL-77): the longer of both counts.
 * 11. Shuttle into the bay (IL-50: door open). 12. Fork out (IL-78: at its end). 13. Shuttle back.
 * 14. Inner door: close and lock (IL-61: shuttle centred). 15. Outer door: unlock and open (IL-63: inner door locked).
 */
export function deliveryLimit(site: Site, from: CarriagePosition, cell: Place, bay: Place): DeliveryLimit {
  const { actuators, doors } = site;
  const strokeMs = moveDurationMs(site.axes.shuttle.strokeMm, site.axes.shuttle);
  const brakeMs = Math.max(...carriageAxesOf(site).map((id) => limitsOf(site, id).brakeCloseMs));
  const pinMs = Math.max(actuators.lockPin.travelMs, brakeMs);
  const coming = ride('carriage to the bay', site, stationOf(site, cell), bay);
  const journey: readonly LimitStep[] = coming.ms === 0 ? [] : [
    { step: 'pallet locked', ms: actuators.palletLock.travelMs },
    { step: 'lock pin out', ms: actuators.lockPin.travelMs },
    coming,
    { step: 'lock pin in', ms: pinMs },
  ];
  const path: readonly LimitStep[] = [
    ride('carriage to the cell', site, from, cell),
    { step: 'lock pin in', ms: pinMs },
    { step: 'shuttle to the cell', ms: strokeMs },
    { step: 'fork in', ms: actuators.fork.travelMs },
    { step: 'shuttle back with the pallet', ms: strokeMs },
    ...journey,
    { step: 'inner door opens', ms: Math.max(doors.inner.lockMs + doors.inner.travelMs, actuators.palletLock.travelMs) },
    { step: 'shuttle into the bay', ms: strokeMs },
    { step: 'fork out', ms: actuators.fork.travelMs },
    { step: 'shuttle back', ms: strokeMs },
    { step: 'inner door closes', ms: doors.inner.travelMs + doors.inner.lockMs },
    { step: 'outer door opens', ms: doors.outer.lockMs + doors.outer.travelMs },
  ];
  return { limitMs: path.reduce((sum, { ms }) => sum + ms, 0), path };
}

/** A journey of the carriage, named after the axis that takes longest. */
function ride(what: string, site: Site, from: CarriagePosition, to: Place): LimitStep {
  const ms = carriageDurationMs(site, from, stationOf(site, to));
  const slowest = carriageAxesOf(site).find((id) => moveDurationMs(stationMm(site, id, to) - (from[id] ?? 0), limitsOf(site, id)) === ms);
  return { step: `${what}${slowest === undefined ? '' : ` (${slowest})`}`, ms };
}
