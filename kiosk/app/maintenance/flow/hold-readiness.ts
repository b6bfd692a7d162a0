import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import type { LiveState } from '../../tower-client/live-store.ts';

/** What must be so before a motion can be held, in the order in which a person brings it about. The table of the tower is asked as well. */
export interface HoldReadiness {
  readonly link: boolean;
  readonly key: boolean;
  readonly manual: boolean;
  /** No stop waits for its reset. */
  readonly reset: boolean;
  readonly enabling: boolean;
  /** Nobody else holds another motion. */
  readonly free: boolean;
}

/** Looks at the snapshot. `ownLeaseId`: the lease of this page. */
export function holdReadiness(tower: TowerSnapshot, link: LiveState['link'], ownLeaseId: string | undefined): HoldReadiness {
  const { maintenance, motionLease, mode } = tower;
  return {
    link: link === 'live',
    key: maintenance?.key === 'maintenance',
    manual: mode === 'manual',
    reset: tower.resetNeeded === undefined,
    enabling: maintenance?.enabling === 'pressed',
    free: motionLease?.alive !== true || motionLease.leaseId === ownLeaseId,
  };
}

/** Every one of them. */
export function mayHold(readiness: HoldReadiness): boolean {
  return Object.values(readiness).every((each) => each === true);
}
