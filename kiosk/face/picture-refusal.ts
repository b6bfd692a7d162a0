/**
 * Why a still picture is refused, and what to change: pure. Centring is free and
 * stillness unknown, so it has fewer reasons than a live frame.
 */
import { CAPTURE_LIMITS } from './capture-limits.ts';
import type { FaceMeasures, PictureRefusal, PictureRefusalCode } from './face.port.ts';
import { isTooBright, isTurnedAway, whyNoFace } from './hint-choice.ts';
import type { Judged } from './hint-choice.ts';

const ADVICE: Readonly<Record<PictureRefusalCode, string>> = {
  notAPicture: 'This file cannot be read as a picture. Choose a photo (JPEG, PNG or WebP) under 20 MB.',
  noFace: 'No face was found. Take the picture from the front, uncovered, with the whole face in it.',
  moreThanOneFace: 'More than one face was found. Take a picture with only your own face in it.',
  tooSmall: 'The face is too small. Come closer, so that it fills about a third of the picture.',
  turnedAway: 'The face is turned away. Look straight at the camera with the head upright.',
  tooDark: 'The face is too dark. Turn towards the light.',
  tooBright: 'The face is too bright. Step out of the direct light.',
  blurred: 'The picture is blurred. Wipe the lens, hold the phone still and try again.',
};

/** A refusal with its advice. */
export function refuse(code: PictureRefusalCode): PictureRefusal {
  return { code, message: ADVICE[code] };
}

/** The first reason, in the order in which a person would put it right; null when the picture is good. */
export function pictureProblem(reading: Judged): PictureRefusalCode | null {
  if (reading.face === null || reading.faceCount === 0) return whyNoFace(reading.meanLuma);
  if (reading.faceCount > 1) return 'moreThanOneFace';
  return faceProblem(reading.face);
}

function faceProblem(face: FaceMeasures): PictureRefusalCode | null {
  if (!(face.eyeDistancePx >= CAPTURE_LIMITS.minEyeDistancePx)) return 'tooSmall';
  if (isTurnedAway(face)) return 'turnedAway';
  if (!(face.meanLuma >= CAPTURE_LIMITS.minFaceLuma)) return 'tooDark';
  if (isTooBright(face)) return 'tooBright';
  return face.sharpness >= CAPTURE_LIMITS.minSharpness ? null : 'blurred';
}
