import type { PurchaseView } from '../../api/contract/index.ts';
import type { StoreRow } from '../../ports.ts';
import type { ContractState } from '../providers/contracts.port.ts';

/** One purchase as the journal holds it, with what it says of the car. */
export interface Purchase {
  readonly purchaseId: string;
  readonly memberId: string;
  readonly carId: string;
  readonly bookingId: string | undefined;
  readonly priceMinor: number;
  readonly currency: string;
  readonly state: PurchaseView['state'];
  readonly lockedUntilUtcMs: number;
  readonly contractRef: string | undefined;
  readonly signUrl: string | undefined;
  /** The provider may have a contract, whatever it has answered. */
  readonly isOffered: boolean;
  readonly createdUtcMs: number;
  readonly changedUtcMs: number;
  readonly car: { readonly brand: string; readonly model: string; readonly plate: string; readonly vin: string; readonly variantId: string };
}

const textOf = (value: StoreRow[string] | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** A row of one of the `purchase.…` statements. The columns are held by the schema's own checks. */
export function toPurchase(row: StoreRow): Purchase {
  return {
    purchaseId: String(row['purchaseId']), memberId: String(row['memberId']), carId: String(row['carId']), bookingId: textOf(row['bookingId']),
    priceMinor: Number(row['priceMinor']), currency: String(row['currency']), state: String(row['state']) as Purchase['state'],
    lockedUntilUtcMs: Number(row['lockedUntilUtcMs']), contractRef: textOf(row['contractRef']), signUrl: textOf(row['signUrl']), isOffered: row['isOffered'] === 1,
    createdUtcMs: Number(row['createdUtcMs']), changedUtcMs: Number(row['changedUtcMs']),
    car: { brand: String(row['brand']), model: String(row['model']), plate: String(row['plate']), vin: String(row['vin']), variantId: String(row['variantId']) },
  };
}

/** A purchase as its buyer sees it. */
export function toPurchaseView({ purchaseId, carId, bookingId, priceMinor, currency, state, lockedUntilUtcMs, signUrl, createdUtcMs, changedUtcMs, car }: Purchase): PurchaseView {
  const { brand, model, plate, vin } = car;
  return {
    purchaseId, carId, brand, model, plate, vin, state, priceMinor, currency, lockedUntilUtcMs, createdUtcMs, changedUtcMs,
    ...(signUrl !== undefined && state === 'handedOff' && { signUrl }),
    ...(bookingId !== undefined && { bookingId }),
  };
}

/** Where a purchase stands after the provider has said what its contract is. What is signed or has ended stays so, whatever is heard later. */
export function afterContract(state: Purchase['state'], contract: ContractState['state']): Purchase['state'] {
  if (state !== 'reserved' && state !== 'handedOff') return state;
  switch (contract) {
    case 'offered':
      return 'handedOff';
    case 'signed':
      return 'signed';
    case 'declined':
      return 'cancelled';
  }
}

/** What a purchase needs next of the tower itself. `isOver`: its price lock has run out. A contract is looked at before a price lapses: whoever has signed in time has bought. */
export function nextOf({ state, isOffered }: Pick<Purchase, 'state' | 'isOffered'>, isOver: boolean): 'complete' | 'look' | 'offer' | 'lapse' | 'nothing' {
  switch (state) {
    case 'signed':
      return 'complete';
    case 'handedOff':
      return 'look';
    case 'reserved':
      if (isOffered) return 'offer';
      return isOver ? 'lapse' : 'nothing';
    case 'sold':
    case 'lapsed':
    case 'cancelled':
      return 'nothing';
  }
}
