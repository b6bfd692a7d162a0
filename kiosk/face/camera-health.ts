/** Tells a live camera from a covered, frozen or replayed-still one, by what its frames show and when: pure. */
import type { FrameReading } from './face.port.ts';

/** When a camera counts as unhealthy. */
export const HEALTH_LIMITS = {
  /** No frame for so long at the start: cameras take up to 2 s to open their sensor. */
  firstFrameMs: 6000,
  /** No frame for so long afterwards. */
  silenceMs: 2500,
  /** Frames arrive but their pixels do not change: a sensor's noise changes some in every frame. */
  stillMs: 4000,
  /** All frames dark for so long: lens covered, shutter closed. */
  blackMs: 3000,
  /** Mean luma of a covered lens stays under this even with the gain at its highest. */
  blackMeanLuma: 12,
  /** A dark room still has a light somewhere (the screen on the face): 99 % of the pixels under this is covered. */
  blackBrightLuma: 28,
} as const;

/** Why a camera that runs cannot be used. */
export type CameraIllness = 'cameraFrozen' | 'cameraBlack';

/** Memory of the last change and the last light. */
export interface CameraHealth {
  /**
   * Takes a frame. `timestampUs` is the frame's own (capture) time; one that does not advance is the same frame again.
   * Black is judged before frozen, because the frames of a covered lens may also be equal.
   */
  readonly observe: (
    reading: Pick<FrameReading, 'meanLuma' | 'brightLuma' | 'contentHash'>,
    timestampUs: number | null,
    nowMs: number,
  ) => CameraIllness | null;
  /** How long from `nowMs` a frame may still be waited for, in ms; 0 when the camera is silent too long. */
  readonly patienceMs: (nowMs: number) => number;
}

/** Starts watching a camera that was opened at `openedMs`. */
export function createCameraHealth(openedMs: number): CameraHealth {
  let frameDueMs = openedMs + HEALTH_LIMITS.firstFrameMs;
  let last: { readonly hash: number; readonly timestampUs: number | null; readonly sinceMs: number } | null = null;
  let darkSinceMs: number | null = null;
  return {
    observe: (reading, timestampUs, nowMs) => {
      const advanced = last === null || timestampUs === null || timestampUs !== last.timestampUs;
      if (advanced) frameDueMs = nowMs + HEALTH_LIMITS.silenceMs;
      const changed = advanced && last?.hash !== reading.contentHash;
      last = { hash: reading.contentHash, timestampUs, sinceMs: changed || last === null ? nowMs : last.sinceMs };
      darkSinceMs = isBlack(reading) ? (darkSinceMs ?? nowMs) : null;
      if (darkSinceMs !== null) return nowMs - darkSinceMs >= HEALTH_LIMITS.blackMs ? 'cameraBlack' : null;
      return nowMs - last.sinceMs >= HEALTH_LIMITS.stillMs ? 'cameraFrozen' : null;
    },
    patienceMs: (nowMs) => Math.max(0, frameDueMs - nowMs),
  };
}

function isBlack(reading: Pick<FrameReading, 'meanLuma' | 'brightLuma'>): boolean {
  return reading.meanLuma < HEALTH_LIMITS.blackMeanLuma && reading.brightLuma < HEALTH_LIMITS.blackBrightLuma;
}
