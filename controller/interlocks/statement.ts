import type { FactName, Truth } from '../sensing/fact.ts';
import { isHeldKind } from './maintenance-motions.ts';
import { kindOf, type MaintenanceKind, type Motion, type MotionKind } from './motion.ts';
import { heldByStatement } from './statement-of-held.ts';

/** Reads one fact of a combination under test. */
export type Reader = (name: FactName) => Truth;

/**
 * When each motion is allowed to start, written a second time as plain logic, apart from the table: whoever changes a row must
 * change the sentence here as well, or `verify interlocks` finds the disagreement. Never used to decide anything.
 */
export function allowedByStatement(motion: Motion, bays: readonly string[], read: Reader): boolean {
  const { kind, bay } = kindOf(motion);
  if (isHeldKind(kind)) return heldByStatement(kind, bay, bays, read, (other, through) => allowedByStatement(other, bays, through));
  const yes = (...names: readonly FactName[]): boolean => names.every((name) => read(name) === true);
  const eachBay = (name: 'innerClosedLocked' | 'innerPathSafe'): boolean => bays.every((id) => read(`${id}.${name}`) === true);
  const own = (name: Parameters<typeof ofBay>[1]): FactName => ofBay(bay ?? 'none', name);
  // Nothing shakes, burns, smells, blows or fails around the tower, and nobody asks to be let out of a bay.
  const quiet = yes('seismicClear') && bays.every((id) => read(`${id}.exitReleased`) === true);
  const undisturbed = quiet && yes('fireClear', 'gasClear', 'windSafe', 'mainsPresent');
  const circuit = undisturbed && yes('safetyChainClosed', 'keyInAuto', 'hatchLocked', 'journalWritable');
  const machinery = circuit && yes('runEnabled');
  const powered = machinery && yes('supplyOk', 'supplyReserve', 'debrisClear');
  const standing = yes('liftStill', 'travelStill', 'turnStill');
  const braked = yes('liftBraked', 'travelBraked', 'turnBraked');
  const atPlace = yes('liftAtLevel', 'travelAtPosition', 'turnAtAngle');
  const carriageMayGo = powered && yes('overtravelClear', 'slackRopeOk', 'shuttleCentred', 'lockPinOut', 'carriageLoadSafe') && eachBay('innerClosedLocked');
  const shuttleMayGo = powered && standing && braked && yes('lockPinIn', 'shuttleLive', 'shuttleNoFault');
  const boltMayGo = machinery && standing && yes('shuttleStill');

  const bayMayBeEntered = yes(own('lengthFits'), own('widthFits'), own('heightFits'), own('clearanceFits'), own('massFits'), own('loadBalanced'), own('profileSteady'), own('floorDry'));
  const mayGoOn = undisturbed && yes('safetyChainClosed', 'keyInAuto', 'journalWritable', 'pitDry', 'supplyReserve', 'debrisClear', 'eventsReleased');
  const mayBegin = (): boolean => mayGoOn && yes('apiAlive');

  const statements: Readonly<Record<Exclude<MotionKind, MaintenanceKind>, () => boolean>> = {
    'lift.move': () => carriageMayGo && yes('pitDry') && yes('liftLive', 'liftHomed', 'liftPositionAgrees', 'liftNoFault'),
    'lift.home': () => carriageMayGo && yes('pitDry') && yes('liftLive', 'liftNoFault'),
    'travel.move': () => carriageMayGo && yes('travelLive', 'travelHomed', 'travelPositionAgrees', 'travelNoFault'),
    'travel.home': () => carriageMayGo && yes('travelLive', 'travelNoFault'),
    'turn.move': () => carriageMayGo && yes('turnLive', 'turnHomed', 'turnPositionAgrees', 'turnNoFault'),
    'turn.home': () => carriageMayGo && yes('turnLive', 'turnNoFault'),
    'shuttle.home': () => shuttleMayGo && eachBay('innerClosedLocked'),
    'shuttle.recover': () => shuttleMayGo && eachBay('innerPathSafe'),
    'shuttle.cell': () => shuttleMayGo && yes('shuttleHomed') && atPlace && eachBay('innerClosedLocked'),
    'shuttle.retract': () => shuttleMayGo && yes('shuttleHomed') && eachBay('innerPathSafe'),
    'shuttle.bay': () => shuttleMayGo && bayMayBeEntered && yes('shuttleHomed') && atPlace && eachBay('innerPathSafe') && yes(own('carriageHere'), own('innerOpen'), own('outerClosedLocked'), own('personClear'), own('contentsProven')),
    'lockPin.in': () => boltMayGo && yes('liftAtLevel', 'turnAtAngle'),
    'lockPin.out': () => boltMayGo && yes('shuttleCentred', 'carriageLoadSafe'),
    'fork.engage': () => boltMayGo && yes('lockPinIn'),
    'fork.release': () => boltMayGo && yes('lockPinIn', 'forkMayRelease'),
    'palletLock.lock': () => boltMayGo && yes('carriagePalletSeated'),
    'palletLock.unlock': () => boltMayGo && yes('lockPinIn', 'forkEngaged'),
    'inner.open': () => machinery && bayMayBeEntered && standing && braked && atPlace && yes('lockPinIn', 'shuttleCentred', own('carriageHere'), own('innerLive'), own('outerClosedLocked'), own('personClear'), own('contentsProven')),
    'inner.close': () => machinery && yes('shuttleCentred', own('innerLive'), own('innerUnobstructed'), own('personClear')),
    'outer.open': () => yes(own('innerClosedLocked'), own('outerLive')),
    'outer.close': () => undisturbed && yes('safetyChainClosed', 'keyInAuto', 'journalWritable', own('outerLive'), own('outerUnobstructed'), own('personClear')),
    'order.deliver': mayBegin, 'order.receive': mayBegin, 'order.relocate': mayBegin, 'order.provide': mayBegin, 'order.stow': mayBegin, 'order.audit': mayBegin,
    'order.goOn': () => mayGoOn,
  };
  return statements[kind]();
}

function ofBay(bay: string, name: 'lengthFits' | 'widthFits' | 'heightFits' | 'clearanceFits' | 'massFits' | 'loadBalanced' | 'profileSteady' | 'floorDry' | 'innerOpen' | 'outerClosedLocked' | 'personClear' | 'contentsProven' | 'carriageHere' | 'innerLive' | 'outerLive' | 'innerUnobstructed' | 'outerUnobstructed' | 'innerClosedLocked'): FactName {
  return `${bay}.${name}`;
}
