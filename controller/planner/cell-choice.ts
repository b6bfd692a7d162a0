import { stationOf } from '../../config/axes.ts';
import { bySize, cellSizeOf, largestCar, takes, type CarSize } from '../../config/cells.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { carriageDurationMs } from './carriage-move.ts';

/** Whether a cell takes a car. A car of which nothing is known counts as the largest that the site lets in. */
export function fitsInto(car: CarSize | undefined, cell: Place, site: Site): boolean {
  return takes(cellSizeOf(site, cell), car ?? largestCar(site), site.tower.headroomMm);
}

/**
 * The smallest of these cells that takes the car, so that a larger one stays free for a larger car; among cells of one size the pallet's
 * home, else the nearest for the carriage. Undefined when none takes it. Pure.
 */
export function smallestFitting(car: CarSize | undefined, cells: readonly Place[], near: Place, site: Site, home?: string): Place | undefined {
  const fitting = cells.flatMap((cell) => (fitsInto(car, cell, site) ? [{ cell, size: cellSizeOf(site, cell), rideMs: cell.name === home ? -1 : rideMs(near, cell, site) }] : []));
  return fitting.reduce<(typeof fitting)[number] | undefined>((best, one) => {
    const order = best === undefined ? -1 : bySize(one.size, best.size) || one.rideMs - best.rideMs;
    return order < 0 ? one : best;
  }, undefined)?.cell;
}

function rideMs(from: Place, to: Place, site: Site): number {
  return carriageDurationMs(site, stationOf(site, from), stationOf(site, to));
}
