import { carriageAxesOf, limitsOf, stationMm } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { QuarantinedPlace } from '../journal/recovery-journal.port.ts';
import type { TowerDevices } from '../ports.ts';

/** The place that the shuttle would reach into from where the carriage stands, by the positions that the drives measure. */
export function createPlaceTowards(site: Site, devices: Pick<TowerDevices, 'axes'>): (targetMm: number) => QuarantinedPlace | undefined {
  const places = placesOf(site);
  const stations = carriageAxesOf(site).map((id) => ({
    toleranceMm: limitsOf(site, id).holdToleranceMm,
    positionMm: () => devices.axes[id]?.observed().value?.positionMm ?? NaN,
    stationsMm: places.map((place) => stationMm(site, id, place)),
  }));
  return (targetMm) => places.find((place, n) =>
    Math.sign(place.reachMm) === Math.sign(targetMm)
    && stations.every(({ toleranceMm, positionMm, stationsMm }) => Math.abs(positionMm() - (stationsMm[n] ?? NaN)) <= toleranceMm))?.id;
}
