import { everyBay, motionBay, tower, type Interlock } from './interlock.ts';
import type { MotionKind } from './motion.ts';

const HOMINGS: readonly MotionKind[] = ['lift.home', 'travel.home', 'shuttle.home'];
const LIFT: readonly MotionKind[] = ['lift.move', 'lift.home'];
const TRAVEL: readonly MotionKind[] = ['travel.move', 'travel.home'];
/** The carriage as a whole goes somewhere. */
const CARRIAGE: readonly MotionKind[] = [...LIFT, ...TRAVEL];
/** The shuttle leaves or re-enters the carriage. */
const SHUTTLE: readonly MotionKind[] = ['shuttle.cell', 'shuttle.retract', 'shuttle.bay', 'shuttle.home'];
const BOLTS: readonly MotionKind[] = ['lockPin.in', 'lockPin.out', 'fork.engage', 'fork.release', 'palletLock.lock', 'palletLock.unlock'];
const AXES: readonly MotionKind[] = ['lift.move', 'travel.move', 'shuttle.cell', 'shuttle.retract', 'shuttle.bay', ...HOMINGS];
/** Everything but the outer door. */
const MACHINERY: readonly MotionKind[] = [...AXES, ...BOLTS, 'inner.open', 'inner.close'];
/** Everything but the opening of the outer door, which must always be able to let a person out. */
const ALL_BUT_WAY_OUT: readonly MotionKind[] = [...MACHINERY, 'outer.close'];

/**
 * The interlock table. Screens, `GET /why`, the tests and the gate all read these rows. A row whose `reaction` is `stop`
 * is watched for as long as its motion runs; `refuse` is asked at the start only.
 */
