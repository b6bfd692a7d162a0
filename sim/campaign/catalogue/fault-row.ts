import type { FaultSpec, Verb } from '../../faults/fault.ts';
import type { Assignment, BringerManner } from '../../people/people.port.ts';
import type { PlantState } from '../../plant/plant.port.ts';

/** Where faults come from. */
export type Layer = 'power' | 'process' | 'disk' | 'time' | 'serial' | 'line' | 'sensor' | 'drive' | 'door' | 'car' | 'people' | 'network' | 'kiosk' | 'operator' | 'security';

/**
 * What must come of a fault. `goesOn`: the work is done all the same · `comesBack`: by itself within a minute · `holds`: everything
 * stands and keeps its state until a person has looked · `latches`: holds, and needs a reset · `setsAside`: the place or the car
 * is unknown or out of service, the rest goes on · `degrades`: what runs is ended, new work is refused · `refuses`: the request, or the start, is refused.
 */
export type Required = 'goesOn' | 'comesBack' | 'holds' | 'latches' | 'setsAside' | 'degrades' | 'refuses';

/** What can fail, in kinds of the site's own names. */
export const SELECTORS = {
  bus: /^bus\//, drivesBus: /^bus\/drives$/, carriageBus: /^bus\/carriage$/, baysBus: /^bus\/bays$/,
  drive: /^(?:lift|travel|turn|shuttle)$/, lift: /^lift$/, motor: /^(?:lift|travel|turn|shuttle)\/motor$/, brake: /^(?:lift|travel|turn|shuttle)\/brake$/,
  meter: /^distance-/, scale: /^scale-/, laser: /^laser-/, tag: /^rfid-/, weather: /^weather$/,
  door: /^\w+\.(?:inner|outer)$/, doorMotor: /^\w+\.(?:inner|outer)\/motor$/, innerMotor: /^\w+\.inner\/motor$/, outerMotor: /^\w+\.outer\/motor$/, doorLock: /^\w+\.(?:inner|outer)\/lock$/, outerLock: /^\w+\.outer\/lock$/,
  module: /^io-[\w-]+$/, carriageModule: /^io-carriage$/, bayModule: /^io-bay-\w+$/, moduleOutput: /^io-carriage\/(?:lockPin|fork|palletLock)$/,
  contact: /^io-(?:carriage|structure|bay-\w+)\/(?!lamp|horn|lockPin$|fork$|palletLock$)\w+$/, switchOfCarriage: /^io-carriage\/(?!lockPin$|fork$|palletLock$)\w+$/,
  seat: /^io-carriage\/palletSeat/, flag: /^io-carriage\/(?:level|position)Flag$/, slackRope: /^io-carriage\/slackRopeOk$/, curtain: /^io-bay-\w+\/curtainClear$/,
  line: /^gpio\/(?!watchdog|driveEnable|coin)\w/, safeLine: /^gpio\/(?:safetyChainClosed|supplyOk|overtravelClear|keyAuto|shuttleCentred)$/, chainLine: /^gpio\/safetyChainClosed$/,
  watchdog: /^gpio\/watchdog$/, driveEnable: /^gpio\/driveEnable$/, runEnabled: /^gpio\/runEnabled$/, innerLocked: /^gpio\/\w+\.innerLocked$/,
  personLine: /^gpio\/\w+\.personClear$/, presence: /^io-bay-\w+\/(?:presence|radar)Clear$/, hatchContact: /^io-structure\/hatchLocked$/,
  bolt: /^(?:lockPin|fork)\/bolt$/, lockPinBolt: /^lockPin\/bolt$/, forkBolt: /^fork\/bolt$/,
} as const satisfies Readonly<Record<string, RegExp>>;
export type Selector = keyof typeof SELECTORS;

/** When something is done, as plant truth shows it; a run in which it never comes does not have the fault. */
export const MOMENTS = ['now', 'liftMoves', 'shuttleOut', 'innerOpen', 'outerOpen', 'outerShut', 'outerCloses', 'pinMidway', 'forkMidway', 'carInBay', 'carriageArrives', 'personInBay', 'carOut', 'alongMoves', 'innerMoves', 'outerMoves', 'carBetween'] as const;
export type PlantMoment = (typeof MOMENTS)[number];

/** Bounds between which a value is drawn. */
export type Bounds = readonly [least: number, most: number];

