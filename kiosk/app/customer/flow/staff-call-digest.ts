import type { StaffCallView } from '../../../../controller/api/contract/index.ts';

/** A call of the staff as the tower shows it. */
export type StaffCallDigest = Pick<StaffCallView, 'callId' | 'reference' | 'state'> & { readonly how: 'coming' | 'callsBack' | undefined; readonly minutes: number | undefined };

/** The call of this customer. `isSeen`: the tower has named it at least once; from then on its silence means that it has ended. */
export interface FollowedCall extends StaffCallDigest {
  readonly isSeen: boolean;
  readonly isMissing: boolean;
}

/** Calls of the staff, boiled down. */
export const callDigests = (calls: readonly StaffCallView[] = []): readonly StaffCallDigest[] =>
  calls.map(({ callId, reference, state, answer }) => ({ callId, reference, state, how: answer?.how, minutes: answer?.minutes }));

/** The call that the tower has just taken. */
export function placedCall(view: StaffCallView): FollowedCall | undefined {
  const [digest] = callDigests([view]);
  return digest && { ...digest, isSeen: false, isMissing: false };
}
