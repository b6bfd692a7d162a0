import { done, fault, type Clock } from '../ports.ts';
import type { Facts } from '../sensing/fact.ts';
import type { Broken, ResetBy } from '../interlocks/permit.port.ts';
import type { StopControl, StopReason } from './gate.port.ts';

/** What a stop does to the outside. None of it waits. */
export interface StopEffects {
  /** Withdraws or grants drive enable by GPIO. */
  readonly setDriveEnable: (on: boolean) => void;
  /** Quick-stop frames, next on each bus. */
  readonly stopAllDevices: () => void;
  /** Ends every lease: nothing that was running may be refreshed again. */
  readonly abandonRunning: () => void;
  /** Called with an effect that itself failed; a failing effect never keeps the others from running. */
  readonly report: (what: string, error: unknown) => void;
}

export interface StopLatch extends StopControl {
  /** The reason without the time of asking; stamps it. */
  readonly stopBecause: (reason: Omit<StopReason, 'atMs'>) => void;
}

const rank: Readonly<Record<ResetBy, number>> = { customer: 0, operator: 1, technician: 2 };

/**
 * The one door to stop. Starts latched (after a boot nothing moves without a reset edge). Trips at once, also again while latched;
 * the first reason stays. A reset is an edge given by a person; it only permits, it never starts anything (ISO 13850, ISO 14118).
 */
export function createStopLatch(clock: Clock, facts: () => Facts, effects: StopEffects): StopLatch {
  const listeners: (() => void)[] = [];
  let latched: StopReason | undefined = { code: 'recovering', motion: undefined, broken: [], atMs: clock.nowMs(), detail: 'the controller has just started' };

  const attempt = (what: string, effect: () => void): void => {
    try {
      effect();
    } catch (error) {
      effects.report(what, error);
    }
  };
  const notify = (): void => {
    for (const listener of listeners) attempt('stop listener', listener);
  };

  function stop(reason: StopReason): void {
    attempt('drive enable', () => { effects.setDriveEnable(false); });
    attempt('leases', effects.abandonRunning);
    attempt('stop frames', effects.stopAllDevices);
    if (latched) return;
    latched = reason;
    notify();
  }

  return {
    stop,
    stopBecause: (reason) => { stop({ ...reason, atMs: clock.nowMs() }); },
    latched: () => latched,
    onChange: (listener) => { listeners.push(listener); },
    reset: (by) => {
      if (!latched) return done;
      const needed = resetNeeded(latched);
      if (rank[by] < rank[needed]) {
        return withBroken(fault('notAllowed', `This stop is reset by a ${needed} on site. Nothing moves until then.`), latched.broken);
      }
      const persisting = latched.broken.filter((rule) => facts().get(rule.fact).value !== rule.expects);
      if (persisting.length > 0) {
        return withBroken(fault('stillUnsafe', 'What caused the stop is still there. Nothing moves; mend it first, then reset.'), persisting);
      }
      latched = undefined;
      attempt('drive enable', () => { effects.setDriveEnable(true); });
      notify();
      return done;
    },
  };
}

/** Who must give the reset edge: the strictest of the broken rules; without rules an operator, after a boot an operator. */
export function resetNeeded(reason: StopReason): ResetBy {
  let needed: ResetBy = reason.broken.length > 0 ? 'customer' : 'operator';
  for (const rule of reason.broken) if (rank[rule.reset] > rank[needed]) needed = rule.reset;
  return needed;
}

function withBroken<F extends { readonly ok: false; readonly error: object }>(failure: F, broken: readonly Broken[]): { readonly ok: false; readonly error: F['error'] & { readonly broken: readonly Broken[] } } {
  return { ok: false, error: { ...failure.error, broken } };
}
