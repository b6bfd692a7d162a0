/** From what a frame showed to the one thing to say about it: pure. */
import { CAPTURE_LIMITS } from './capture-limits.ts';
import { HINT_CHANGE_MS } from './face.port.ts';
import type { CaptureHint, FaceMeasures, FrameReading } from './face.port.ts';

type Judgement = readonly [CaptureHint, (face: FaceMeasures, eyeSpeedPerS: number) => boolean];

const outside = (value: number, range: { readonly min: number; readonly max: number }): boolean =>
  !(value >= range.min && value <= range.max);

/** In the order in which they are said. Written so that a measure which is not a number is never good. */
const JUDGEMENTS: readonly Judgement[] = [
  ['comeCloser', (face) => !(face.eyeDistancePx >= CAPTURE_LIMITS.minEyeDistancePx)],
  ['moveBack', (face) => !(face.eyeDistanceFraction <= CAPTURE_LIMITS.maxEyeDistanceFraction)],
  [
    'centre',
    (face) =>
      !(Math.abs(face.centre.x - 0.5) <= CAPTURE_LIMITS.maxOffCentre.x) ||
      !(Math.abs(face.centre.y - 0.5) <= CAPTURE_LIMITS.maxOffCentre.y),
  ],
  ['turnToCamera', isTurnedAway],
  ['tooDark', (face) => !(face.meanLuma >= CAPTURE_LIMITS.minFaceLuma)],
  ['tooBright', isTooBright],
  ['blurred', (face) => !(face.sharpness >= CAPTURE_LIMITS.minSharpness)],
  ['holdStill', (_face, eyeSpeedPerS) => !(eyeSpeedPerS <= CAPTURE_LIMITS.maxEyeSpeedPerS)],
];

/** Whether the head is turned, bowed, thrown back or tilted too far. */
export function isTurnedAway(face: FaceMeasures): boolean {
  return (
    !(Math.abs(face.yaw) <= CAPTURE_LIMITS.maxYaw) ||
    !(Math.abs(face.rollDeg) <= CAPTURE_LIMITS.maxRollDeg) ||
    outside(face.pitch, CAPTURE_LIMITS.pitch)
  );
}

/** Whether the light burns the face out. */
export function isTooBright(face: FaceMeasures): boolean {
  return !(face.meanLuma <= CAPTURE_LIMITS.maxFaceLuma) || !(face.burntShare <= CAPTURE_LIMITS.maxBurntShare);
}

/** The parts of a reading by which it is judged. */
export type Judged = Pick<FrameReading, 'faceCount' | 'face' | 'meanLuma'>;

/** Why no face was found: the light, where it explains it, else that nobody is there. */
export function whyNoFace(meanLuma: number): 'tooDark' | 'tooBright' | 'noFace' {
  if (meanLuma < CAPTURE_LIMITS.minSceneLuma) return 'tooDark';
  return meanLuma > CAPTURE_LIMITS.maxSceneLuma ? 'tooBright' : 'noFace';
}

/** The first thing to change, or null when the face is good. `eyeSpeedPerS` is 0 when only one frame is looked at. */
export function chooseHint(reading: Judged, eyeSpeedPerS = 0): CaptureHint | null {
  if (reading.face === null || reading.faceCount === 0) return whyNoFace(reading.meanLuma);
  if (reading.faceCount > 1) return 'moreThanOneFace';
  const face = reading.face;
  return JUDGEMENTS.find(([, isWrong]) => isWrong(face, eyeSpeedPerS))?.[0] ?? null;
}

/** Speed of the eyes' middle between two readings, in eye distances per second; 0 without a face on both. */
export function eyeSpeedBetween(
  before: { readonly reading: FrameReading; readonly atMs: number } | null,
  after: { readonly reading: FrameReading; readonly atMs: number },
): number {
  const from = before?.reading.face ?? null;
  const to = after.reading.face;
  if (before === null || from === null || to === null || after.atMs <= before.atMs) return 0;
  const dx = (to.centre.x - from.centre.x) * after.reading.widthPx;
  const dy = (to.centre.y - from.centre.y) * after.reading.heightPx;
  return Math.hypot(dx, dy) / to.eyeDistancePx / ((after.atMs - before.atMs) / 1000);
}

/** Lets a hint through only when it differs from the one shown and that one stood long enough to be read. */
export function createHintPacer(): (hint: CaptureHint | null, nowMs: number) => boolean {
  let shown: { readonly hint: CaptureHint | null; readonly sinceMs: number } | undefined;
  return (hint, nowMs) => {
    if (shown !== undefined && (shown.hint === hint || nowMs - shown.sinceMs < HINT_CHANGE_MS)) return false;
    shown = { hint, sinceMs: nowMs };
    return true;
  };
}
