/** A motion that was intended and has not ended. */
export interface DurableIntent {
  readonly intentId: number;
  readonly motion: string;
  readonly orderId: string | undefined;
  /** When it was written, by the wall clock. The number of an intent that a torn write has lost is given again. */
  readonly utcMs: number;
}

/** An order that has not ended. */
export interface DurableOrder {
  readonly orderId: string;
  readonly carId: string | undefined;
  readonly palletId: string | undefined;
  readonly bay: string | undefined;
}

/** What stands on the disk at one instant. */
export interface DurableRows {
  readonly lastIntentId: number;
  readonly openIntents: readonly DurableIntent[];
  readonly openOrders: readonly DurableOrder[];
  /** Places of pallets by their id: `cell:…`, `bay:…`, `lift`, `transfer:…`, `unknown`. */
  readonly pallets: Readonly<Record<string, string>>;
  /** Places of cars by their id: a pallet's id, `outside`, `unknown`. */
  readonly cars: Readonly<Record<string, string>>;
}

/** What somebody was told to be durable. */
export interface Acknowledged {
  readonly intents: readonly number[];
  readonly outcomes: readonly number[];
  readonly pallets: readonly (readonly [palletId: string, place: string])[];
  readonly cars: readonly (readonly [carId: string, place: string])[];
}

/** The disk under the journal, seen from beside the controller: what is on it, whatever anybody says. */
export interface DurableJournal {
  /** Undefined while no controller has the journal open. */
  readonly rows: () => DurableRows | undefined;
  /** Whether the disk takes anything at the moment. */
  readonly takes: () => boolean;
  /** Hears of each batch in the instant in which it is durable. */
  readonly onDurable: (listener: () => void) => void;
  /** Hears of each batch that the controller was told to be durable, right before it hears of that itself. */
  readonly onAcknowledged: (listener: (acknowledged: Acknowledged) => void) => void;
  /** What is wrong with the file as it lies on the disk now, in the middle of its work: what would be found if the power went. Undefined of a file that was damaged on purpose. */
  readonly findings: () => readonly string[] | undefined;
  /** Hears what is wrong with the file that a dead controller has left, before the next one opens it. */
  readonly onFound: (listener: (findings: ReturnType<DurableJournal['findings']>) => void) => void;
}
