/**
 * What the pages know of the face room: templates, hints, faults and refusals, and the few things they must lend it.
 */

/** Net and alignment that made a template. Templates of different versions are never compared. */
export const TEMPLATE_VERSION = 'faceapi-1.7.15.resnet128.chip51-150px-pad25-mirror-mean.1';

/** Numbers in one template. */
export const TEMPLATE_LENGTH = 128;

/**
 * Distance (Euclidean) under which two templates count as the same person. The library's default of 0.6 let 16 % of
 * different people in one photograph through; at 0.45 there was none. The matching itself is the controller's.
 */
export const MATCH_DISTANCE = 0.45;

/** How many templates make an enrolment; several cut false refusals from 23 % to under 1 %. */
export const ENROLMENT_TEMPLATES = { min: 3, max: 5 } as const;

/** One measured face. Shaped as the controller's API takes it. */
export interface FaceTemplate {
  readonly version: string;
  /** Exactly `TEMPLATE_LENGTH` finite numbers. */
  readonly vector: readonly number[];
}

/** What the person in front of the camera should change, in the order in which it is asked: one thing at a time. */
export const CAPTURE_HINTS = [
  'noFace',
  'moreThanOneFace',
  'comeCloser',
  'moveBack',
  'centre',
  'turnToCamera',
  'tooDark',
  'tooBright',
  'blurred',
  'holdStill',
] as const;
/** One thing to change. */
export type CaptureHint = (typeof CAPTURE_HINTS)[number];

/** Shortest time between two different hints: faster changes are not read. */
export const HINT_CHANGE_MS = 800;

/** Why a camera or the worker cannot be used. Every one of them ends a watch; the page offers the other ways. */
export const FACE_FAULTS = [
  'cameraMissing',
  'cameraDenied',
  'cameraBusy',
  'cameraFrozen',
  'cameraBlack',
  'workerFailed',
  'timeout',
] as const;
/** One reason why a camera or the worker cannot be used. */
export type FaceFaultCode = (typeof FACE_FAULTS)[number];

/** Why a picture does not make a template. Each one names what to change. */
export const PICTURE_REFUSALS = [
  'notAPicture',
  'noFace',
  'moreThanOneFace',
  'tooSmall',
  'turnedAway',
  'tooDark',
  'tooBright',
  'blurred',
] as const;
/** One reason why a picture is refused. */
export type PictureRefusalCode = (typeof PICTURE_REFUSALS)[number];

/** A failure: a closed code for programs, a sentence for logs. The screens use the word ids below. */
export interface FaceFailure<Code extends string> {
  readonly code: Code;
  readonly message: string;
}
/** A camera or a worker that cannot be used. */
export type FaceFault = FaceFailure<FaceFaultCode>;
/** A worker that cannot be used. */
export type EngineFault = FaceFailure<'workerFailed' | 'timeout'>;
/** A picture that makes no template. */
export type PictureRefusal = FaceFailure<PictureRefusalCode>;

/** Outcome of something that is expected to fail sometimes. */
export type FaceResult<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Word id of a hint's sentence. */
export const hintWord = <H extends CaptureHint>(hint: H): `face.hint.${H}` => `face.hint.${hint}`;
/** Word id of a fault's sentence. */
export const faultWord = <F extends FaceFaultCode>(code: F): `face.fault.${F}` => `face.fault.${code}`;
/** Word id of a refusal's sentence, which says what to change. */
export const refusalWord = <R extends PictureRefusalCode>(code: R): `face.refusal.${R}` => `face.refusal.${code}`;

/** Monotonic time and timers, lent by the page (`kiosk/app/rim`) or virtual in tests. */
export interface FaceClock {
  readonly nowMs: () => number;
  readonly setTimeout: (fn: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
}

/** Opens the camera. `browserCamera` is the real one. */
export type CameraOpener = () => Promise<FaceResult<MediaStream, FaceFault>>;

/** What a watch tells its page. `fault` comes at most once and last. */
export type FaceWatchEvent =
  /**
   * The camera runs; the page may show the stream as a mirror. The watch stops its tracks in the end, the page never.
   */
  | { readonly kind: 'live'; readonly stream: MediaStream }
  /** What to change; null when all is well and the face is being measured. */
  | { readonly kind: 'hint'; readonly hint: CaptureHint | null }
  /** One good probe. More follow, at least `templateSpacingMs` apart, until the watch is stopped. */
  | { readonly kind: 'template'; readonly template: FaceTemplate }
  | { readonly kind: 'fault'; readonly fault: FaceFault };

/** A running watch. */
export interface FaceWatch {
  /** Ends it: no event follows, the camera's tracks are stopped. Harmless when repeated. */
  readonly stop: () => void;
  /** Resolves when the watch is over and its camera is off, for whichever reason. */
  readonly ended: Promise<void>;
}

/** Where the face is and how good the picture of it is. */
export interface FaceMeasures {
  /** Point midway between the eyes, as fractions of the frame's width and height. */
  readonly centre: { readonly x: number; readonly y: number };
  /** Distance between the eye centres, in pixels of the frame. */
  readonly eyeDistancePx: number;
  /** The same as a fraction of the frame's width. */
  readonly eyeDistanceFraction: number;
  /** Tilt of the line through the eyes; clockwise on the picture is positive. */
  readonly rollDeg: number;
  /** Nose tip's distance from the eyes' perpendicular bisector, in eye distances; 0 is straight ahead. */
  readonly yaw: number;
  /** Nose tip's place between the eye line (0) and the mouth (1); about 0.6 is straight ahead. */
  readonly pitch: number;
  /** Mean luma of the aligned face, 0 to 255. */
  readonly meanLuma: number;
  /** Share of the aligned face's pixels that are burnt out, 0 to 1. */
  readonly burntShare: number;
  /** Edge energy of the aligned face against its contrast; see `sharpnessOf`. */
  readonly sharpness: number;
}

/** What one frame showed. */
export interface FrameReading {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Mean luma of the whole frame, 0 to 255. */
  readonly meanLuma: number;
  /** Luma under which 99 % of the frame's pixels are. */
  readonly brightLuma: number;
  /** Equal for two frames whose pixels are equal; sensor noise makes it differ on every frame of a real camera. */
  readonly contentHash: number;
  /** Faces big enough to count. */
  readonly faceCount: number;
  /** The largest face, or null. */
  readonly face: FaceMeasures | null;
  /** Present when a template was asked for and the face passed every check. */
  readonly template: FaceTemplate | null;
}

/** The worker as the page sees it. One engine serves any number of watches and enrolments, one call at a time. */
export interface FaceEngine {
  /** Loads and warms the nets; harmless when repeated. Call it early: it takes a second or two. */
  readonly start: () => Promise<FaceResult<undefined, EngineFault>>;
  /** Measures one camera frame, which the engine takes over and closes. `first` forgets what was tracked before. */
  readonly look: (
    frame: VideoFrame | ImageBitmap,
    how: { readonly first: boolean; readonly describe: boolean },
  ) => Promise<FaceResult<FrameReading, EngineFault>>;
  /** Measures a still picture, which the engine takes over and closes. */
  readonly measurePicture: (picture: ImageBitmap) => Promise<FaceResult<FaceTemplate, PictureRefusal | EngineFault>>;
  /** Ends the worker. Calls in flight fail with `workerFailed`. */
  readonly close: () => void;
}
