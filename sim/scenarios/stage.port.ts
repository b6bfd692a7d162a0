import type { Fault, Result } from '../../hal/ports/result.ts';
import type { Site, Stock } from '../../config/schema/site.schema.ts';
import type { CoinSlot } from '../coin/coin-slot.ts';
import type { FaultSpec } from '../faults/fault.ts';
import type { People } from '../people/people.port.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import type { Panel } from '../relay/panel.ts';

/** Virtual time, as a scenario uses it. */
export interface StageClock {
  readonly nowMs: () => number;
  readonly runFor: (ms: number) => Promise<void>;
  /**
   * Runs until `predicate` holds, asked at once and then every 50 ms, at most `timeoutMs`. Resolves to whether it held.
   * While idle time is skipped nothing changes in the plant, so nothing is missed.
   */
  readonly until: (predicate: () => boolean, timeoutMs: number) => Promise<boolean>;
}

/** What a scenario may see of a running collection. */
export interface StageCollection {
  readonly collectionId: string;
  readonly carId: string;
  readonly palletId: string;
  readonly bay: string;
  /** A phase of the collection as the contract names it: `queued` … `done`, `stalled`, `cancelled`. */
  readonly phase: string;
  readonly paused: boolean;
}

/** What a scenario may see of the controller. */
export interface StageSnapshot {
  /** PackML word, or `recovering`. */
  readonly state: string;
  readonly resetNeeded?: 'customer' | 'operator' | 'technician' | undefined;
  readonly reasons: readonly { readonly interlockId: string; readonly fact: string }[];
  /** What *recovering* has found and nobody has settled. */
  readonly recovery: readonly { readonly object: string; readonly word: string }[];
  readonly axes: Readonly<Record<string, { readonly homed: boolean }>>;
  readonly collections: readonly StageCollection[];
}

/** The controller under test, by intents: whichever process runs at the moment. Each answer is waited for in virtual time. */
export interface StageTower {
  readonly collect: (request: {
    readonly collectionId: string;
    readonly bookingId: string | undefined;
    readonly carId: string;
  }) => Promise<Result<{ readonly collectionId: string; readonly bay: string }, Fault>>;
  readonly reset: (by: 'customer' | 'operator' | 'technician', note: string) => Promise<Result<void, Fault>>;
  readonly resume: (collectionId: string) => Promise<Result<void, Fault>>;
  /** The button "Stop" on any screen. */
  readonly stop: (detail: string) => Promise<Result<void, Fault>>;
  /** A technician accepts what *recovering* offers. */
  readonly settle: (by: string, why: string) => Promise<Result<void, Fault>>;
  /** A technician lets one axis find its reference. */
  readonly home: (axis: 'lift' | 'travel' | 'turn' | 'shuttle', by: string) => Promise<Result<void, Fault>>;
  readonly snapshot: () => { readonly seq: number; readonly tower: StageSnapshot };
}

/** Where the journal believes everything to be, in the words of the plant: pallets by place, cars by pallet id or `outside`. */
export interface StageInventory {
  /** `cell:<id>`, `bay:<id>`, `lift`, or the journal's own word for what is in transfer or unknown. */
  readonly pallets: Readonly<Record<string, string>>;
  readonly cars: Readonly<Record<string, string>>;
}

/** Faults on devices and links, by verb, as `sim/faults` knows them. */
export interface StageFaults {
  /** Starts a fault on a target (a device id, `gpio/<line>`, `bus/<id>`). Refused when it could have no effect. */
  readonly start: (target: string, kind: string, how?: Omit<FaultSpec, 'target' | 'verb'>) => Result<void, Fault>;
  readonly clear: (target: string) => void;
  /** Active faults by id: `<target>:<verb>`. */
  readonly active: () => readonly string[];
}

/** The process of the controller. */
export interface StageController {
  /** Dies as by SIGKILL, in the middle of whatever it did. */
  readonly kill: () => void;
  /** A new one starts on the same journal. */
  readonly restart: () => Promise<void>;
}

/** The mains of the whole tower, controller included. */
export interface StagePower {
  readonly cut: () => void;
  readonly restore: () => Promise<void>;
}

/** The disk under the journal. */
export interface StageDisk {
  readonly fail: (trouble: 'full' | 'readOnly' | 'io' | 'slow') => void;
  readonly mend: () => void;
}

/** Everything a scenario plays with. */
export interface Stage {
  readonly site: Site;
  readonly stock: Stock;
  readonly clock: StageClock;
  readonly tower: StageTower;
  /** Truth, for reading. */
  readonly plant: { readonly state: PlantState; readonly inputs: PlantInputs };
  readonly people: People;
  /** Contacts that nobody at the panel presses: hatch, supply, smoke, weather. */
  readonly panel: Panel;
  /** The coin slot, where the site has one. */
  readonly coins: CoinSlot;
  readonly faults: StageFaults;
  readonly controller: StageController;
  readonly power: StagePower;
  readonly disk: StageDisk;
  /** Wakes a tower at rest after a play has changed its truth by hand (a car moved, a tag changed). */
  readonly truthChanged: () => void;
  /** The journal's inventory at this moment. */
  readonly inventory: () => Promise<StageInventory>;
  /** What the oracle has found so far. */
  readonly violations: () => readonly { readonly invariant: string; readonly atMs: number; readonly detail: string }[];
  /** States what must be true here. A false one is kept with its sentence and fails the run; the play goes on. */
  readonly expect: (sentence: string, holds: boolean, detail?: string) => void;
}
