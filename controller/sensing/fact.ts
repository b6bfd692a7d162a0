/**
 * A fact is something about the tower that interlocks rely on. It is derived from readings on every scan.
 * `undefined` means unknown: never confirmed, too old, or two channels disagree. Unknown never permits.
 */
export type Truth = true | false | undefined;

/** Facts that exist once a site; those of an axis, where the site has it. */
export const towerFactNames = [
  'safetyChainClosed', 'runEnabled', 'keyInAuto', 'hatchLocked', 'overtravelClear', 'supplyOk',
  'liftLive', 'liftHomed', 'liftPositionAgrees', 'liftStill', 'liftBraked', 'liftAtLevel', 'liftNoFault',
  'travelLive', 'travelHomed', 'travelPositionAgrees', 'travelStill', 'travelBraked', 'travelAtPosition', 'travelNoFault',
  'turnLive', 'turnHomed', 'turnPositionAgrees', 'turnStill', 'turnBraked', 'turnAtAngle', 'turnNoFault',
  'shuttleLive', 'shuttleHomed', 'shuttleCentred', 'shuttleAtEnd', 'shuttleStill', 'shuttleNoFault',
  'lockPinIn', 'lockPinOut', 'forkEngaged', 'forkReleased',
  /** The fork is wholly in the pallet or wholly out of it: between the two it holds nothing for certain. */
  'forkAtEnd',
  'carriagePalletSeated', 'carriageEmpty', 'carriagePalletLocked', 'carriagePalletUnlocked',
  /** Carriage empty, or its pallet seated on both sides and locked. */
  'carriageLoadSafe',
  /** The shuttle stands at a place, or is centred with a load that is safe without the fork. */
  'forkMayRelease',
  /** The shuttle stands at a place or is centred, where a pallet has its holes; or the fork has left its end already. */
  'forkMayEngage',
  /** Neither smoke nor heat, by detectors of two kinds. */
  'fireClear', 'gasClear',
  /** Wind below the site's limit for work; and below the one from which staff are warned. */
  'windSafe', 'windCalm',
  'seismicClear', 'pitDry', 'debrisClear',
  /** The mains feed the tower; and, without them, the battery still can. */
  'mainsPresent', 'supplyReserve',
  /** No event from outside waits for somebody to release the tower. */
  'eventsReleased',
  'slackRopeOk', 'cellLeftOccupied', 'cellRightOccupied', 'journalWritable', 'apiAlive',
  /** Key switch on maintenance; a technician has manual mode; the enabling device is in its middle, by a press given since then. */
  'keyInMaintenance', 'productionMode', 'manualMode', 'enablingPressed', 'enablingFresh',
  /** Somebody holds a motion: its lease lives. */
  'motionHeld',
  /** The axis stands at one of its ends. */
  'liftNearLimit', 'travelNearLimit', 'turnNearLimit', 'shuttleNearLimit',
] as const;
export type TowerFactName = (typeof towerFactNames)[number];

/** Facts that exist once a bay; written `<bay>.<name>`. */
export const bayFactNames = [
  'innerClosedLocked', 'innerOpen', 'outerClosedLocked', 'outerOpen', 'innerUnobstructed', 'outerUnobstructed',
  'innerLive', 'outerLive',
  /** Inner door closed and locked, or open towards a bay that is locked to the street and holds nobody. */
  'innerPathSafe',
  /** Nobody presses the exit button inside the bay. */
  'exitReleased',
  /** No fuel, oil or battery fluid on the floor. */
  'floorDry',
  /** What stands in the bay, measured against the site's limits; true over an empty bay. */
  'lengthFits', 'widthFits', 'heightFits', 'clearanceFits', 'massFits', 'loadBalanced',
  /** The radar sees nothing that lives or moves in the bay, nor in a car. */
  'radarClear',
  /** The car has not rolled and its load has not shifted since it was put there; true over an empty bay. */
  'carStands',
  /** What stands there was measured within limits, or proven to be nothing, after the last time a person can have been near it. */
  'loadAdmitted',
  /** The profile frame sees edges, not spray, ice or snow. */
  'profileSteady',
  'personClear', 'envelopeClear', 'palletOnly', 'palletSeated', 'noPallet', 'carFits',
  /** Nothing but a pallet, if that: by profile and by mass. */
  'emptyProven',
  /** A car stands fully on its pallet: by profile and by mass. */
  'carProven',
  /** One of the two: nothing reaches beyond the pallet, whatever stands on it. */
  'contentsProven',
  /** The carriage stands in front of this bay. */
  'carriageHere',
  /** The carriage is not in front of this bay, or the bay may be entered by the shuttle. */
  'shuttleWayFree',
] as const;
export type BayFactName = (typeof bayFactNames)[number];

export type FactName = TowerFactName | `${string}.${BayFactName}`;

/** Why a fact has its value: shown by "why can't it move". */
export type FactCause =
  | 'confirmed'
  /** No answer yet since the start. */
  | 'neverSeen'
  /** The last confirmation is too old. */
  | 'stale'
  /** Two channels that must agree do not. */
  | 'disagree'
  /** Safe again, but not yet for long enough. */
  | 'settling';

/** One fact with the age of its last confirmation. */
export interface Fact {
  readonly value: Truth;
  readonly cause: FactCause;
  /** Monotonic ms of the oldest confirmation among its channels. */
  readonly confirmedAtMs: number;
  /** Monotonic ms since when the value is what it is. */
  readonly sinceMs: number;
  /** Channels behind it, for people: device id and input, or GPIO line name. */
  readonly sources: readonly string[];
}

/** All facts of one scan. A missing name is an unknown fact. */
export interface Facts {
  readonly get: (name: FactName) => Fact;
  /** Increases whenever any value has changed. */
  readonly revision: number;
  /** Monotonic ms of the scan that derived them; facts of a scan that has stopped must not permit anything. */
  readonly updatedAtMs: number;
}
