/** Phases that every order can have: not begun, ended well, ended in a disagreement of inventory and sensors, taken back. */
type CommonPhase = 'queued' | 'done' | 'stalled' | 'cancelled';
/** The way back: the bay is opened for its car, which leaves; the bay is shut; the pallet goes where it came from. */
export const backPhases = ['releasing', 'leaving', 'shutting', 'returning'] as const;
export type BackPhase = (typeof backPhases)[number];

export type DeliverPhase =
  | CommonPhase | 'finding' | 'taking' | 'coming' | 'presenting' | 'opening' | 'handover' | 'proving' | 'closing' | 'puttingAway'
  | Extract<BackPhase, 'shutting' | 'returning'>;
/** `bringing`: a car that was stored is brought out once more, for whoever has left something in it; `fetching`: an empty pallet. */
export type ReceivePhase = CommonPhase | 'fetching' | 'bringing' | 'opening' | 'awaiting' | 'closing' | 'checking' | 'storing' | BackPhase;
export type RelocatePhase = CommonPhase | 'carrying' | Extract<BackPhase, 'returning'>;
export type ProvidePhase = CommonPhase | 'fetching' | 'opening' | Extract<BackPhase, 'shutting' | 'returning'>;
export type StowPhase = CommonPhase | 'closing' | 'storing' | Extract<BackPhase, 'returning'>;
export type AuditPhase = CommonPhase | 'visiting';
export type CycleDoorsPhase = CommonPhase | 'opening' | 'closing';

/** A car goes to its customer in a bay; its empty pallet goes back to the cell. Taken back, it may go to another one (`fromCell` is then that). */
export interface DeliverRecord {
  readonly kind: 'deliver';
  readonly orderId: string;
  readonly bookingId: string | undefined;
  readonly carId: string;
  readonly palletId: string;
  readonly fromCell: string;
  readonly bay: string;
  readonly phase: DeliverPhase;
}

/** A customer brings a car back: an empty pallet waits for it in a bay, and takes it to a cell. Or the car that has just been stored comes out once more on its own pallet. */
export interface ReceiveRecord {
  readonly kind: 'receive';
  readonly orderId: string;
  readonly bookingId: string | undefined;
  readonly carId: string;
  readonly palletId: string;
  /** Where the pallet belongs when the car is refused or driven out: the cell that it was fetched from, or is at home in. */
  readonly fromCell: string;
  readonly toCell: string;
  readonly bay: string;
  readonly phase: ReceivePhase;
}

/** A pallet, with or without a car, goes from one cell to another. */
export interface RelocateRecord {
  readonly kind: 'relocate';
  readonly orderId: string;
  readonly palletId: string;
  readonly fromCell: string;
  readonly toCell: string;
  readonly phase: RelocatePhase;
}

/** An empty pallet goes to a bay, whose outer door is opened then. */
export interface ProvideRecord {
  readonly kind: 'provide';
  readonly orderId: string;
  readonly palletId: string;
  readonly fromCell: string;
  readonly bay: string;
  readonly phase: ProvidePhase;
}

/** The pallet that stands in a bay, with or without a car, goes to a cell. */
export interface StowRecord {
  readonly kind: 'stow';
  readonly orderId: string;
  readonly palletId: string;
  readonly bay: string;
  readonly toCell: string;
  readonly phase: StowPhase;
}

/** What the carriage found in front of a cell. `tag`: what its reader saw; undefined where no pallet was taken out. */
export interface AuditFinding {
  readonly cell: string;
  readonly occupied: boolean;
  readonly tag: number | undefined;
  readonly agrees: boolean;
}

/** Cell by cell, presence and tag against the inventory. */
export interface AuditRecord {
  readonly kind: 'audit';
  readonly orderId: string;
  /** Each pallet is taken out and its tag read as well; else presence only. */
  readonly tags: boolean;
  /** Cells that are still to be visited, in this order. */
  readonly cells: readonly string[];
  readonly findings: readonly AuditFinding[];
  readonly phase: AuditPhase;
}

/** The outer door of an empty bay opens and closes once, under the eyes of a technician. */
export interface CycleDoorsRecord {
  readonly kind: 'cycleDoors';
  readonly orderId: string;
  readonly bay: string;
  readonly phase: CycleDoorsPhase;
}

export type OrderRecord = DeliverRecord | ReceiveRecord | RelocateRecord | ProvideRecord | StowRecord | AuditRecord | CycleDoorsRecord;
export type OrderPhase = OrderRecord['phase'];

/** Whether the record is on its way back. */
export function isBack({ phase }: OrderRecord): boolean {
  return (backPhases as readonly string[]).includes(phase);
}

/** Whether nothing of it is left to do. */
export function hasEnded({ phase }: OrderRecord): boolean {
  return phase === 'done' || phase === 'stalled' || phase === 'cancelled';
}

/** The bay that it uses. */
export function bayOf(record: OrderRecord): string | undefined {
  return 'bay' in record ? record.bay : undefined;
}

/** The pallet that it moves. */
export function palletOf(record: OrderRecord): string | undefined {
  return 'palletId' in record ? record.palletId : undefined;
}

/** The places that it names. */
export function placeIdsOf(record: OrderRecord): readonly string[] {
  const cells = record.kind === 'audit' ? record.cells : ['fromCell' in record ? record.fromCell : [], 'toCell' in record ? record.toCell : []].flat();
  return [...cells.map((cell) => `cell:${cell}`), ...('bay' in record ? [`bay:${record.bay}`] : [])];
}

/** The record in another phase. The phase must be one of its kind. */
export function inPhase<R extends OrderRecord>(record: R, phase: OrderPhase): R {
  return { ...record, phase };
}
