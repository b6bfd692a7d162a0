/** Readings and templates for the tests of this room. */
import { TEMPLATE_LENGTH, TEMPLATE_VERSION } from './face.port.ts';
import type { FaceMeasures, FaceTemplate, FrameReading } from './face.port.ts';

/** A face of which nothing needs changing. */
export const GOOD_FACE: FaceMeasures = {
  centre: { x: 0.5, y: 0.45 },
  eyeDistancePx: 110,
  eyeDistanceFraction: 0.17,
  rollDeg: 2,
  yaw: 0.03,
  pitch: 0.6,
  meanLuma: 120,
  burntShare: 0.01,
  sharpness: 0.1,
};

/** A reading of a good frame, with changes; each call has a content hash of its own, as a real camera's frames do. */
export function reading(changes: Partial<FrameReading> = {}): FrameReading {
  lastHash += 1;
  return {
    widthPx: 640,
    heightPx: 480,
    meanLuma: 110,
    brightLuma: 220,
    contentHash: lastHash,
    faceCount: 1,
    face: GOOD_FACE,
    template: null,
    ...changes,
  };
}
let lastHash = 0;

/** A template all of whose numbers are `value`: two of them are `Math.sqrt(128) * difference` apart. */
export function template(value = 0.1, version: string = TEMPLATE_VERSION): FaceTemplate {
  return { version, vector: Array.from({ length: TEMPLATE_LENGTH }, () => value) };
}
