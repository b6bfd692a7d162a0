/** Page for the browser test: puts the room's page side on `window.faceRoom`, where the test can reach it. */
import { browserCamera } from './browser-camera.ts';
import { enrolFromCamera, enrolFromPicture } from './enrolment.ts';
import { FACE_ASSETS_PATH } from './face-assets.ts';
import { createFaceEngine } from './face-engine.ts';
import type { CaptureHint, FaceClock, FaceTemplate } from './face.port.ts';
import { createFaceWatch } from './face-watch.ts';
import { spawnFaceWorker } from './spawn-face-worker.ts';

/* eslint-disable no-restricted-properties -- this page is a rim of its own: it lends the room the browser's clock */
const clock: FaceClock = {
  nowMs: () => performance.now(),
  setTimeout: (fn, delayMs) => window.setTimeout(fn, delayMs),
  clearTimeout: (id) => {
    window.clearTimeout(id as number);
  },
};
/* eslint-enable no-restricted-properties */
const engine = createFaceEngine({
  spawn: spawnFaceWorker,
  clock,
  assetsUrl: new URL(FACE_ASSETS_PATH, location.href).href,
});

/** What a watch told until it was over or the test had enough. */
export interface WatchLog {
  readonly hints: readonly (CaptureHint | null)[];
  readonly templates: readonly FaceTemplate[];
  readonly fault: string | null;
  readonly ms: number;
  /** State of the camera's track after the end: must be "ended". */
  readonly trackState: string | null;
  /** Screen refreshes a second while the watch ran, and the longest gap between two. */
  readonly screen: { readonly fps: number; readonly maxGapMs: number };
}

/** When to stop a watch that does not end by itself. */
export interface WatchUntil {
  readonly templates?: number;
  readonly hint?: CaptureHint;
  readonly ms: number;
}

async function watch(until: WatchUntil): Promise<WatchLog> {
  const hints: (CaptureHint | null)[] = [];
  const templates: FaceTemplate[] = [];
  let fault: string | null = null;
  let stream: MediaStream | null = null;
  const screen = measureScreen();
  const startedMs = clock.nowMs();
  const watching = createFaceWatch({
    engine,
    clock,
    openCamera: browserCamera(),
    onEvent: (event) => {
      if (event.kind === 'live') stream = event.stream;
      if (event.kind === 'hint') hints.push(event.hint);
      if (event.kind === 'template') templates.push(event.template);
      if (event.kind === 'fault') fault = event.fault.code;
      if (templates.length === until.templates || (event.kind === 'hint' && event.hint === until.hint)) watching.stop();
    },
  });
  const timer = clock.setTimeout(watching.stop, until.ms);
  await watching.ended;
  clock.clearTimeout(timer);
  const trackState = (stream as MediaStream | null)?.getVideoTracks()[0]?.readyState ?? null;
  return { hints, templates, fault, ms: clock.nowMs() - startedMs, trackState, screen: screen() };
}

function measureScreen(): () => WatchLog['screen'] {
  const startedMs = clock.nowMs();
  let lastMs = startedMs;
  let frames = 0;
  let maxGapMs = 0;
  let running = true;
  const step = (): void => {
    const nowMs = clock.nowMs();
    maxGapMs = Math.max(maxGapMs, nowMs - lastMs);
    lastMs = nowMs;
    frames += 1;
    if (running) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  return () => {
    running = false;
    return { fps: (frames * 1000) / (clock.nowMs() - startedMs), maxGapMs };
  };
}

const faceRoom = {
  start: () => engine.start(),
  watch,
  picture: (base64: string) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return enrolFromPicture(engine, new Blob([bytes]));
  },
  burst: (count: number) =>
    enrolFromCamera({ engine, clock, openCamera: browserCamera(), onEvent: () => undefined }, count).result,
  /** Ends the camera's tracks in mid-watch, as pulling the plug does. */
  unplugAfterMs: (ms: number) => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      clock.setTimeout(() => {
        stream.getVideoTracks()[0]?.stop();
      }, ms);
      return stream;
    };
  },
};
export type FaceRoom = typeof faceRoom;
Object.assign(window, { faceRoom });
