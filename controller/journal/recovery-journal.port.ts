import type { Result, StoreFault } from '../ports.ts';
import type { InventoryMove } from './journal.port.ts';
import type { Lease, LeaseResource } from './lease.ts';

export type * from './lease.ts';

/** A place out of service; `lift` is the machine as a whole. */
export type QuarantinedPlace = 'lift' | `cell:${string}` | `bay:${string}`;

/** Why a place is out of service, by whom and since when. `reason` is one of the contract's. */
export interface QuarantineRecord {
  readonly place: QuarantinedPlace;
  readonly reason: string;
  readonly by: string;
  readonly why: string;
  readonly utcMs: number;
}

/** A change of the map by people. */
export interface MapEditRecord {
  readonly editId: number;
  readonly what: 'pallet' | 'car';
  readonly object: string;
  readonly before: string;
  readonly after: string;
  readonly by: string;
  readonly second: string | undefined;
  readonly why: string;
  readonly utcMs: number;
  readonly undone: boolean;
}

/** What the control core reads of it at boot. */
export interface RecoveryImage {
  readonly quarantines: readonly QuarantineRecord[];
  /** The last number of each resource; who held it then holds it no longer. */
  readonly leases: readonly { readonly resource: LeaseResource; readonly number: number }[];
  /** Newest first. */
  readonly edits: readonly MapEditRecord[];
}

/** The journal as recovery uses it. Each call resolves only when it is durable, together with its row of the audit. */
export interface RecoveryJournal {
  readonly read: () => Promise<Result<RecoveryImage, StoreFault>>;
  /** Takes a place out of service; inventory moves go into the same transaction. */
  readonly quarantine: (record: QuarantineRecord, moves?: readonly InventoryMove[]) => Promise<Result<void, StoreFault>>;
  readonly lift: (place: QuarantinedPlace, lifted: { readonly by: string; readonly why: string; readonly proof: string }) => Promise<Result<void, StoreFault>>;
  readonly grant: (leases: readonly Lease[]) => Promise<Result<void, StoreFault>>;
  readonly release: (leases: readonly Pick<Lease, 'resource' | 'number'>[]) => Promise<Result<void, StoreFault>>;
  readonly edit: (edit: MapEditRecord, moves: readonly InventoryMove[], quarantines: readonly QuarantineRecord[]) => Promise<Result<void, StoreFault>>;
  readonly undo: (editId: number, undone: { readonly by: string; readonly why: string }, moves: readonly InventoryMove[]) => Promise<Result<void, StoreFault>>;
}
