import type { KioskHeartbeat } from '../../controller/api/contract/index.ts';
import type { ShellClock } from './shell-clock.ts';

/** Longest silence of a page that has beaten once. It beats every 2 s, so seven beats may be late. */
export const SILENCE_MS = 15_000;
/** Longest time from the start of a load to the first beat: the face model is compiled meanwhile. */
export const FIRST_BEAT_MS = 45_000;
/** How often the shell tells the controller. */
export const REPORT_MS = 2_000;

/** Watches for the beats of one page. */
export interface PageWatch {
  /** The page is being loaded: wait for its first beat. */
  readonly expect: () => void;
  readonly beat: () => void;
  /** No page is expected to beat. */
  readonly rest: () => void;
  readonly isSilent: () => boolean;
}

/** Watches the beats of the page. A page that shows a frozen picture tells nobody but by its silence. */
export function createPageWatch(clock: ShellClock, onSilence: () => void): PageWatch {
  let withdraw = (): void => undefined;
  let silent = false;
  const arm = (delayMs: number): void => {
    withdraw();
    withdraw = clock.after(delayMs, () => {
      silent = true;
      onSilence();
    });
  };
  return {
    expect: () => arm(FIRST_BEAT_MS),
    beat: () => {
      silent = false;
      arm(SILENCE_MS);
    },
    rest: () => {
      withdraw();
    },
    isSilent: () => silent,
  };
}

/** Sends a report to the controller; resolves to whether it was taken. Never rejects. */
export type SendHeartbeat = (report: KioskHeartbeat) => Promise<boolean>;

interface ReporterOptions {
  readonly clock: ShellClock;
  readonly send: SendHeartbeat;
  readonly state: () => KioskHeartbeat;
  readonly log: (line: string) => void;
}

/** Tells the controller how the page is, again and again, one report at a time; says once when it is not heard. */
export function reportToController({ clock, send, state, log }: ReporterOptions): void {
  let heard = true;
  const report = async (): Promise<void> => {
    const taken = await send(state());
    if (taken !== heard) log(taken ? 'controller hears the heartbeat again' : 'controller does not take the heartbeat');
    heard = taken;
    clock.after(REPORT_MS, start);
  };
  const start = (): void => {
    report().catch((error: unknown) => log(`heartbeat ended: ${String(error)}`));
  };
  start();
}
