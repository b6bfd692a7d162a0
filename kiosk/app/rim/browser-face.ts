import { browserCamera } from '../../face/browser-camera.ts';
import { FACE_ASSETS_PATH } from '../../face/face-assets.ts';
import { createFaceEngine } from '../../face/face-engine.ts';
import { createFaceWatch } from '../../face/face-watch.ts';
import { spawnFaceWorker } from '../../face/spawn-face-worker.ts';
import { watchPresence } from '../../face/presence-watch.ts';
import type { CameraOpener, FaceEngine } from '../../face/face.port.ts';
import { createCameraStepNotice, shellBridge } from './kiosk-shell.ts';
import type { CameraSteps } from '../customer/session-actors.ts';
import { scanForPass } from './pass-scanner.ts';
import type { PageClock } from './rim.port.ts';

/** The face engine of this page, its files from our own origin. */
export function createBrowserFaceEngine(clock: PageClock): FaceEngine {
  return createFaceEngine({ spawn: spawnFaceWorker, clock, assetsUrl: new URL(FACE_ASSETS_PATH, location.href).href });
}

/** Whether the camera may be opened without a question: nobody who came with a code is asked for it. */
async function isGranted(): Promise<boolean> {
  const { state } = await navigator.permissions.query({ name: 'camera' });
  return state === 'granted';
}

/** The uses of the kiosk's camera. The QR reader is loaded when the first pass is to be read. `watchesPresence`: the site's wish. */
export function createCameraSteps(clock: PageClock, engine: FaceEngine, watchesPresence = false): CameraSteps {
  const notice = createCameraStepNotice(shellBridge());
  const label = shellBridge()?.camera ?? undefined;
  const pinned = label === undefined ? {} : { label };
  /** The camera, announced to the shell first: outside of a camera step the shell refuses it. */
  const announcedCamera: CameraOpener = async () => {
    const mayOpen = await notice.begin();
    return mayOpen ? browserCamera(pinned)() : { ok: false, error: { code: 'cameraDenied', message: 'the shell does not allow the camera now' } };
  };
  const finish = (): void => {
    notice.end();
  };
  const camera: CameraOpener = async () => (await isGranted() ? announcedCamera() : { ok: false, error: { code: 'cameraDenied', message: 'the camera has not been granted' } });
  return {
    ...(watchesPresence && {
      watchPresence: (onChange) => {
        const watch = watchPresence({ engine, openCamera: camera, clock, onChange });
        void watch.ended.then(finish);
        return watch;
      },
    }),
    watchFace: (onEvent) => {
      const watch = createFaceWatch({ engine, openCamera: announcedCamera, clock, onEvent });
      void watch.ended.then(finish);
      return watch;
    },
    scanPass: (onEvent) => {
      const loadReader = async () => (await import('./qr-reader.ts')).createQrReader();
      const scan = scanForPass({ openCamera: announcedCamera, loadReader, clock, onEvent });
      return {
        stop: () => {
          scan.stop();
          finish();
        },
      };
    },
  };
}
