/** Size and direction of a head from its 68 landmarks: pure geometry. */
import { LANDMARK_COUNT, meanOf } from './chip-alignment.ts';
import type { Point } from './chip-alignment.ts';

/** Landmark numbers of the 68-point scheme (iBUG 300-W), half-open ranges. */
const EYE_LEFT_OF_PICTURE = [36, 42] as const;
const EYE_RIGHT_OF_PICTURE = [42, 48] as const;
const NOSE_TIP = 30;
const MOUTH = [48, 68] as const;

/** Measures of a head's pose. */
export interface Pose {
  /** Point midway between the eyes, in frame pixels. */
  readonly eyeMiddle: Point;
  readonly eyeDistancePx: number;
  /** Clockwise on the picture is positive. */
  readonly rollDeg: number;
  /** Nose tip off the eyes' perpendicular bisector, in eye distances, to the right of the picture positive. */
  readonly yaw: number;
  /** Nose tip's place between the eye line (0) and the mouth's centre (1). */
  readonly pitch: number;
}

/** An upright square of a frame: its upper left corner and its side, in frame pixels. */
export interface Square extends Point {
  readonly size: number;
}

/** The pose, or null when the landmarks are incomplete, not finite, or fold into a point. */
export function poseOf(landmarks: readonly Point[]): Pose | null {
  const nose = landmarks[NOSE_TIP];
  if (landmarks.length !== LANDMARK_COUNT || nose === undefined) return null;
  const left = meanOf(landmarks.slice(...EYE_LEFT_OF_PICTURE));
  const right = meanOf(landmarks.slice(...EYE_RIGHT_OF_PICTURE));
  const mouth = meanOf(landmarks.slice(...MOUTH));
  const eyeDistancePx = Math.hypot(right.x - left.x, right.y - left.y);
  if (!(eyeDistancePx > 1e-6)) return null;
  const axis = { x: (right.x - left.x) / eyeDistancePx, y: (right.y - left.y) / eyeDistancePx };
  const eyeMiddle = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  const noseAcross = (nose.x - eyeMiddle.x) * axis.x + (nose.y - eyeMiddle.y) * axis.y;
  const noseDown = (nose.y - eyeMiddle.y) * axis.x - (nose.x - eyeMiddle.x) * axis.y;
  const mouthDown = (mouth.y - eyeMiddle.y) * axis.x - (mouth.x - eyeMiddle.x) * axis.y;
  if (!(mouthDown > 1e-6)) return null;
  return {
    eyeMiddle,
    eyeDistancePx,
    rollDeg: (Math.atan2(axis.y, axis.x) * 180) / Math.PI,
    yaw: noseAcross / eyeDistancePx,
    pitch: noseDown / mouthDown,
  };
}

/**
 * Upright square round a face in frame pixels, made from its landmarks, so that it
 * does not depend on the detector's box.
 */
export function faceSquareOf(landmarks: readonly Point[]): Square {
  const xs = landmarks.map((point) => point.x);
  const ys = landmarks.map((point) => point.y);
  const minX = Math.min(...xs);
  const maxX = Math.max(...xs);
  const minY = Math.min(...ys);
  const maxY = Math.max(...ys);
  const size = Math.max(maxX - minX, maxY - minY) * 1.2;
  return { x: (minX + maxX - size) / 2, y: (minY + maxY - size) / 2, size };
}
