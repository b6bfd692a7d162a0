import type { SnapshotFrom } from 'xstate';
import type { StalledChoices, TaxiVoucher } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import type { CarPlace } from './car-place.ts';
import type { customerSessionMachine } from './customer-session.machine.ts';
import type { FollowedCollection } from './delivery-stage.ts';
import type { TowerDigest } from './tower-digest.ts';

/** What K23 offers to the customer of a collection. */
export interface StalledView {
  readonly step: 'choosing' | 'sure' | 'cancelling' | 'giving' | 'towers';
  readonly stillness: TowerDigest['stillness'];
  readonly carAt: CarPlace;
  /** Undefined until the tower has said what it offers. */
  readonly choices: StalledChoices | undefined;
  /** This screen still speaks for the person that was recognised; else the phone does. */
  readonly isTheirs: boolean;
  readonly voucher: TaxiVoucher | undefined;
  readonly refusal: Refusal | undefined;
}

/** What K23 offers. */
export function stalledView(snapshot: SnapshotFrom<typeof customerSessionMachine>, { carAt }: FollowedCollection): StalledView {
  const { stalled, handOverKey, tower } = snapshot.context;
  const step = (['sure', 'cancelling', 'giving', 'towers'] as const).find((state) => snapshot.matches({ journey: { delivering: { stalled: state } } })) ?? 'choosing';
  return { step, stillness: tower.stillness, carAt, isTheirs: handOverKey !== undefined, ...stalled };
}
