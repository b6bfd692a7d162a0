import type { Site } from '../../../config/schema/site.schema.ts';
import type { TowerSnapshot } from '../../api/contract/index.ts';
import type { TowerDevices } from '../../ports.ts';

/** The wind at the tower and the limit for work, where the site measures it; `gustMPerS` absent while the station has no reading. */
export function windView({ plans: { storm }, devices }: Pick<Site, 'plans' | 'devices'>, { weatherStations }: TowerDevices): TowerSnapshot['wind'] {
  const fitted = devices.find(({ document }) => document === 'weather-station');
  const station = fitted && weatherStations[fitted.id];
  if ('notFitted' in storm || station === undefined) return undefined;
  const gust = station.link() === 'live' ? station.observed().value?.windMPerS : undefined;
  return { ...(gust !== undefined && { gustMPerS: Math.round(gust * 10) / 10 }), limitMPerS: storm.holdMPerS };
}
