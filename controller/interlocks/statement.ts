import type { FactName, Truth } from '../sensing/fact.ts';
import { kindOf, type Motion, type MotionKind } from './motion.ts';

/** Reads one fact of a combination under test. */
export type Reader = (name: FactName) => Truth;

/**
 * When each motion is allowed to start, written a second time as plain logic, apart from the table: whoever changes a row must
 * change the sentence here as well, or `verify interlocks` finds the disagreement. Never used to decide anything.
 */
export function allowedByStatement(motion: Motion, bays: readonly string[], read: Reader): boolean {
  const { kind, bay } = kindOf(motion);
  const yes = (...names: readonly FactName[]): boolean => names.every((name) => read(name) === true);
  const eachBay = (name: 'innerClosedLocked' | 'innerPathSafe'): boolean => bays.every((id) => read(`${id}.${name}`) === true);
  const own = (name: Parameters<typeof ofBay>[1]): FactName => ofBay(bay ?? 'none', name);
  const circuit = yes('safetyChainClosed', 'keyInAuto', 'hatchLocked', 'journalWritable');
  const machinery = circuit && yes('runEnabled');
  const powered = machinery && yes('supplyOk');
  const standing = yes('liftStill', 'travelStill');
  const braked = yes('liftBraked', 'travelBraked');
  const atPlace = yes('liftAtLevel', 'travelAtPosition');
  const carriageMayGo = powered && yes('overtravelClear', 'slackRopeOk', 'shuttleCentred', 'lockPinOut', 'carriageLoadSafe') && eachBay('innerClosedLocked');
  const shuttleMayGo = powered && standing && braked && yes('lockPinIn', 'shuttleLive', 'shuttleNoFault');
  const boltMayGo = machinery && standing && yes('shuttleStill');

  const statements: Readonly<Record<MotionKind, () => boolean>> = {
    'lift.move': () => carriageMayGo && yes('liftLive', 'liftHomed', 'liftPositionAgrees', 'liftNoFault'),
    'lift.home': () => carriageMayGo && yes('liftLive', 'liftNoFault'),
    'travel.move': () => carriageMayGo && yes('travelLive', 'travelHomed', 'travelPositionAgrees', 'travelNoFault'),
    'travel.home': () => carriageMayGo && yes('travelLive', 'travelNoFault'),
    'shuttle.home': () => shuttleMayGo && eachBay('innerClosedLocked'),
    'shuttle.recover': () => shuttleMayGo && eachBay('innerPathSafe'),
    'shuttle.cell': () => shuttleMayGo && yes('shuttleHomed') && atPlace && eachBay('innerClosedLocked'),
    'shuttle.retract': () => shuttleMayGo && yes('shuttleHomed') && eachBay('innerPathSafe'),
    'shuttle.bay': () => shuttleMayGo && yes('shuttleHomed') && atPlace && eachBay('innerPathSafe') && yes(own('carriageHere'), own('innerOpen'), own('outerClosedLocked'), own('personClear'), own('emptyProven')),
    'lockPin.in': () => boltMayGo && yes('liftAtLevel'),
    'lockPin.out': () => boltMayGo && yes('shuttleCentred', 'carriageLoadSafe'),
    'fork.engage': () => boltMayGo && yes('lockPinIn'),
    'fork.release': () => boltMayGo && yes('lockPinIn', 'forkMayRelease'),
    'palletLock.lock': () => boltMayGo && yes('carriagePalletSeated'),
    'palletLock.unlock': () => boltMayGo && yes('lockPinIn', 'forkEngaged'),
    'inner.open': () => machinery && standing && braked && atPlace && yes('lockPinIn', 'shuttleCentred', own('carriageHere'), own('innerLive'), own('outerClosedLocked'), own('personClear'), own('emptyProven')),
    'inner.close': () => machinery && yes('shuttleCentred', own('innerLive'), own('innerUnobstructed'), own('personClear')),
    'outer.open': () => yes(own('innerClosedLocked'), own('outerLive')),
    'outer.close': () => yes('safetyChainClosed', 'keyInAuto', 'journalWritable', own('outerLive'), own('outerUnobstructed'), own('personClear')),
  };
  return statements[kind]();
}

function ofBay(bay: string, name: 'innerOpen' | 'outerClosedLocked' | 'personClear' | 'emptyProven' | 'carriageHere' | 'innerLive' | 'outerLive' | 'innerUnobstructed' | 'outerUnobstructed' | 'innerClosedLocked'): FactName {
  return `${bay}.${name}`;
}
