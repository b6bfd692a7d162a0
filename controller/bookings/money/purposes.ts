import type { PaymentKind } from '../../api/contract/index.ts';

/** What is known of an amount by what it is for. */
export interface Purpose {
  /** Wanted as soon as it is held; left out for what waits for something to happen. */
  readonly wantedAtOnce?: 'capture';
  /** The car is not released before this is held. */
  readonly neededForRelease: boolean;
}

/** A deposit is held and given back; everything else is a price. A late fee is a payment of its own: the deposit is never taken for it. */
export const purposes: Readonly<Record<PaymentKind, Purpose>> = {
  deposit: { neededForRelease: true },
  belowFloorFee: { neededForRelease: true },
  extension: { neededForRelease: false, wantedAtOnce: 'capture' },
  late: { neededForRelease: false, wantedAtOnce: 'capture' },
  noShow: { neededForRelease: false, wantedAtOnce: 'capture' },
};
