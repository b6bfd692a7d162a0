import type { LaserFrame, LaserFrameStatus } from '../ports/tower-devices.port.ts';
import { signedWordAt, wordAt } from '../wire/modbus-ascii/answer.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createSensor } from './sensor.ts';
import { registerLayout } from './status-layout.ts';

const NUMBERS = ['lengthMm', 'widthMm', 'heightMm', 'overhangInnerMm', 'overhangOuterMm', 'passagesIn', 'passagesOut', 'clearanceMm'] as const;

/** A laser profile frame of `config/devices/laser-frame.yaml`. While its self-test fails it has no reading. */
export function createLaserFrameDriver(parts: DriverParts): Driver<LaserFrame> {
  const layout = registerLayout(parts.document);
  const flagsAt = layout.at('flags');
  const clear = layout.flag('envelopeClear');
  const selfTestOk = layout.flag('selfTestOk');
  const noisy = layout.flag('noisy');
  const offCentreAt = layout.at('offCentreMm');
  const sideAt = layout.at('sideMm');
  const [lengthAt, widthAt, heightAt, innerAt, outerAt, inAt, outAt, clearanceAt] = NUMBERS.map(layout.at) as [number, number, number, number, number, number, number, number];
  return createSensor<LaserFrameStatus>(parts, {
    layout,
    decode: (answer) => {
      const flags = wordAt(answer, flagsAt);
      if ((flags & selfTestOk) === 0) return undefined;
      return {
        envelopeClear: (flags & clear) !== 0,
        lengthMm: wordAt(answer, lengthAt),
        widthMm: wordAt(answer, widthAt),
        heightMm: wordAt(answer, heightAt),
        overhangInnerMm: wordAt(answer, innerAt),
        overhangOuterMm: wordAt(answer, outerAt),
        passagesIn: wordAt(answer, inAt),
        passagesOut: wordAt(answer, outAt),
        clearanceMm: wordAt(answer, clearanceAt),
        offCentreMm: signedWordAt(answer, offCentreAt),
        sideMm: signedWordAt(answer, sideAt),
        noisy: (flags & noisy) !== 0,
      };
    },
  });
}
