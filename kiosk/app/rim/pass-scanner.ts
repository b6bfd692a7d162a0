import type { CameraOpener, FaceFaultCode } from '../../face/face.port.ts';
import { browserFrames } from '../../face/browser-camera.ts';
import type { FrameSource } from '../../face/browser-camera.ts';
import type { PageClock } from './rim.port.ts';

/** Reads the payload of a QR code in a picture, if there is one. */
export type QrReader = (image: VideoFrame | ImageBitmap) => Promise<string | undefined>;

/** What a scan tells: the picture, the first code that it read, or why there is none. */
export type ScanEvent =
  | { readonly kind: 'live'; readonly stream: MediaStream }
  | { readonly kind: 'read'; readonly payload: string }
  | { readonly kind: 'fault'; readonly code: FaceFaultCode };

interface ScanNeeds {
  readonly openCamera: CameraOpener;
  readonly loadReader: () => Promise<QrReader>;
  readonly clock: PageClock;
  readonly onEvent: (event: ScanEvent) => void;
}

/** Pause between two looks: a pass is held for seconds, and the reader takes 10 to 30 ms of this page's own thread. */
const PAUSE_MS = 120;
/** A camera that has not sent a picture for so long is frozen. */
const SILENCE_MS = 4000;

/** Resolves to nothing when the time is over. */
const after = (clock: PageClock, delayMs: number): Promise<null> =>
  new Promise((resolve) => void clock.setTimeout(() => {
    resolve(null);
  }, delayMs));

/** Looks through the camera for a QR code until it is stopped; the first code ends it. */
export function scanForPass(needs: ScanNeeds): { readonly stop: () => void } {
  const { clock, onEvent } = needs;
  const state = { isStopped: false };
  let stream: MediaStream | undefined;
  // Asked anew after every wait: somebody may have stopped it meanwhile.
  const isOver = (): boolean => state.isStopped;
  const stop = (): void => {
    state.isStopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const fail = (code: FaceFaultCode): void => {
    if (!state.isStopped) onEvent({ kind: 'fault', code });
    stop();
  };
  const look = async (frames: FrameSource, read: QrReader): Promise<void> => {
    while (!state.isStopped) {
      const frame = await Promise.race([frames.next(), after(clock, SILENCE_MS)]);
      if (isOver()) {
        frame?.image.close();
        return;
      }
      // No more frames, or none for too long.
      if (frame === null) {
        fail('cameraFrozen');
        return;
      }
      const payload = await read(frame.image).finally(() => {
        frame.image.close();
      });
      if (payload !== undefined && !isOver()) {
        onEvent({ kind: 'read', payload });
        return;
      }
      await after(clock, PAUSE_MS);
    }
  };

  const openCamera = async (): ReturnType<CameraOpener> => {
    const opened = await needs.openCamera();
    if (!opened.ok) return opened;
    stream = opened.value;
    // It has taken so long that nobody waits for it any more, and nobody else would turn it off.
    if (isOver()) stop();
    return opened;
  };

  const run = async (): Promise<void> => {
    const [opened, read] = await Promise.all([openCamera(), needs.loadReader()]);
    if (!opened.ok) {
      fail(opened.error.code);
      return;
    }
    if (isOver()) return;
    stream = opened.value;
    onEvent({ kind: 'live', stream });
    const frames = browserFrames(stream);
    await look(frames, read).finally(frames.close);
  };
  // The reader's program could not be loaded, or it broke on a picture: typing the code still works.
  run().catch(() => {
    fail('workerFailed');
  });
  return { stop };
}
