import type { RfidReader, RfidStatus } from '../ports/tower-devices.port.ts';
import { longAt, wordAt } from '../wire/modbus-ascii/answer.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createSensor } from './sensor.ts';
import { registerLayout } from './status-layout.ts';

/** An RFID reader of `config/devices/rfid-reader.yaml`. With a broken antenna it has no reading: that is not "no tag". */
export function createRfidReaderDriver(parts: DriverParts): Driver<RfidReader> {
  const layout = registerLayout(parts.document);
  const tagAt = layout.at('tagHigh');
  const flagsAt = layout.at('flags');
  const present = layout.flag('present');
  const antennaOk = layout.flag('antennaOk');
  return createSensor<RfidStatus>(parts, {
    layout,
    decode: (answer) => {
      const flags = wordAt(answer, flagsAt);
      if ((flags & antennaOk) === 0) return undefined;
      const tag = longAt(answer, tagAt);
      return { tag: (flags & present) === 0 || tag === 0 ? undefined : tag };
    },
  });
}
