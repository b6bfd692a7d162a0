/** Whether a person is in front of the camera. `unknown` until a face was seen: somebody whom the camera cannot see is never taken for gone. */
export type Presence = 'unknown' | 'there' | 'gone';

/** Looking aside, or down at a phone, is not leaving (kiosk reference A.3: details are covered after 3 s). */
export const GONE_AFTER_MS = 3000;

/** Judges one look after the other; monotonic ms. */
export function createPresenceJudge(): (faceCount: number, nowMs: number) => Presence {
  let seenAtMs: number | undefined;
  return (faceCount, nowMs) => {
    if (faceCount > 0) seenAtMs = nowMs;
    if (seenAtMs === undefined) return 'unknown';
    return nowMs - seenAtMs >= GONE_AFTER_MS ? 'gone' : 'there';
  };
}
