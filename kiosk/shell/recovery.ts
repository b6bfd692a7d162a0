import type { ShellClock } from './shell-clock.ts';

/** The ways back, from the gentlest. */
export type RecoveryStep = 'reload' | 'recreate' | 'outOfService';

/** How often each way is tried, within what time, and how long is waited before it. All times in ms. */
export interface RecoveryLimits {
  readonly reloads: number;
  readonly recreations: number;
  /** Failures older than this are forgotten. */
  readonly windowMs: number;
  readonly reloadDelayMs: number;
  readonly recreateDelayMs: number;
  /** Out of service, the page is tried again this often: the controller may merely be starting. */
  readonly retryDelayMs: number;
}

/** The limits of a kiosk in production. */
export const RECOVERY_LIMITS: RecoveryLimits = {
  reloads: 3,
  recreations: 2,
  windowMs: 10 * 60_000,
  reloadDelayMs: 500,
  recreateDelayMs: 2_000,
  retryDelayMs: 5_000,
};

interface Attempt {
  readonly step: RecoveryStep;
  readonly atMs: number;
}

/** Which way to try, after those of `past` have been tried. Pure. */
export function chooseStep(past: readonly Attempt[], nowMs: number, limits: RecoveryLimits): RecoveryStep {
  const recent = past.filter((attempt) => nowMs - attempt.atMs < limits.windowMs);
  const tried = (step: RecoveryStep): number => recent.filter((attempt) => attempt.step === step).length;
  if (tried('reload') < limits.reloads) return 'reload';
  return tried('recreate') < limits.recreations ? 'recreate' : 'outOfService';
}

/** What each way does. Each may be called in any order, and again. */
export interface RecoveryActions {
  readonly reload: () => void;
  readonly recreate: () => void;
  readonly showOutOfService: () => void;
}

/** The way back of a page, and how it stands. */
export interface Recovery {
  /** The page is gone, stuck or was not loaded. Told while a way is already being tried, it changes nothing. */
  readonly fail: (reason: string) => void;
  /** The page lives. */
  readonly recovered: () => void;
  readonly isOutOfService: () => boolean;
  /** How often the page had to be brought back. */
  readonly count: () => number;
}

interface RecoveryOptions {
  readonly clock: ShellClock;
  readonly actions: RecoveryActions;
  readonly log: (line: string) => void;
  readonly limits?: RecoveryLimits;
}

/** Brings the page back, within limits: a page that dies at once must not flicker for ever. */
export function createRecovery({ clock, actions, log, limits = RECOVERY_LIMITS }: RecoveryOptions): Recovery {
  let past: readonly Attempt[] = [];
  let pending = false;
  let outOfService = false;
  let count = 0;

  const later = (delayMs: number, act: () => void): void => {
    pending = true;
    clock.after(delayMs, () => {
      pending = false;
      act();
    });
  };
  const goOutOfService = (): void => {
    outOfService = true;
    // The old failures stay in mind, so a page that fails again leads straight back to here.
    later(limits.retryDelayMs, actions.recreate);
    actions.showOutOfService();
  };
  return {
    recovered: () => {
      outOfService = false;
    },
    isOutOfService: () => outOfService,
    count: () => count,
    fail: (reason) => {
      if (pending) return;
      const atMs = clock.nowMs();
      const step = chooseStep(past, atMs, limits);
      past = [...past.filter((attempt) => atMs - attempt.atMs < limits.windowMs), { step, atMs }];
      count += 1;
      log(`page failed (${reason}): ${step}`);
      if (step === 'reload') later(limits.reloadDelayMs, actions.reload);
      else if (step === 'recreate') later(limits.recreateDelayMs, actions.recreate);
      else goOutOfService();
    },
  };
}
