import type { SnapshotFrom } from 'xstate';
import type { Refusal } from '../../tower-client/answer.ts';
import type { holdMachine } from './hold.machine.ts';

/** How far a hold is, for the screen. */
export interface HoldView {
  readonly state: 'released' | 'asking' | 'held' | 'ending' | 'lost';
  readonly leaseId: string | undefined;
  readonly refusal: Refusal | undefined;
  readonly roundTripMs: number | undefined;
}

/** The public face of the chart. */
export function holdViewOf(snapshot: SnapshotFrom<typeof holdMachine>): HoldView {
  const { lease, refusal, roundTripMs } = snapshot.context;
  const state = (['asking', 'held', 'ending', 'lost'] as const).find((each) => snapshot.matches(each)) ?? 'released';
  return { state, leaseId: lease?.leaseId, refusal, roundTripMs };
}