/** What makes a fault, as data. Everything that lasts is put back when its time is over. */
export type Act =
  | { readonly act: 'fault'; readonly on: Selector; readonly verb: Verb; readonly how?: Omit<FaultSpec, 'target' | 'verb'>; readonly amount?: Bounds; readonly ms?: Bounds; readonly share?: Bounds; readonly all?: boolean; readonly crossed?: boolean }
  /** A reading that goes wrong by and by (`drift`), or by another amount every time (`noise`). */
  | { readonly act: 'reading'; readonly on: Selector; readonly course: 'drift' | 'noise'; readonly amount: Bounds }
  /** One line after the other falls silent; they come back in another order. */
  | { readonly act: 'swizzle' }
  /** `asking`: so often out of a hundred as somebody's request has just become durable, and is not answered. */
  | { readonly act: 'kill'; readonly times?: number; readonly asking?: number }
  | { readonly act: 'powerCut'; readonly times?: number }
  /** Dark or dead in the instant of a write, or of a command on the wire. */
  | { readonly act: 'dieAt'; readonly what: 'intentWritten' | 'outcomeUnwritten' | 'commandSent' | 'writeTorn'; readonly how: 'kill' | 'power' }
  | { readonly act: 'freeze'; readonly ms: Bounds; readonly times?: number }
  | { readonly act: 'rival' }
  | { readonly act: 'disk'; readonly trouble: 'full' | 'readOnly' | 'io' | 'slow' }
  /** The journal is found like this by the next start. */
  | { readonly act: 'journal'; readonly damage: 'flipped' | 'misdirected' | 'foreign' | 'old' | 'newer' | 'noLog' }
  | { readonly act: 'wall'; readonly byMs: Bounds }
  | { readonly act: 'wallRate'; readonly rate: Bounds }
  | { readonly act: 'wallTo'; readonly utcMs: number }
  | { readonly act: 'panel'; readonly hand: 'emergencyStop' | 'keyOff' | 'keyMaintenance' | 'hatch' | 'supply' | 'smoke' }
  | { readonly act: 'around'; readonly change: Partial<PlantState['surroundings']> }
  | { readonly act: 'shaftPerson' }
  | { readonly act: 'shutIn' }
  | { readonly act: 'person'; readonly kind: Extract<Assignment['kind'], 'visitor' | 'returner' | 'loiterer' | 'forgotten'>; readonly ms?: Bounds }
  /** The next car that is brought back is brought like this; so many people are announced. */
  | { readonly act: 'bringer'; readonly manner: BringerManner; readonly people?: number }
  | { readonly act: 'fetchEarly' }
  | { readonly act: 'floorWet' }
  | { readonly act: 'requests'; readonly what: 'sameCarTwice' | 'sameTwice' | 'everything' | 'whileShaftEntered' }
  | { readonly act: 'heldMotion'; readonly what: 'wedged' | 'intoLimit' }
  | { readonly act: 'swapPallets' }
  | { readonly act: 'nudge'; readonly axis: 'lift' | 'shuttle'; readonly mm: Bounds; readonly creep?: boolean };

/**
 * How it is seen that the required has come. `stands`: from `afterMs` on nothing that could hurt moves as long as it lasts (or the named
 * part does not) · `startsNothing`: from then on no axis begins to move · `alone`: nobody of the staff is needed, where it is the
 * only fault of its run · `refused`: what was tried is turned down · `harmless`: no more than the invariants and the way back to *ready* say.
 */
export type Judged =
  | { readonly by: 'stands'; readonly afterMs: number; readonly of: 'machine' | 'lift' | 'shuttle' }
  | { readonly by: 'startsNothing'; readonly afterMs: number }
  | { readonly by: 'alone' }
  | { readonly by: 'refused' }
  | { readonly by: 'harmless' };

interface Row {
  /** As in the catalogue: `PWR1` and so on. */
  readonly id: string;
  readonly layer: Layer;
  /** What happens, in words. */
  readonly words: string;
  readonly required: Required;
}

/** A fault that the campaign injects. */
export interface PlayedFault extends Row {
  readonly judged: Judged;
  readonly when: PlantMoment;
  readonly lastsMs: Bounds;
  readonly acts: readonly Act[];
  /** Invariants that it breaks by itself where it strikes: whatever the tower does, it can do only afterwards. */
  readonly byAccident: readonly string[];
}

/** A fault of the catalogue that the campaign does not inject, and why. */
export interface MissingFault extends Row {
  readonly missing: string;
}

/** A row of the catalogue: played by the campaign, or missing with its reason. */
export type FaultRow = PlayedFault | MissingFault;

/** Whether the campaign injects it. */
export const isPlayed = (row: FaultRow): row is PlayedFault => 'acts' in row;
