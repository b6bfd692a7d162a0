/** Looks whether somebody stands in front of the screen: counts faces twice a second, measures none, keeps nothing. Page side. */
import { browserFrames } from './browser-camera.ts';
import type { FrameSource } from './browser-camera.ts';
import type { CameraOpener, FaceClock, FaceEngine } from './face.port.ts';
import { createPresenceJudge } from './presence-judge.ts';
import type { Presence } from './presence-judge.ts';

/** What a presence watch works with. */
export interface PresenceNeeds {
  readonly engine: Pick<FaceEngine, 'start' | 'look'>;
  readonly openCamera: CameraOpener;
  readonly clock: FaceClock;
  /** Each change. After a camera that fails it is `unknown`, and nothing follows: the time-outs of the screen remain. */
  readonly onChange: (presence: Presence) => void;
  readonly openFrames?: (stream: MediaStream) => FrameSource;
}

/** A watch that runs. */
export interface PresenceWatch {
  /** Ends it and turns the camera off. Harmless when repeated. */
  readonly stop: () => void;
  /** Resolves when the camera is off. */
  readonly ended: Promise<void>;
}

const LOOK_EVERY_MS = 500;

const pause = (clock: FaceClock, delayMs: number): Promise<void> =>
  new Promise((resolve) => void clock.setTimeout(() => {
    resolve();
  }, delayMs));

/** One look after the other until stopped, or until there is nothing to look at. */
async function look(needs: PresenceNeeds, frames: FrameSource, isStopped: () => boolean, tell: (presence: Presence) => void): Promise<void> {
  const judge = createPresenceJudge();
  for (let first = true; !isStopped(); first = false) {
    const frame = await frames.next();
    if (frame === null) return;
    if (isStopped()) {
      frame.image.close();
      return;
    }
    const seen = await needs.engine.look(frame.image, { first, describe: false });
    if (!seen.ok) return;
    tell(judge(seen.value.faceCount, needs.clock.nowMs()));
    await pause(needs.clock, LOOK_EVERY_MS);
  }
}

/** Starts at once. */
export function watchPresence(needs: PresenceNeeds): PresenceWatch {
  const state = { isStopped: false, told: 'unknown' as Presence };
  const isStopped = (): boolean => state.isStopped;
  let frames: FrameSource | undefined;
  const tell = (presence: Presence): void => {
    if (state.isStopped || presence === state.told) return;
    state.told = presence;
    needs.onChange(presence);
  };
  const run = async (): Promise<void> => {
    const started = await needs.engine.start();
    if (!started.ok || isStopped()) return;
    const opened = await needs.openCamera();
    if (!opened.ok) return;
    try {
      frames = (needs.openFrames ?? browserFrames)(opened.value);
      await look(needs, frames, isStopped, tell);
    } finally {
      frames?.close();
      for (const track of opened.value.getTracks()) track.stop();
    }
  };
  // A camera that breaks off is one that cannot see: nobody is taken for gone because of it.
  const ended = run().catch(() => undefined).then(() => {
    tell('unknown');
  });
  return {
    stop: () => {
      state.isStopped = true;
      frames?.close();
    },
    ended,
  };
}
