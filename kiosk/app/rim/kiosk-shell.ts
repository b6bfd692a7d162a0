import type { PageClock } from './rim.port.ts';

/** What the shell around the page offers; absent in a plain browser. Each call rejects when the shell refuses. */
export interface ShellBridge {
  /** Says that a step with the camera begins or ends: outside of one the shell refuses the camera. */
  readonly cameraStep: (active: boolean) => Promise<void>;
  readonly heartbeat: () => Promise<void>;
  /** Where the tower is heard live, as in `ws://127.0.0.1:8460`: the shell's own scheme carries no socket. */
  readonly liveOrigin?: string;
  /** Label of the only camera that this page may use; null where any may be. */
  readonly camera?: string | null;
}

/** The shell's bridge, where there is a shell. */
export const shellBridge = (): ShellBridge | undefined => (globalThis as { readonly carillonShell?: ShellBridge }).carillonShell;

/** Steps with the camera, told to the shell. */
export interface CameraStepNotice {
  /** Resolves to whether the camera may be opened. */
  readonly begin: () => Promise<boolean>;
  readonly end: () => void;
}

/**
 * Counts the steps: when one screen's camera is still closing while the next one's opens, the shell must not hear the end of
 * the first as the end of both.
 */
export function createCameraStepNotice(bridge: ShellBridge | undefined): CameraStepNotice {
  let steps = 0;
  const tell = async (isActive: boolean): Promise<boolean> => {
    try {
      await bridge?.cameraStep(isActive);
      return true;
    } catch {
      // The shell says no; its reason stands in its own log. The screen offers the other ways.
      return false;
    }
  };
  return {
    begin: () => {
      steps += 1;
      return tell(true);
    },
    end: () => {
      steps = Math.max(0, steps - 1);
      if (steps === 0) void tell(false);
    },
  };
}

const BEAT_MS = 2000;

/** Beats as long as the page's own timers run: a page that hangs stops beating, and the shell reloads it. */
export function startHeartbeat(bridge: ShellBridge | undefined, clock: PageClock): void {
  if (bridge === undefined) return;
  const beat = (): void => {
    bridge.heartbeat().catch(() => {
      // A beat that is not taken counts as none; the shell then restarts the page, which is what it is for.
    });
    clock.setTimeout(beat, BEAT_MS);
  };
  beat();
}
