import type { Fault, Result } from '../../hal/ports/result.ts';

/** A way on as the recovery page shows it. */
export interface StageWay {
  readonly way: string;
  /** Everything that it needs is there. */
  readonly ready: boolean;
  /** What is to be done, step by step. */
  readonly steps?: readonly { readonly word: string }[];
  readonly declarations?: readonly { readonly place: string; readonly by: 'sensors' | 'twoTechnicians' | 'nobody' }[] | undefined;
}

/** What a technician's recovery page shows; names as in the controller's contract. */
export interface StageRecovery {
  readonly stage: 'waiting' | 'listening' | 'unsettled' | 'settled';
  readonly doubts: readonly { readonly id: string; readonly ways: readonly StageWay[] }[];
  readonly quarantines: readonly { readonly place: string; readonly reason: string }[];
}

/** What that page can ask for. */
export interface StageRecoveryTower {
  readonly recovery: () => Promise<Result<StageRecovery, Fault>>;
  readonly choose: (choice: {
    readonly object: string;
    readonly way: 'settle' | 'complete' | 'reverse' | 'declare' | 'home' | 'recover' | 'level' | 'jogAway' | 'quarantine' | 'audit';
    readonly why: string;
    readonly by: string;
    readonly second: string | undefined;
    readonly place?: string;
  }) => Promise<Result<void, Fault>>;
  readonly liftQuarantine: (request: { readonly place: string; readonly proof: 'sensors' | 'evidence'; readonly why: string; readonly by: string }) => Promise<Result<void, Fault>>;
}
