/** The numbers by which a picture of a face is judged. Each has its reason; the unit stands in the name. */

export const CAPTURE_LIMITS = {
  /**
   * The aligned chip has its eyes 53 px apart, so a face with less would be enlarged. Below 60 px distances between
   * pictures of one person grow.
   */
  minEyeDistancePx: 60,
  /** Closer than this the face leaves the frame when the person shifts weight, and the lens distorts it. */
  maxEyeDistanceFraction: 0.36,
  /** How far the point between the eyes may be from the middle of the frame, as a fraction of its width and height. */
  maxOffCentre: { x: 0.22, y: 0.26 },
  /** Head turned: a turn of 24 degrees measured 0.11 to 0.18; still people stay within 0.04 of their own neutral. */
  maxYaw: 0.18,
  /** Head tilted to a shoulder. The chip undoes the tilt, but beyond this the landmarks get poor. */
  maxRollDeg: 25,
  /** Nose tip between eyes and mouth; outside, the head is thrown back or bowed. */
  pitch: { min: 0.3, max: 0.9 },
  /** Mean luma of the aligned face: under it the sensor's noise decides the template. */
  minFaceLuma: 40,
  maxFaceLuma: 215,
  /** More burnt-out skin than this hides features. */
  maxBurntShare: 0.2,
  /** Whole frame, when no face is found in it: then the light is the reason to name. */
  minSceneLuma: 25,
  maxSceneLuma: 230,
  /** See `sharpnessOf`. Sharp photos measured 0.06 to 0.28; blurred by 1.4 chip pixels (sigma) 0.007 to 0.016. */
  minSharpness: 0.012,
  /** Movement of the eyes between two frames, in eye distances per second, beyond which motion blur shows. */
  maxEyeSpeedPerS: 1.5,
} as const;

/**
 * A second face counts when it is at least this wide against the largest: smaller ones are people in the background.
 */
export const SECOND_FACE_SHARE = 0.4;

/** Score under which the detector's box is not a face. Lower values gave boxes on hands and knees. */
export const MIN_DETECTION_SCORE = 0.5;

/** Landmarks run on every frame, the detector only on every n-th while one face is being followed. */
export const DETECT_EVERY_FRAMES = 10;
