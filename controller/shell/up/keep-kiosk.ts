import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../../../hal/ports/clock.port.ts';

/** A window that has been opened, and what to do when it has gone. */
export interface OpenedWindow {
  readonly process: ChildProcess;
  /** Removes what it kept on disk. */
  readonly tidy: () => void;
}

/** A kiosk window that is started again whenever it dies. */
export interface KeptKiosk {
  /** Ends it, and waits until it has gone. */
  readonly stop: () => Promise<void>;
}

const RESTART_AFTER_MS = 1000;
const STOP_TIMEOUT_MS = 3000;
const MINUTE_MS = 60_000;
/** A window that dies this often within a minute cannot run here; trying on would only hide it. */
const MAX_RESTARTS_A_MINUTE = 10;

/** Keeps a window open. `open` starts one; `log` is told of each end, and of giving up when it dies too often. */
export function keepKiosk(clock: Clock, open: () => OpenedWindow, log: (line: string) => void): KeptKiosk {
  let gone: Promise<void> = Promise.resolve();
  let current: OpenedWindow | undefined;
  let stopped = false;
  let deaths: number[] = [];

  function start(): void {
    if (stopped) return;
    const opened = open();
    current = opened;
    gone = new Promise((resolve) => {
      const onGone = (how: string): void => {
        if (current !== opened) return;
        current = undefined;
        opened.tidy();
        resolve();
        if (!stopped) again(how);
      };
      opened.process.once('exit', (code, signal) => { onGone(signal ?? `status ${String(code)}`); });
      opened.process.once('error', (error) => { onGone(error.message); });
    });
  }

  function again(how: string): void {
    deaths = [...deaths.filter((atMs) => clock.nowMs() - atMs < MINUTE_MS), clock.nowMs()];
    if (deaths.length > MAX_RESTARTS_A_MINUTE) {
      log(`the kiosk window ended ${String(deaths.length)} times within a minute (${how}) and is not opened again; the tower goes on without it`);
      return;
    }
    log(`the kiosk window ended (${how}); opening it again`);
    clock.setTimeout(start, RESTART_AFTER_MS);
  }

  start();
  return {
    stop: async () => {
      stopped = true;
      if (current === undefined) return;
      const { process: child } = current;
      child.kill('SIGTERM');
      const timer = clock.setTimeout(() => { child.kill('SIGKILL'); }, STOP_TIMEOUT_MS);
      await gone;
      clock.clearTimeout(timer);
    },
  };
}
