import type { Site } from '../../../config/schema/site.schema.ts';
import type { TowerSnapshot } from '../../api/contract/index.ts';
import type { TowerDevices } from '../../ports.ts';

type Winds = Pick<Site, 'plans' | 'devices'>;

const stationOf = ({ devices }: Pick<Site, 'devices'>, { weatherStations }: TowerDevices) => {
  const fitted = devices.find(({ document }) => document === 'weather-station');
  return fitted && weatherStations[fitted.id];
};

/** Reads the highest gust of the last minute, m/s in tenths as screens show it; undefined while there is no reading. Asked in every scan of a storm. */
export function createGustReader(site: Pick<Site, 'devices'>, devices: TowerDevices): () => number | undefined {
  const station = stationOf(site, devices);
  return () => {
    const gust = station?.link() === 'live' ? station.observed().value?.windMPerS : undefined;
    return gust === undefined ? undefined : Math.round(gust * 10) / 10;
  };
}

/** The wind at the tower and the limit for work, where the site measures it; `gustMPerS` absent while the station has no reading. */
export function windView(site: Winds, devices: TowerDevices): TowerSnapshot['wind'] {
  const { storm } = site.plans;
  if ('notFitted' in storm || stationOf(site, devices) === undefined) return undefined;
  const gust = createGustReader(site, devices)();
  return { ...(gust !== undefined && { gustMPerS: gust }), limitMPerS: storm.holdMPerS };
}
