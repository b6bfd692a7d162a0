/** The channels between page and shell. A name that is not here is not listened to. */
export const CHANNELS = {
  cameraStep: 'kiosk:camera-step',
  heartbeat: 'kiosk:heartbeat',
} as const;

/** What the shell tells the page at its start, as arguments of the preload script. */
export const ARGUMENTS = { live: '--carillon-live=', camera: '--carillon-camera=' } as const;

/** Name under which the page finds the bridge on `window`; absent in plain Chromium. */
export const BRIDGE_NAME = 'carillonShell';

/** All that the page may ask of its shell. Each rejects when the shell refuses. */
export interface ShellBridge {
  /** Where the tower is heard live, as in `ws://127.0.0.1:8460`: a scheme of its own carries no socket. */
  readonly liveOrigin: string;
  /** Label of the only camera that the page may use; null where the site does not say. */
  readonly camera: string | null;
  /** Says that a step with the camera on is on screen, or no longer is. The camera is granted in between only. */
  readonly cameraStep: (active: boolean) => Promise<void>;
  /** Says that the page lives, every two seconds. Silence for fifteen seconds restarts it. */
  readonly heartbeat: () => Promise<void>;
}
