import { limitsOf } from '../../config/axes.ts';
import type { AxisId, Site } from '../../config/schema/site.schema.ts';
import type { TowerDevices } from '../ports.ts';

/** The two ends of an axis: the smaller and the greater position. */
export type AxisEnd = 'min' | 'max';

/** An axis this near to a mechanical end is at its final limit switch, whose own place and overrun lie within it. */
export const NEAR_LIMIT_MM = 20;

/** Id of the distance meter of an axis, where the site has one. */
export function meterIdOf(id: AxisId, site: Site): string | undefined {
  return site.devices.find((device) => device.document === 'distance-meter' && 'axis' in device.on && device.on.axis === id)?.id;
}

/**
 * Says at which end an axis stands, by its distance meter where it has one that answers: after a slip the drive believes to be
 * elsewhere. `none`: at neither; undefined: nobody can tell.
 */
export function createNearEnd(id: AxisId, site: Site, devices: Pick<TowerDevices, 'axes' | 'distanceMeters'>): () => AxisEnd | 'none' | undefined {
  const meter = devices.distanceMeters[meterIdOf(id, site) ?? ''];
  const axis = devices.axes[id];
  const { minMm, maxMm } = limitsOf(site, id);
  return () => {
    const measured = meter?.link() === 'live' ? meter.observed().value : undefined;
    const status = axis?.link() === 'live' ? axis.observed().value : undefined;
    const positionMm = measured?.valid === true ? measured.positionMm : status?.homed === true ? status.positionMm : undefined;
    if (positionMm === undefined) return undefined;
    if (positionMm <= minMm + NEAR_LIMIT_MM) return 'min';
    return positionMm >= maxMm - NEAR_LIMIT_MM ? 'max' : 'none';
  };
}
