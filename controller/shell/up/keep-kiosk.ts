import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { KioskHeartbeat } from '../../api/contract/index.ts';
import type { Devtools } from './devtools-pipe.ts';
import { watchPage } from './watch-page.ts';
import type { PageWatch } from './watch-page.ts';

/** A window that has been opened, and what to do when it has gone. */
export interface OpenedWindow {
  readonly process: ChildProcess;
  /** Through which its page is watched; absent where the window looks after its page itself. */
  readonly devtools?: Devtools;
  /** Address of its page, with the key. */
  readonly url: string;
  /** Removes what it kept on disk. */
  readonly tidy: () => void;
}

/** A kiosk window that is started again whenever it dies, and whose page is loaded again whenever it is lost. */
export interface KeptKiosk {
  /** What the controller is told of it. */
  readonly report: () => KioskHeartbeat;
  /** Ends it, and waits until it has gone. */
  readonly stop: () => Promise<void>;
}

const RESTART_AFTER_MS = 1000;
/** Longest pause before a window that keeps failing is opened again. */
const LONGEST_PAUSE_MS = 30_000;
const STOP_TIMEOUT_MS = 3000;
/** A window that nobody watches counts as one that runs once it has lived for this long. */
const RUNS_AFTER_MS = 60_000;
/** Windows in a row that ended without having shown a screen: it cannot run here, and trying on would only hide it. */
const MOST_FAILURES = 10;

interface Life {
  readonly window: OpenedWindow;
  readonly watch: PageWatch | undefined;
  readonly sinceMs: number;
}

interface Kept {
  gone: Promise<void>;
  life: Life | undefined;
  isStopped: boolean;
  isGivenUp: boolean;
  /** Windows in a row that showed nothing. */
  failures: number;
  /** Of the windows that have gone. */
  recoveries: number;
}

/**
 * Keeps a window open and its page alive. `open` starts one; `log` is told of each end, and of giving up when one after the other ends
 * without having shown a screen. A window that did show one is opened again however often that happens.
 */
export function keepKiosk(clock: Clock, open: () => OpenedWindow, log: (line: string) => void): KeptKiosk {
  const kept: Kept = { gone: Promise.resolve(), life: undefined, isStopped: false, isGivenUp: false, failures: 0, recoveries: 0 };

  function start(): void {
    if (kept.isStopped) return;
    const life = begin(clock, open(), log);
    kept.life = life;
    kept.gone = new Promise((resolve) => {
      const onGone = (how: string): void => {
        if (kept.life !== life) return;
        count(kept, life, clock.nowMs());
        life.watch?.close();
        life.window.tidy();
        resolve();
        if (!kept.isStopped) again(how);
      };
      life.window.process.once('exit', (code, signal) => { onGone(signal ?? `status ${String(code)}`); });
      life.window.process.once('error', (error) => { onGone(error.message); });
    });
  }

  function again(how: string): void {
    if (kept.failures >= MOST_FAILURES) {
      kept.isGivenUp = true;
      log(`the kiosk window ended ${String(kept.failures)} times in a row without showing a screen (${how}) and is not opened again; the tower goes on without it`);
      return;
    }
    log(`the kiosk window ended (${how}); opening it again`);
    clock.setTimeout(start, Math.min(LONGEST_PAUSE_MS, RESTART_AFTER_MS * 2 ** Math.max(0, kept.failures - 1)));
  }

  start();
  return { report: () => reportOf(kept), stop: () => stop(kept, clock) };
}

function begin(clock: Clock, window: OpenedWindow, log: (line: string) => void): Life {
  const { devtools, url, process: child } = window;
  const watch = devtools && watchPage({
    devtools, clock, url, log,
    kill: (pid) => { endProcess(pid, log); },
    giveUp: (why) => {
      log(`the kiosk window cannot be brought back (${why}) and is ended`);
      child.kill('SIGKILL');
    },
  });
  return { window, watch, sinceMs: clock.nowMs() };
}

function endProcess(pid: number, log: (line: string) => void): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself meanwhile, or this process may not end it; the watch goes on either way.
    log(`the process of the kiosk page could not be ended (${error instanceof Error ? error.message : String(error)})`);
  }
}

function count(kept: Kept, { watch, sinceMs }: Life, nowMs: number): void {
  const seen = watch?.seen();
  kept.life = undefined;
  kept.recoveries += 1 + (seen?.recoveries ?? 0);
  kept.failures = (seen?.hasStood ?? nowMs - sinceMs >= RUNS_AFTER_MS) ? 0 : kept.failures + 1;
}

function reportOf({ isGivenUp, life, recoveries }: Kept): KioskHeartbeat {
  const seen = life?.watch?.seen();
  const screen = seen?.screen;
  return {
    page: isGivenUp ? 'outOfService' : (seen?.page ?? 'silent'),
    recoveries: recoveries + (seen?.recoveries ?? 0),
    ...(screen === undefined ? {} : { screen }),
  };
}

async function stop(kept: Kept, clock: Clock): Promise<void> {
  kept.isStopped = true;
  kept.life?.watch?.close();
  if (kept.life === undefined) return;
  const child = kept.life.window.process;
  child.kill('SIGTERM');
  const timer = clock.setTimeout(() => { child.kill('SIGKILL'); }, STOP_TIMEOUT_MS);
  await kept.gone;
  clock.clearTimeout(timer);
}
