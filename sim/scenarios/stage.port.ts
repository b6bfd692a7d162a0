import type { Fault, Result } from '../../hal/ports/result.ts';
import type { Inspection, SiteEvent } from '../../config/schema/plans.schema.ts';
import type { Site, Stock } from '../../config/schema/site.schema.ts';
import type { CoinSlot } from '../coin/coin-slot.ts';
import type { FaultSpec } from '../faults/fault.ts';
import type { People } from '../people/people.port.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import type { Panel } from '../relay/panel.ts';
import type { StageRecoveryTower } from './recovery.port.ts';

/** Virtual time, as a scenario uses it. */
export interface StageClock {
  readonly nowMs: () => number;
  readonly runFor: (ms: number) => Promise<void>;
  /**
   * Runs until `predicate` holds, asked at once and then every `everyMs` (50 ms unless told), at most `timeoutMs`. Resolves to whether it held.
   * While idle time is skipped nothing changes in the plant, so nothing is missed.
   */
  readonly until: (predicate: () => boolean, timeoutMs: number, everyMs?: number) => Promise<boolean>;
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

/** What a scenario may see of any order that has not ended. */
export interface StageOrder {
  readonly orderId: string;
  /** `deliver`, `receive`, `relocate`, `provide`, `stow`, `audit`, `cycleDoors`. */
  readonly kind: string;
  readonly phase: string;
  readonly stage: 'queued' | 'running' | 'paused';
  /** On its way back; it ends cancelled. */
  readonly back: boolean;
  readonly bay?: string | undefined;
  readonly palletId?: string | undefined;
  readonly carId?: string | undefined;
  /** What a person may choose now. */
  readonly ways?: readonly ('complete' | 'reverse' | 'cancel')[] | undefined;
  /** Why its car was not taken in. */
  readonly refusal?: string | undefined;
  /** Of an audit. */
  readonly findings?: readonly { readonly cell: string; readonly occupied: boolean; readonly agrees: boolean }[] | undefined;
}

/** What a scenario may see of a car that is being brought back. */
export interface StageReturn {
  readonly returnId: string;
  readonly carId?: string | undefined;
  readonly phase?: string | undefined;
  readonly refusal?: string | undefined;
  readonly checkIn?: {
    readonly stage: string;
    readonly advice: string;
    readonly findings?: readonly { readonly code: string; readonly at: string }[] | undefined;
    readonly channels: { readonly presence: string; readonly radar: string; readonly crossings: string };
  } | undefined;
}

/** What a scenario may ask for besides a collection. */
export type StageOrderRequest = { readonly orderId: string } & (
  | { readonly kind: 'receive'; readonly carId: string; readonly bay?: string; readonly people?: number }
  | { readonly kind: 'relocate'; readonly palletId: string; readonly toCell?: string }
  | { readonly kind: 'provide'; readonly bay: string; readonly palletId?: string }
  | { readonly kind: 'stow'; readonly bay: string; readonly toCell?: string }
  | { readonly kind: 'audit'; readonly cells?: readonly string[]; readonly tags?: boolean }
  | { readonly kind: 'cycleDoors'; readonly bay: string }
);

/** What a technician's page asks for; names as in the controller's contract. */
export type StageMaintenanceRequest =
  | { readonly kind: 'mode'; readonly mode: 'production' | 'maintenance' | 'manual'; readonly by: string }
  | { readonly kind: 'hold'; readonly request: { readonly motion: 'lift.jog' | 'travel.jog' | 'shuttle.jog' | 'shuttle.jogIn' | 'lift.jogOut' | 'lockPin.stepIn' | 'lockPin.stepOut' | 'inner.stepOpen' | 'inner.stepClose'; readonly direction?: 'plus' | 'minus'; readonly bay?: string }; readonly by: string }
  | { readonly kind: 'renew' | 'letGo'; readonly leaseId: string; readonly by: string }
  | { readonly kind: 'lockOut'; readonly note: string; readonly by: string }
  | { readonly kind: 'unlock'; readonly lockoutId: string; readonly by: string }
  | { readonly kind: 'acknowledge'; readonly alarmId: string; readonly by: string }
  | { readonly kind: 'shelve'; readonly alarmId: string; readonly minutes: number; readonly why: string; readonly by: string };

/** One alarm that is not normal. */
export interface StageAlarm {
  readonly alarmId: string;
  readonly state: string;
  readonly firstOut: boolean;
  readonly consequenceOf?: string | undefined;
  /** How often it has come since it was last normal. */
  readonly count?: number | undefined;
  /** Ids of the sentences that say why, and what to do. */
  readonly cause?: string | undefined;
  readonly action?: string | undefined;
}

/** What a scenario may see of the controller. */
export interface StageSnapshot {
  /** PackML word, or `recovering`. */
  readonly state: string;
  readonly resetNeeded?: 'customer' | 'operator' | 'technician' | undefined;
  readonly mode?: string | undefined;
  /** What keeps production away. */
  readonly maintenance?: { readonly blocks: readonly string[]; readonly enabling: string } | undefined;
  readonly motionLease?: { readonly alive: boolean; readonly ended?: string | undefined } | undefined;
  readonly alarms?: { readonly alarms: readonly StageAlarm[]; readonly unacknowledged: number } | undefined;
  readonly reasons: readonly { readonly interlockId: string; readonly fact: string }[];
  /** What *recovering* has found and nobody has settled. */
  readonly recovery: readonly { readonly object: string; readonly word: string }[];
  readonly axes: Readonly<Record<string, { readonly homed: boolean; readonly positionMm?: number; readonly quality?: string }>>;
  readonly doors?: Readonly<Record<string, { readonly position: number; readonly locked: boolean; readonly motion: string; readonly quality: string }>> | undefined;
  /** What the sensors of persons say together of each bay, and what stands there. */
  readonly bays: Readonly<Record<string, { readonly person: 'none' | 'present' | 'unknown'; readonly palletId?: string | undefined; readonly carId?: string | undefined }>>;
  readonly cells?: Readonly<Record<string, { readonly state: string; readonly palletId?: string | undefined; readonly carId?: string | undefined }>> | undefined;
  /** Events around the tower that nobody has released yet. */
  readonly siteEvents?: readonly { readonly event: SiteEvent; readonly state: 'present' | 'waitingForRelease'; readonly inspects: readonly Inspection[] }[] | undefined;
  readonly collections: readonly StageCollection[];
  readonly returns?: readonly StageReturn[] | undefined;
  /** Every order that has not ended, collections among them. */
  readonly orders: readonly StageOrder[];
}

/** What happens while a request waits for its coin, so many ms after it was made. */
export interface AtSlot {
  readonly afterMs: number;
  readonly happen: () => void;
}

/** The controller under test, by intents: whichever process runs at the moment. Each answer is waited for in virtual time. */
export interface StageTower extends StageRecoveryTower {
  /** `atSlot`: only where a coin starts the delivery; without it whoever asks has a genuine one at hand. */
  readonly collect: (request: {
    readonly collectionId: string;
    readonly bookingId: string | undefined;
    readonly carId: string;
  }, atSlot?: readonly AtSlot[]) => Promise<Result<{ readonly collectionId: string; readonly bay: string }, Fault>>;
  readonly allClear: (returnId: string, by: { readonly role: 'customer' } | { readonly role: 'attendant'; readonly name: string }) => Promise<Result<void, Fault>>;
  readonly reset: (by: 'customer' | 'operator' | 'technician', note: string) => Promise<Result<void, Fault>>;
  readonly resume: (orderId: string) => Promise<Result<void, Fault>>;
  readonly order: (request: StageOrderRequest) => Promise<Result<{ readonly orderId: string }, Fault>>;
  /** An order is taken back: its pallet goes where it came from. */
  readonly reverse: (orderId: string, by: string) => Promise<Result<void, Fault>>;
  readonly cancel: (orderId: string, by: string) => Promise<Result<void, Fault>>;
  /** Every pallet goes home and every bay is shut. */
  readonly endDay: (orderId: string, by: string) => Promise<Result<void, Fault>>;
  /** The button "Stop" on any screen. */
  readonly stop: (detail: string) => Promise<Result<void, Fault>>;
  /** A technician accepts what *recovering* offers. */
  readonly settle: (by: string, why: string) => Promise<Result<void, Fault>>;
  /** A technician's page: modes, held motions, lock-outs, alarms. */
  readonly maintain: (request: StageMaintenanceRequest) => Promise<Result<{ readonly lease?: { readonly leaseId: string }; readonly lockout?: { readonly lockoutId: string } }, Fault>>;
  /** A technician lets one axis find its reference. */
  readonly home: (axis: 'lift' | 'travel' | 'turn' | 'shuttle', by: string) => Promise<Result<void, Fault>>;
  /** Somebody on site has inspected what the plan for an event names. */
  readonly releaseEvent: (release: { readonly event: SiteEvent; readonly inspected: readonly Inspection[]; readonly by: string; readonly note: string }) => Promise<Result<void, Fault>>;
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
  /** Of the whole run: a play that draws lots draws them from it, so that the same seed is the same play. */
  readonly seed: number;
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
  /** Sets the wall clock forward or back. */
  readonly jumpWallMs: (byMs: number) => void;
  /** Wakes a tower at rest after a play has changed its truth by hand (a car moved, a tag changed). */
  readonly truthChanged: () => void;
  /** The journal's inventory at this moment. */
  readonly inventory: () => Promise<StageInventory>;
  /** What the oracle has found so far. */
  readonly violations: () => readonly { readonly invariant: string; readonly atMs: number; readonly detail: string; readonly isLate?: true }[];
  /** States what must be true here. A false one is kept with its sentence and fails the run; the play goes on. */
  readonly expect: (sentence: string, holds: boolean, detail?: string) => void;
}
