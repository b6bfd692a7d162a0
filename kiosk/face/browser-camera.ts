/** The browser's camera, and its frames one at a time. Page side. */
import type { CameraOpener, FaceFault, FaceFaultCode } from './face.port.ts';

/** One frame with its own capture time, null where the browser does not tell it. */
export interface CameraFrame {
  readonly image: VideoFrame | ImageBitmap;
  readonly timestampUs: number | null;
}

/** Frames of a stream, the newest each time. */
export interface FrameSource {
  /** The next frame; null when the stream is over. The caller closes the image. */
  readonly next: () => Promise<CameraFrame | null>;
  /** Lets go of the stream's frames (not of its tracks); a waiting `next` gives null. */
  readonly close: () => void;
}

/**
 * Asks for 1280 x 720: at arm's length (0.8 m, 60 degrees of view) the eyes are then 90 pixels apart, at 640 only 45,
 * which is too few. A smaller camera still opens. `deviceId` pins the kiosk's own camera against a virtual one,
 * `label` likewise where only its name is known (a device id is made anew for each profile): any other camera is closed before a frame of it is read.
 * `facing` is the way that a phone's camera looks, by default at its user.
 */
export function browserCamera(pinned: { readonly deviceId?: string; readonly label?: string; readonly facing?: 'user' | 'environment' } = {}): CameraOpener {
  return async () => {
    // Absent outside secure contexts; the typings assume it is always there.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices === undefined) {
      return cameraFault('cameraMissing', 'the page is not served securely, so the browser offers no camera');
    }
    const device = pinned.deviceId === undefined ? { facingMode: pinned.facing ?? 'user' } : { deviceId: { exact: pinned.deviceId } };
    try {
      const video = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...device };
      const stream = await devices.getUserMedia({ audio: false, video });
      if (pinned.label === undefined || isOf(stream, pinned.label)) return { ok: true, value: stream };
      close(stream);
      return await openNamed(devices, pinned.label, video);
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      return cameraFault(codeOf(name), `the camera did not open: ${String(error)}`);
    }
  };
}

const isOf = (stream: MediaStream, label: string): boolean => stream.getVideoTracks().every((track) => track.label === label);
const close = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** The camera of that name, once a first one has been granted: names are told only then. */
async function openNamed(devices: MediaDevices, label: string, video: MediaTrackConstraints): ReturnType<CameraOpener> {
  const named = (await devices.enumerateDevices()).find((device) => device.kind === 'videoinput' && device.label === label);
  if (named === undefined) return cameraFault('cameraMissing', `the camera of this kiosk ("${label}") is not there; another one is not used`);
  const { facingMode: _any, ...asked } = video;
  const stream = await devices.getUserMedia({ audio: false, video: { ...asked, deviceId: { exact: named.deviceId } } });
  if (isOf(stream, label)) return { ok: true, value: stream };
  close(stream);
  return cameraFault('cameraMissing', `another camera opened in place of "${label}" and was closed`);
}

function codeOf(errorName: string): FaceFaultCode {
  switch (errorName) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'cameraDenied';
    case 'NotReadableError':
    case 'AbortError':
      return 'cameraBusy';
    default:
      // NotFoundError, and OverconstrainedError when the pinned camera is gone.
      return 'cameraMissing';
  }
}

function cameraFault(code: FaceFaultCode, message: string): { readonly ok: false; readonly error: FaceFault } {
  return { ok: false, error: { code, message } };
}

/** Not yet in the typings of windows: Chromium offers it there, Safari in workers only. */
type TrackProcessor = new (init: { readonly track: MediaStreamTrack; readonly maxBufferSize: number }) => {
  readonly readable: ReadableStream<VideoFrame>;
};

/** Frames by `MediaStreamTrackProcessor`, which costs the page least, else by copies of a playing video element. */
export function browserFrames(stream: MediaStream): FrameSource {
  const track = stream.getVideoTracks()[0];
  const processor = (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor;
  if (track === undefined) return { next: () => Promise.resolve(null), close: () => undefined };
  return processor === undefined ? framesOfElement(stream) : framesOfTrack(track, processor);
}

function framesOfTrack(track: MediaStreamTrack, Processor: TrackProcessor): FrameSource {
  // A buffer of one keeps the newest frame: an older one would show where the face has been.
  const reader = new Processor({ track, maxBufferSize: 1 }).readable.getReader();
  return {
    next: async () => {
      const { value } = await reader.read();
      return value === undefined ? null : { image: value, timestampUs: value.timestamp };
    },
    close: () => {
      reader.cancel().catch(() => {
        // The stream has already failed, which `next` reports; there is nothing left to let go of.
      });
    },
  };
}

function framesOfElement(stream: MediaStream): FrameSource {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const playing = video.play();
  let release: ((frame: null) => void) | null = null;
  return {
    next: async () => {
      await playing;
      const closed = new Promise<null>((resolve) => (release = resolve));
      const shown = new Promise<number>((resolve) => {
        video.requestVideoFrameCallback((_now, { mediaTime }) => {
          resolve(mediaTime);
        });
      });
      const mediaTimeS = await Promise.race([shown, closed]);
      // An element without data gives an empty bitmap, on which the nets would wait for ever.
      if (mediaTimeS === null || video.videoWidth === 0) return null;
      return { image: await createImageBitmap(video), timestampUs: Math.round(mediaTimeS * 1e6) };
    },
    close: () => {
      release?.(null);
      video.pause();
      video.srcObject = null;
    },
  };
}
