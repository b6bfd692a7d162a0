import { stationOf } from '../../../config/axes.ts';
import type { Place } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { carriageDurationMs } from '../../planner/carriage-move.ts';
import type { Facts } from '../../sensing/fact.ts';

/** Whether a bay can take a car now: no pallet in it, nobody in it, shut off from the street. Unknown is no. */
export function bayIsFree(bay: string, facts: Facts): boolean {
  return facts.get(`${bay}.noPallet`).value === true && facts.get(`${bay}.personClear`).value === true && facts.get(`${bay}.outerClosedLocked`).value === true;
}

/** Places in the order of the carriage's way to them. */
export function nearestFirst(from: Place, places: readonly Place[], site: Site): readonly Place[] {
  const timeMs = (place: Place) => carriageDurationMs(site, stationOf(site, from), stationOf(site, place));
  return [...places].sort((one, other) => timeMs(one) - timeMs(other));
}

/**
 * The bay for a car: the nearest (by time of the slowest axis) that is free and promised to nobody; else the nearest that a running
 * order will give back. A bay that holds a pallet which no order will fetch is not offered.
 */
export function chooseBay(from: Place, bays: readonly Place[], site: Site, facts: Facts, promised: ReadonlySet<string>, givenBack: ReadonlySet<string> = promised): Place | undefined {
  const near = nearestFirst(from, bays, site);
  return near.find((bay) => !promised.has(bay.name) && bayIsFree(bay.name, facts)) ?? near.find((bay) => givenBack.has(bay.name));
}
