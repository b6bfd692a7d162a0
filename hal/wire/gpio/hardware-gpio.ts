import type { Site } from '../../../config/schema/site.schema.ts';
import type { Clock } from '../../ports/clock.port.ts';
import type { Gpio, LineFault } from '../../ports/line.port.ts';
import type { Result } from '../../ports/result.ts';
import { createLibgpiodGpio } from './libgpiod-gpio.ts';
import { createOnoffGpio } from './onoff-gpio.ts';

/** The GPIO lines of this machine by the driver that the site names. Never falls back to another: a wrong driver is a wrong site file. */
export function openHardwareGpio(site: Site, clock: Clock): Promise<Result<Gpio, LineFault>> {
  return site.gpio.driver === 'onoff' ? createOnoffGpio({ site, clock }) : createLibgpiodGpio({ site, clock });
}
