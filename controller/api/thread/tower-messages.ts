import type { Result } from '../../ports.ts';
import type { TowerSnapshot } from '../contract/index.ts';
import type { RequestFault, TowerEvent, TowerPort } from '../tower.port.ts';

/** What the API may ask of the control core, and what each takes. */
export type TowerVerb = 'collect' | 'allClear' | 'order' | 'reverse' | 'cancel' | 'endDay' | 'reset' | 'resume' | 'stop' | 'settle' | 'home' | 'maintain' | 'attend' | 'why' | 'releaseEvent' | 'recovery' | 'choose' | 'quarantine' | 'liftQuarantine' | 'editMap' | 'undoMapEdit';
export type ArgumentsOf<V extends TowerVerb> = Parameters<TowerPort[V]>;

/** API thread to control core. */
export type TowerRequest =
  | { readonly [V in TowerVerb]: { readonly kind: 'ask'; readonly id: number; readonly verb: V; readonly args: ArgumentsOf<V> } }[TowerVerb]
  /** A change was missed: a fresh snapshot, please. */
  | { readonly kind: 'resync' }
  | { readonly kind: 'pong'; readonly id: number };

/** Control core to API thread. */
export type TowerNews =
  | { readonly kind: 'snapshot'; readonly seq: number; readonly tower: TowerSnapshot }
  | { readonly kind: 'delta'; readonly seq: number; readonly patch: Readonly<Record<string, unknown>> }
  | { readonly kind: 'event'; readonly event: TowerEvent }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown, RequestFault> }
  | { readonly kind: 'ping'; readonly id: number };