export const INTERLOCKS: readonly Interlock[] = [
  // The independent safety hardware, mirrored.
  { id: 'IL-01', motions: ALL_BUT_WAY_OUT, fact: tower('safetyChainClosed'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [5, 6, 24, 27] },
  { id: 'IL-02', motions: MACHINERY, fact: tower('runEnabled'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [5, 30, 34] },
  { id: 'IL-03', motions: ALL_BUT_WAY_OUT, fact: tower('keyInAuto'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [7] },
  { id: 'IL-04', motions: MACHINERY, fact: tower('hatchLocked'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [6] },
  { id: 'IL-05', motions: CARRIAGE, fact: tower('overtravelClear'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [27] },
  { id: 'IL-06', motions: CARRIAGE, fact: tower('slackRopeOk'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [25] },
  { id: 'IL-07', motions: AXES, fact: tower('supplyOk'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [28, 29] },

  // The carriage does not go while anything reaches out of it or into the shaft.
  { id: 'IL-10', motions: CARRIAGE, fact: tower('shuttleCentred'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18] },
  { id: 'IL-11', motions: CARRIAGE, fact: tower('lockPinOut'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17] },
  { id: 'IL-12', motions: CARRIAGE, fact: everyBay('innerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 5, 40] },
  { id: 'IL-13', motions: CARRIAGE, fact: tower('carriageLoadSafe'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [10, 17, 51] },

  // An axis is trusted only while its own readings are.
  { id: 'IL-20', motions: LIFT, fact: tower('liftLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-21', motions: ['lift.move'], fact: tower('liftHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-22', motions: ['lift.move'], fact: tower('liftPositionAgrees'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [19, 23, 31] },
  { id: 'IL-23', motions: LIFT, fact: tower('liftNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [24, 26] },
  { id: 'IL-24', motions: TRAVEL, fact: tower('travelLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-25', motions: ['travel.move'], fact: tower('travelHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-26', motions: ['travel.move'], fact: tower('travelPositionAgrees'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [23, 31] },
  { id: 'IL-27', motions: TRAVEL, fact: tower('travelNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [26] },
  { id: 'IL-28', motions: SHUTTLE, fact: tower('shuttleLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-29', motions: ['shuttle.cell', 'shuttle.retract', 'shuttle.bay'], fact: tower('shuttleHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-30', motions: SHUTTLE, fact: tower('shuttleNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [26] },

  // The shuttle reaches out only from a carriage that stands, is level and is pinned.
  { id: 'IL-40', motions: [...SHUTTLE, 'inner.open'], fact: tower('liftStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18, 19] },
  { id: 'IL-41', motions: [...SHUTTLE, 'inner.open'], fact: tower('travelStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18, 19] },
  { id: 'IL-42', motions: ['shuttle.cell', 'shuttle.bay', 'inner.open', 'lockPin.in'], fact: tower('liftAtLevel'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [19] },
  { id: 'IL-43', motions: ['shuttle.cell', 'shuttle.bay', 'inner.open'], fact: tower('travelAtPosition'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [19] },
  { id: 'IL-44', motions: [...SHUTTLE, 'inner.open'], fact: tower('lockPinIn'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-45', motions: ['shuttle.cell', 'shuttle.home'], fact: everyBay('innerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 5] },
  { id: 'IL-46', motions: ['shuttle.retract', 'shuttle.bay'], fact: everyBay('innerPathSafe'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 5] },
  { id: 'IL-47', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('carriageHere'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 18, 19] },
  { id: 'IL-48', motions: [...SHUTTLE, 'inner.open'], fact: tower('liftBraked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [19, 26] },
  { id: 'IL-49', motions: [...SHUTTLE, 'inner.open'], fact: tower('travelBraked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [19, 26] },

  // Across the plane of a bay: door fully open, street side locked, nobody in it.
  { id: 'IL-50', motions: ['shuttle.bay'], fact: motionBay('innerOpen'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [40] },
  { id: 'IL-51', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('outerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 41] },
  { id: 'IL-52', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('personClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 3, 4, 5, 8, 9] },
  { id: 'IL-53', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('emptyProven'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [12, 22] },

  // Doors.
  { id: 'IL-60', motions: ['inner.open', 'inner.close'], fact: motionBay('innerLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 40] },
  { id: 'IL-61', motions: ['inner.open', 'inner.close'], fact: tower('shuttleCentred'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18, 40] },
  { id: 'IL-62', motions: ['inner.close'], fact: motionBay('innerUnobstructed'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [40] },
  { id: 'IL-63', motions: ['outer.open'], fact: motionBay('innerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [2, 63] },
  { id: 'IL-64', motions: ['outer.open', 'outer.close'], fact: motionBay('outerLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'customer', hazards: [30, 41] },
  { id: 'IL-65', motions: ['outer.close'], fact: motionBay('outerUnobstructed'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'customer', hazards: [1, 42] },
  { id: 'IL-66', motions: ['outer.close'], fact: motionBay('personClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'customer', hazards: [1] },
  { id: 'IL-67', motions: ['inner.close'], fact: motionBay('personClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [2, 40] },

  // Bolts move only while what they hold stands still.
  { id: 'IL-70', motions: BOLTS, fact: tower('liftStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-71', motions: BOLTS, fact: tower('travelStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-72', motions: BOLTS, fact: tower('shuttleStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-73', motions: ['lockPin.out'], fact: tower('shuttleCentred'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [18] },
  { id: 'IL-74', motions: ['lockPin.out'], fact: tower('carriageLoadSafe'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [17] },
  { id: 'IL-75', motions: ['palletLock.lock'], fact: tower('carriagePalletSeated'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [17] },
  { id: 'IL-76', motions: ['palletLock.unlock', 'fork.engage', 'fork.release'], fact: tower('lockPinIn'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [17, 18] },
  { id: 'IL-77', motions: ['palletLock.unlock'], fact: tower('forkEngaged'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [17] },
  { id: 'IL-78', motions: ['fork.release'], fact: tower('forkMayRelease'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [17, 29] },

  // Nothing starts that could not be written down.
  { id: 'IL-90', motions: ALL_BUT_WAY_OUT, fact: tower('journalWritable'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [35, 61] },
];
