import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../../../hal/ports/clock.port.ts';

/** A kiosk window that is started again whenever it dies. */
export interface KeptKiosk {
  readonly stop: () => void;
  /** Times that it had to be started again. */
  readonly restarts: () => number;
}

const RESTART_AFTER_MS = 1000;
/** A window that dies this often within a minute cannot run here; trying on would only hide it. */
const MAX_RESTARTS_A_MINUTE = 10;

/** Keeps a window open. `open` starts one; `giveUp` is told when it dies too often. */
export function keepKiosk(clock: Clock, open: () => ChildProcess, log: (line: string) => void): KeptKiosk {
  let current: ChildProcess | undefined;
  let stopped = false;
  let restarts = 0;
  let recent: number[] = [];

  function start(): void {
    if (stopped) return;
    const child = open();
    current = child;
    let gone = false;
    const onGone = (how: string): void => {
      if (gone || stopped) return;
      gone = true;
      recent = [...recent.filter((atMs) => clock.nowMs() - atMs < 60_000), clock.nowMs()];
      if (recent.length > MAX_RESTARTS_A_MINUTE) {
        log(`the kiosk window died ${String(recent.length)} times within a minute and is not started again; the tower goes on without it`);
        return;
      }
      restarts += 1;
      log(`the kiosk window ended (${how}); starting it again`);
      clock.setTimeout(start, RESTART_AFTER_MS);
    };
    child.once('exit', (code, signal) => { onGone(signal ?? `status ${String(code)}`); });
    child.once('error', (error) => { onGone(error.message); });
  }

  start();
  return {
    restarts: () => restarts,
    stop: () => {
      stopped = true;
      current?.kill('SIGTERM');
    },
  };
}
