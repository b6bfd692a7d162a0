import type { CarSize } from '../../config/cells.ts';
import type { Result, StoreFault } from '../ports.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { OrderRecord } from './order-record.ts';
import type { Lease } from './lease.ts';

export type * from './order-record.ts';

/** Where a pallet is, as far as the journal knows. `transfer:` names both ends of a transfer that has begun and not ended. */
export type PalletPlace = `cell:${string}` | `bay:${string}` | 'carriage' | `transfer:${string}>${string}` | 'unknown';
/** Where a car is: on a pallet (the pallet's id), outside, or unknown. */
export type CarPlace = `pallet:${string}` | 'outside' | 'unknown';

export interface PalletRecord { readonly palletId: string; readonly tag: number; readonly homeCell: string; readonly place: PalletPlace }
export interface CarRecord {
  readonly carId: string;
  readonly place: CarPlace;
  /** Its size by the catalogue. */
  readonly catalogue?: CarSize | undefined;
  /** What it measured in the shut bay when it came in. Undefined: nobody has measured it since it was outside. */
  readonly measured?: CarSize | undefined;
}

/** What is about to be done. Durable before any frame that does it. */
export interface NewIntent {
  readonly motion: Motion;
  readonly detail: string;
  /** The order that asked, or undefined for service motions. */
  readonly orderId: string | undefined;
  /** What the order holds for it; the gate asks whether that is current, the journal does not keep it. */
  readonly leases?: readonly Lease[];
  /** Inventory changes that become true together with the intent (a pallet enters `transfer:`). */
  readonly moves?: readonly InventoryMove[];
  /** Lets a person out who is shut in: its frame leaves also when the journal takes nothing. Everything else waits until it is durable. */
  readonly letsOut?: true;
}

/** A change of the inventory. */
export type InventoryMove =
  | { readonly what: 'pallet'; readonly id: string; readonly to: PalletPlace }
  | { readonly what: 'car'; readonly id: string; readonly to: CarPlace }
  /** A car was measured; it stays where it is. Forgotten when it goes outside. */
  | { readonly what: 'carSize'; readonly id: string; readonly size: CarSize };

/** How an intent ended. `unknown` is journaled as such and never rounded. */
export type Outcome =
  | { readonly kind: 'done'; readonly moves?: readonly InventoryMove[] }
  | { readonly kind: 'failed'; readonly code: string; readonly moves?: readonly InventoryMove[] }
  | { readonly kind: 'unknown'; readonly code: string };

/** An intent without outcome found at boot: the work of *recovering*. */
export interface OpenIntent { readonly intentId: number; readonly motion: Motion; readonly detail: string; readonly orderId: string | undefined; readonly utcMs: number }

/** Everything that the control core reads at boot. */
export interface JournalImage {
  readonly epoch: number;
  readonly pallets: readonly PalletRecord[];
  readonly cars: readonly CarRecord[];
  readonly openIntents: readonly OpenIntent[];
  readonly openOrders: readonly OrderRecord[];
}

/** The journal as the control core uses it. Each call resolves only when it is durable. */
export interface Journal {
  /** Reads the image and raises the controller epoch by one, durably. */
  readonly boot: () => Promise<Result<JournalImage, StoreFault>>;
  readonly intend: (intent: NewIntent) => Promise<Result<number, StoreFault>>;
  readonly conclude: (intentId: number, outcome: Outcome) => Promise<Result<void, StoreFault>>;
  /** Creates the record or writes its new phase. Inventory moves go into the same transaction. */
  readonly order: (record: OrderRecord, moves?: readonly InventoryMove[]) => Promise<Result<void, StoreFault>>;
  /** Settles what recovering has proven or a person has declared, with who and why, in one transaction. */
  readonly settle: (settlement: { readonly intentIds: readonly number[]; readonly moves: readonly InventoryMove[]; readonly by: string; readonly why: string }) => Promise<Result<void, StoreFault>>;
  /** Hash-chained audit row: stops, resets, sessions, refusals. */
  readonly audit: (event: { readonly kind: string; readonly detail: Readonly<Record<string, unknown>> }) => Promise<Result<void, StoreFault>>;
}
