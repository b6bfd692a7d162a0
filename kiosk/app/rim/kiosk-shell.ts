import type { PageClock } from './rim.port.ts';

/** What the shell around the page offers; absent in a plain browser. */
interface ShellBridge {
  /** Tells the shell that a step with the camera begins or ends: outside of one it refuses the camera. */
  readonly cameraStep: (active: boolean) => unknown;
  readonly heartbeat: () => unknown;
}

const bridge = (): ShellBridge | undefined => (globalThis as { readonly carillonShell?: ShellBridge }).carillonShell;

/** Announces a camera step to the shell, and resolves when the shell has taken note of it. */
export async function announceCameraStep(active: boolean): Promise<void> {
  await bridge()?.cameraStep(active);
}

const BEAT_MS = 1000;

/** Beats as long as the page's own timers run: a page that hangs stops beating, and the shell reloads it. */
export function startHeartbeat(clock: PageClock): void {
  const shell = bridge();
  if (shell === undefined) return;
  const beat = (): void => {
    shell.heartbeat();
    clock.setTimeout(beat, BEAT_MS);
  };
  beat();
}
