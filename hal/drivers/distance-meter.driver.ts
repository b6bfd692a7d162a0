import type { DistanceMeter, DistanceStatus } from '../ports/tower-devices.port.ts';
import { signedLongAt, wordAt } from '../wire/modbus-ascii/answer.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createSensor } from './sensor.ts';
import { registerLayout } from './status-layout.ts';

const TENTHS = 10;

/** A laser distance meter of `config/devices/distance-meter.yaml`; its measurement is older than its answer by `ageMs`. */
export function createDistanceMeterDriver(parts: DriverParts): Driver<DistanceMeter> {
  const layout = registerLayout(parts.document, ['ageMs']);
  const positionAt = layout.at('positionHigh');
  const flagsAt = layout.at('flags');
  const ageAt = layout.at('ageMs');
  const valid = layout.flag('valid');
  return createSensor<DistanceStatus>(parts, {
    layout,
    ageMsOf: (answer) => wordAt(answer, ageAt),
    decode: (answer) => ({ positionMm: signedLongAt(answer, positionAt) / TENTHS, valid: (wordAt(answer, flagsAt) & valid) !== 0 }),
  });
}
