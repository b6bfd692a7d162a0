import type { CameraOpener, FaceFaultCode } from '../../face/face.port.ts';
import { browserFrames } from '../../face/browser-camera.ts';
import type { FrameSource } from '../../face/browser-camera.ts';
import type { PageClock } from './rim.port.ts';

/** Reads the payload of a QR code in a picture, if there is one. */
export type QrReader = (image: VideoFrame | ImageBitmap) => Promise<string | undefined>;

type ScanEvent =
  | { readonly kind: 'live'; readonly stream: MediaStream }
  | { readonly kind: 'read'; readonly payload: string }
  | { readonly kind: 'fault'; readonly code: FaceFaultCode };

/** Pause between two looks: a pass is held for seconds, and the reader takes 10 to 30 ms of this page's own thread. */
const PAUSE_MS = 120;
/** A camera that has not sent a picture for so long is frozen. */
const SILENCE_MS = 4000;

/** Looks through the camera for a QR code until it is stopped; the first code ends it. */
export function scanForPass(needs: {
  readonly openCamera: CameraOpener;
  readonly loadReader: () => Promise<QrReader>;
  readonly clock: PageClock;
  readonly onEvent: (event: ScanEvent) => void;
}): { readonly stop: () => void } {
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
  const pause = (): Promise<void> => new Promise((resolve) => void clock.setTimeout(resolve, PAUSE_MS));

  const look = async (frames: FrameSource, read: QrReader): Promise<void> => {
    while (!state.isStopped) {
      const frame = await Promise.race([frames.next(), new Promise<'silent'>((resolve) => void clock.setTimeout(() => { resolve('silent'); }, SILENCE_MS))]);
      if (isOver()) {
        if (frame !== 'silent') frame?.image.close();
        return;
      }
      if (frame === 'silent' || frame === null) {
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
      await pause();
    }
  };

  const run = async (): Promise<void> => {
    const [opened, read] = await Promise.all([needs.openCamera(), needs.loadReader()]);
    if (!opened.ok) {
      fail(opened.error.code);
      return;
    }
    stream = opened.value;
    if (isOver()) {
      stop();
      return;
    }
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
