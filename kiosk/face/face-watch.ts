/**
 * Watches a camera for one good face: frames to the worker, hints and templates to the page, faults typed. Page side.
 */
import { browserFrames } from './browser-camera.ts';
import type { CameraFrame, FrameSource } from './browser-camera.ts';
import { createCameraHealth } from './camera-health.ts';
import type { CameraIllness } from './camera-health.ts';
import type { CameraOpener, FaceClock, FaceEngine, FaceFault, FaceFaultCode, FrameReading } from './face.port.ts';
import type { FaceWatch, FaceWatchEvent } from './face.port.ts';
import { chooseHint, createHintPacer, eyeSpeedBetween } from './hint-choice.ts';

/** What a watch works with. */
export interface FaceWatchNeeds {
  readonly engine: Pick<FaceEngine, 'start' | 'look'>;
  readonly openCamera: CameraOpener;
  readonly clock: FaceClock;
  readonly onEvent: (event: FaceWatchEvent) => void;
  /** Where frames come from; the browser's own way when left out. */
  readonly openFrames?: (stream: MediaStream) => FrameSource;
  /** Shortest time between two templates, in ms. Default 700. */
  readonly templateSpacingMs?: number;
}

/** A camera that has not opened by then never will; people need some of it to answer the browser's question. */
const OPEN_DEADLINE_MS = 30_000;
/** Good frames in a row before a template is asked for: the first one after a movement is often still blurred. */
const STEADY_FRAMES = 2;

const ILLNESS_MESSAGES: Readonly<Record<CameraIllness, string>> = {
  cameraFrozen: 'the camera sends the same picture again and again',
  cameraBlack: 'the camera sends only darkness: its lens is covered or its shutter closed',
};

/** Starts at once. Ends by `stop`, or by itself after a fault. */
export function createFaceWatch(needs: FaceWatchNeeds): FaceWatch {
  let stopped = false;
  let release: () => void = () => undefined;
  const stopping = new Promise<null>((resolve) => {
    release = () => {
      stopped = true;
      resolve(null);
    };
  });
  const emit = (event: FaceWatchEvent): void => {
    if (!stopped) needs.onEvent(event);
  };
  // A browser that cannot give what it promised (a track without frames) must not leave the page waiting.
  const broken = (error: unknown): FaceFault => faultOf('workerFailed', `the watch broke off: ${String(error)}`);
  const ended = runWatch(needs, { emit, stopping, isStopped: () => stopped }).catch(broken).then((fault) => {
    if (fault !== null) emit({ kind: 'fault', fault });
    release();
  });
  return { stop: release, ended };
}

interface WatchControl {
  readonly emit: (event: FaceWatchEvent) => void;
  readonly stopping: Promise<null>;
  readonly isStopped: () => boolean;
}

async function runWatch(needs: FaceWatchNeeds, control: WatchControl): Promise<FaceFault | null> {
  const engineStart = needs.engine.start();
  const opening = needs.openCamera();
  const opened = await within(needs.clock, OPEN_DEADLINE_MS, Promise.race([opening, control.stopping]));
  if (opened === null || opened === 'late') {
    // The camera may still open later; nobody would then turn it off.
    void opening.then((late) => {
      if (late.ok) stopTracks(late.value);
    });
    return opened === null ? null : faultOf('timeout', 'the camera did not open in time');
  }
  if (!opened.ok) return opened.error;
  const stream = opened.value;
  let frames: FrameSource | null = null;
  try {
    frames = (needs.openFrames ?? browserFrames)(stream);
    control.emit({ kind: 'live', stream });
    const started = await Promise.race([engineStart, control.stopping]);
    if (started === null) return null;
    return started.ok ? await followFrames(needs, control, frames) : started.error;
  } finally {
    frames?.close();
    stopTracks(stream);
  }
}

/**
 * Frame after frame until stopped (null) or ill. Only one frame is in the worker at a time; the camera drops the rest.
 */
async function followFrames(
  needs: FaceWatchNeeds,
  control: WatchControl,
  frames: FrameSource,
): Promise<FaceFault | null> {
  const { clock, engine } = needs;
  const health = createCameraHealth(clock.nowMs());
  const judge = createJudge(needs, control.emit);
  for (let first = true; ; first = false) {
    const waited = await nextFrame(needs, control, frames, health.patienceMs(clock.nowMs()));
    if (waited === 'stopped') return null;
    if (waited === 'silent') return faultOf('cameraFrozen', 'the camera sends no pictures any more');
    const looking = engine.look(waited.image, { first, describe: judge.wantsTemplate() });
    const look = await Promise.race([looking, control.stopping]);
    if (look === null) return null;
    if (!look.ok) return look.error;
    const illness = health.observe(look.value, waited.timestampUs, clock.nowMs());
    if (illness !== null) return faultOf(illness, ILLNESS_MESSAGES[illness]);
    judge.take(look.value);
  }
}

async function nextFrame(
  needs: FaceWatchNeeds,
  control: WatchControl,
  frames: FrameSource,
  patienceMs: number,
): Promise<CameraFrame | 'stopped' | 'silent'> {
  // A source that fails mid-stream (the device is gone) has no more frames, which is all that is asked here.
  const waiting = frames.next().catch(() => null);
  const frame = await within(needs.clock, patienceMs, Promise.race([waiting, control.stopping]));
  if (frame !== null && frame !== 'late') return frame;
  void waiting.then((late) => late?.image.close());
  return control.isStopped() ? 'stopped' : 'silent';
}

/** Turns readings into hint and template events. */
function createJudge(
  needs: FaceWatchNeeds,
  emit: (event: FaceWatchEvent) => void,
): { readonly wantsTemplate: () => boolean; readonly take: (reading: FrameReading) => void } {
  const { clock, templateSpacingMs = 700 } = needs;
  const passesPacer = createHintPacer();
  let before: { readonly reading: FrameReading; readonly atMs: number } | null = null;
  let steadyFrames = 0;
  let templateAtMs: number | null = null;
  return {
    wantsTemplate: () =>
      steadyFrames >= STEADY_FRAMES && (templateAtMs === null || clock.nowMs() - templateAtMs >= templateSpacingMs),
    take: (reading) => {
      const nowMs = clock.nowMs();
      const now = { reading, atMs: nowMs };
      const hint = chooseHint(reading, eyeSpeedBetween(before, now));
      // A sensor's noise changes every picture: the same one again proves nothing about who stands here now.
      const isNew = before?.reading.contentHash !== reading.contentHash;
      before = now;
      if (hint !== null) steadyFrames = 0;
      else if (isNew) steadyFrames += 1;
      if (passesPacer(hint, nowMs)) emit({ kind: 'hint', hint });
      if (hint !== null || !isNew || reading.template === null) return;
      templateAtMs = nowMs;
      emit({ kind: 'template', template: reading.template });
    },
  };
}

/** The outcome, or "late" when it takes longer than `limitMs`. */
function within<T>(clock: FaceClock, limitMs: number, outcome: Promise<T>): Promise<T | 'late'> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      resolve('late');
    }, limitMs);
    outcome.then(
      (value) => {
        clock.clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clock.clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function faultOf(code: FaceFaultCode, message: string): FaceFault {
  return { code, message };
}
