import { axisIds } from '../../config/axes.ts';
import { done, fault, type Clock, type Fault, type Result } from '../ports.ts';
import type { Facts } from '../sensing/fact.ts';
import type { Broken, ResetBy } from '../interlocks/permit.port.ts';
import type { ResetPlace, StopControl, StopReason } from './gate.port.ts';

/** What a stop does to the outside. None of it waits. */
export interface StopEffects {
  /** Withdraws or grants drive enable by GPIO. */
  readonly setDriveEnable: (on: boolean) => void;
  /** Quick-stop frames, next on each bus. */
  readonly stopAllDevices: () => void;
  /** Ends every lease: nothing that was running may be refreshed again. */
  readonly abandonRunning: () => void;
  /** A technician resets: channels that disagreed and agree by now may be trusted again. */
  readonly acknowledgeDefects: () => void;
  /** Called with an effect that itself failed; a failing effect never keeps the others from running. */
  readonly report: (what: string, error: unknown) => void;
}

export interface StopLatch extends StopControl {
  /** The reason without the time of asking; stamps it. */
  readonly stopBecause: (reason: Omit<StopReason, 'atMs'>) => void;
}

const rank: Readonly<Record<ResetBy, number>> = { customer: 0, operator: 1, technician: 2 };
/** No reset while anything still runs out its ramp. */
const STANDING = axisIds.map((id) => `${id}Still` as const);

/**
 * The one door to stop. Starts latched (after a boot nothing moves without a reset edge). Trips at once, also again while latched:
 * the first reason stays for people, but every rule that broke meanwhile must be whole again before a reset, except those that only a
 * motion can mend, and the strictest of them says who may give it. A reset is an edge given by a person; it only permits, it never starts anything (ISO 13850, ISO 14118).
 */
export function createStopLatch(clock: Clock, facts: () => Facts, effects: StopEffects): StopLatch {
  const listeners: (() => void)[] = [];
  const broken = new Map<string, Broken>();
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
  attempt('drive enable', () => { effects.setDriveEnable(false); });

  function stop(reason: StopReason): void {
    attempt('drive enable', () => { effects.setDriveEnable(false); });
    attempt('leases', effects.abandonRunning);
    attempt('stop frames', effects.stopAllDevices);
    for (const rule of reason.broken) broken.set(`${rule.interlockId} ${rule.fact}`, rule);
    if (!latched) latched = reason;
    else {
      // The first reason explains; but a reset that was given before this stop is not given for it.
      latched = { ...latched, atMs: reason.atMs };
      if (reason.broken.length === 0) return;
    }
    notify();
  }

  /** The first reason with every rule that broke since. */
  const present = (): StopReason | undefined => latched && { ...latched, broken: [...broken.values()] };

  function refuseReset(by: ResetBy, where: ResetPlace): Result<never, ResetFault> | undefined {
    const rules = [...broken.values()];
    const why = present();
    const needed = why ? resetNeeded(why) : 'operator';
    if (rank[by] < rank[needed]) return withBroken('notAllowed', `This stop is reset by a ${needed} on site. Nothing moves until then.`, rules);
    if (where !== 'panel' && wantsPanel(why)) return withBroken('notAllowed', 'The safety hardware has stopped the tower. It is reset by the button at the panel, in sight of the tower. Nothing moves until then.', rules);
    const byHand = facts().get('keyInMaintenance').value === true;
    const persisting = rules.filter((rule) => !isMendable(rule, facts()) && !(byHand && rule.bridged) && facts().get(rule.fact).value !== rule.expects);
    if (persisting.length > 0) return withBroken('stillUnsafe', 'What caused the stop is still there. Nothing moves; mend it first, then reset.', persisting);
    if (STANDING.some((name) => facts().get(name).value === false)) return withBroken('stillUnsafe', 'Something still moves. Wait until everything stands, then reset.', []);
    return undefined;
  }

  return {
    stop,
    stopBecause: (reason) => { stop({ ...reason, atMs: clock.nowMs() }); },
    latched: present,
    onChange: (listener) => { listeners.push(listener); },
    reset: (by, since, where = 'anywhere') => {
      if (!latched) return done;
      if (since !== undefined && since !== latched.atMs) return withBroken('stillUnsafe', 'Motion was stopped again after this reset was asked for. Nothing moves; look again, then reset.', []);
      if (by === 'technician') attempt('defects', effects.acknowledgeDefects);
      const refused = refuseReset(by, where);
      if (refused) return refused;
      latched = undefined;
      broken.clear();
      attempt('drive enable', () => { effects.setDriveEnable(true); });
      notify();
      return done;
    },
  };
}

/** Only a motion mends it. A sensor that is silent is mended by nobody's homing: that is waited for like everything else. */
function isMendable({ mendedBy, fact: name }: Broken, facts: Facts): boolean {
  const { cause } = facts.get(name);
  return mendedBy !== undefined && cause !== 'stale' && cause !== 'neverSeen';
}

type ResetFault = Fault<'stillUnsafe' | 'notAllowed'> & { readonly broken: readonly Broken[] };

/** Causes that the safety hardware reports by its lines, before any rule has been asked. */
const BY_HARDWARE: readonly StopReason['code'][] = ['safetyChain', 'runEnableLost'];

/** Whether a stop is reset at the panel only: the safety hardware has stopped the tower, and somebody must look at it. */
export function wantsPanel(reason: StopReason | undefined): boolean {
  return reason !== undefined && (BY_HARDWARE.includes(reason.code) || reason.broken.some((rule) => rule.atPanel));
}

/** Who must give the reset edge: the strictest of the broken rules; without rules an operator, and a technician where sensors have contradicted each other. */
export function resetNeeded({ code, broken }: Pick<StopReason, 'code' | 'broken'>): ResetBy {
  if (code === 'contradiction') return 'technician';
  let needed: ResetBy = broken.length > 0 ? 'customer' : 'operator';
  for (const rule of broken) if (rank[rule.reset] > rank[needed]) needed = rule.reset;
  return needed;
}

function withBroken(code: ResetFault['code'], message: string, broken: readonly Broken[]): { readonly ok: false; readonly error: ResetFault } {
  return { ok: false, error: { ...fault(code, message).error, broken } };
}
