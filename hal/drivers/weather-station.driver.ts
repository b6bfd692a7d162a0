import type { WeatherStation, WeatherStatus } from '../ports/tower-devices.port.ts';
import { wordAt } from '../wire/modbus-ascii/answer.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createSensor } from './sensor.ts';
import { registerLayout } from './status-layout.ts';

const TENTHS = 10;

/** A weather station of `config/devices/weather-station.yaml`. With iced cups it has no reading: calm is never assumed. */
export function createWeatherStationDriver(parts: DriverParts): Driver<WeatherStation> {
  const layout = registerLayout(parts.document);
  const flagsAt = layout.at('flags');
  const windAt = layout.at('wind');
  const valid = layout.flag('valid');
  return createSensor<WeatherStatus>(parts, {
    layout,
    decode: (answer) => ((wordAt(answer, flagsAt) & valid) === 0 ? undefined : { windMPerS: wordAt(answer, windAt) / TENTHS }),
  });
}
