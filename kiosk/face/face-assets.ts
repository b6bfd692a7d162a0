/** The files that the worker loads at run time, and the address under which they are served. */

/** Address of the folder on our own origin. */
export const FACE_ASSETS_PATH = '/face/';

/**
 * SIMD build of the backend for one thread. The threaded one gains nothing on two cores and hangs under a strict CSP.
 */
export const WASM_FILE = 'tfjs-backend-wasm-simd.wasm';

/** Manifest and weights of the three nets, about 7 MB. */
export const MODEL_FILES = [
  'tiny_face_detector_model-weights_manifest.json',
  'tiny_face_detector_model.bin',
  'face_landmark_68_model-weights_manifest.json',
  'face_landmark_68_model.bin',
  'face_recognition_model-weights_manifest.json',
  'face_recognition_model.bin',
] as const;
