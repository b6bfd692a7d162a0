import type { Broken } from '../../interlocks/permit.port.ts';
import type { StopReason } from '../../safety/gate.port.ts';
import type { TowerState } from '../../api/contract/index.ts';

/** What the state of the tower follows from. */
export interface StateSigns {
  readonly recovering: boolean;
  readonly latched: StopReason | undefined;
  /** A unit or transfer has not come to rest yet. */
  readonly moving: boolean;
  /** An axis finds its reference: the way from standing to ready that PackML calls resetting. */
  readonly homing: boolean;
  /** An order is under way, and whether it waits for a fresh command. */
  readonly order: 'none' | 'running' | 'pausedInside' | 'pausedOutside';
}

const HARDWARE: readonly StopReason['code'][] = ['safetyChain', 'runEnableLost', 'watchdog'];

/** Whether only people or customers are in the way: PackML calls that suspended, an outer cause. */
export function isOuterCause(broken: readonly Broken[]): boolean {
  return broken.length > 0 && broken.every((rule) => rule.reset === 'customer');
}

/** PackML state (ISA-TR88.00.02): aborted by the safety chain, held by an inner cause, suspended by an outer one. */
export function towerState({ recovering, latched, moving, homing, order }: StateSigns): TowerState {
  if (recovering) return 'recovering';
  if (latched) {
    if (HARDWARE.includes(latched.code)) return moving ? 'aborting' : 'aborted';
    if (latched.code === 'recovering' || latched.code === 'requested') return moving ? 'stopping' : 'stopped';
    if (isOuterCause(latched.broken)) return moving ? 'suspending' : 'suspended';
    return moving ? 'holding' : 'held';
  }
  switch (order) {
    case 'running': return 'execute';
    case 'pausedInside': return 'held';
    case 'pausedOutside': return 'suspended';
    case 'none': return homing ? 'resetting' : 'idle';
  }
}
