import type { Mode, TowerState } from '../../api/contract/index.ts';

/** Kind of a PackML state: one that acts leads on by itself, one that waits is left by a command. */
type StateKind = 'acting' | 'waiting';

/**
 * The states of ISA-TR88.00.02. `recovering` is ours: the time between boot and a settled inventory, in which nothing acts.
 * `suspended` and `complete` belong to production: in maintenance there is no material whose lack suspends and no lot that completes.
 */
export const PACKML: Readonly<Record<TowerState, { readonly kind: StateKind; readonly onlyIn?: Mode }>> = {
  recovering: { kind: 'waiting' },
  stopped: { kind: 'waiting' },
  resetting: { kind: 'acting' },
  idle: { kind: 'waiting' },
  starting: { kind: 'acting' },
  execute: { kind: 'acting' },
  holding: { kind: 'acting' },
  held: { kind: 'waiting' },
  unholding: { kind: 'acting' },
  suspending: { kind: 'acting', onlyIn: 'production' },
  suspended: { kind: 'waiting', onlyIn: 'production' },
  unsuspending: { kind: 'acting', onlyIn: 'production' },
  stopping: { kind: 'acting' },
  aborting: { kind: 'acting' },
  aborted: { kind: 'waiting' },
  clearing: { kind: 'acting' },
  completing: { kind: 'acting', onlyIn: 'production' },
  complete: { kind: 'waiting', onlyIn: 'production' },
};

/** Whether the tower waits for a command: only then its mode may change. */
export function waits(state: TowerState): boolean {
  return PACKML[state].kind === 'waiting';
}

/** The state as a mode may show it: what exists in production only is held, or holding, elsewhere. */
export function stateIn(mode: Mode, state: TowerState): TowerState {
  const { onlyIn, kind } = PACKML[state];
  if (onlyIn === undefined || onlyIn === mode) return state;
  return kind === 'waiting' ? 'held' : 'holding';
}
