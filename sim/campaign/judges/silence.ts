import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** Beyond the time of the relay's watchdog: one cycle each of relay and plant. */
const SAFE_AFTER_MS = 20;
/** An edge that left in the instant of death is stamped by the clock of the world, not by the step of the plant. */
const SAME_INSTANT_MS = 20;

/** A silence that lasts is listened to so often. */
const LISTENS = 10;

/** Hears when the controller dies or stands still, and when it runs again. */
export interface SilenceJudge extends Judge {
  readonly falls: () => void;
  readonly ends: () => void;
}

/**
 * I34, who feeds the watchdog: nobody but the loop of a controller that runs. From the instant in which it is killed or held up there is no edge any more,
 * and when the time of the watchdog has passed run-enable is gone. A silence that ends earlier says nothing.
 */
export function judgeSilence({ stage, clock, lines }: Pick<Subject, 'stage' | 'clock' | 'lines'>, report: Report): SilenceJudge {
  const { plant, site, faults } = stage;
  let silence = 0;
  let judged = 0;
  /** A fault of the line makes edges of its own. */
  const isSpoilt = (): boolean => faults.active().some((id) => id.startsWith('gpio/watchdog:'));
  return {
    falls: () => {
      silence += 1;
      const mine = silence;
      const sinceMs = plant.state.timeMs;
      const listen = (left: number): void => clock.after(site.control.relayWatchdogMs + SAFE_AFTER_MS, () => {
        if (mine !== silence || isSpoilt()) return;
        judged += 1;
        const lateMs = lines.watchdogEdgeMs() - sinceMs;
        if (lateMs > SAME_INSTANT_MS) report('I34', `the watchdog was fed ${String(Math.round(lateMs))} ms after the controller had stopped running`);
        else if (left > 1) listen(left - 1);
      });
      listen(LISTENS);
    },
    ends: () => { silence += 1; },
    premises: () => ({ 'I34 silence': judged }),
  };
}
