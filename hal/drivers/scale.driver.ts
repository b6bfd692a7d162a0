import type { Scale, ScaleStatus } from '../ports/tower-devices.port.ts';
import { signedLongAt, wordAt } from '../wire/modbus-ascii/answer.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createSensor } from './sensor.ts';
import { registerLayout } from './status-layout.ts';

/** A register as a signed number of 16 bits. */
const signedWord = (word: number): number => (word << 16) >> 16;

/** A bay scale of `config/devices/scale.yaml`. With a broken load cell it has no reading; overloaded it never counts as settled. */
export function createScaleDriver(parts: DriverParts): Driver<Scale> {
  const layout = registerLayout(parts.document);
  const massAt = layout.at('massKgHigh');
  const flagsAt = layout.at('flags');
  const settled = layout.flag('settled');
  const overload = layout.flag('overload');
  const cellFault = layout.flag('cellFault');
  const innerAt = layout.at('innerKg');
  const leftAt = layout.at('leftKg');
  return createSensor<ScaleStatus>(parts, {
    layout,
    decode: (answer) => {
      const flags = wordAt(answer, flagsAt);
      if ((flags & cellFault) !== 0) return undefined;
      return {
        massKg: signedLongAt(answer, massAt),
        settled: (flags & (settled | overload)) === settled,
        overload: (flags & overload) !== 0,
        innerKg: signedWord(wordAt(answer, innerAt)),
        leftKg: signedWord(wordAt(answer, leftAt)),
      };
    },
  });
}
