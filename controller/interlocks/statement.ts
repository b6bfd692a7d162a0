import type { FactName, Truth } from '../sensing/fact.ts';
import { isHeldKind } from './maintenance-motions.ts';
import { kindOf, type MaintenanceKind, type Motion, type MotionKind } from './motion.ts';
import { heldByStatement } from './statement-of-held.ts';

/** Reads one fact of a combination under test. */
export type Reader = (name: FactName) => Truth;

/** What must hold, of the facts of one combination. */
type Condition = (read: Reader) => boolean;

const statements = new WeakMap<readonly string[], Map<Motion, Condition>>();

/**
 * When each motion is allowed to start, written a second time as plain logic, apart from the table: whoever changes a row must
 * change the sentence here as well, or `verify interlocks` finds the disagreement. Never used to decide anything.
 */
export function allowedByStatement(motion: Motion, bays: readonly string[], read: Reader): boolean {
  const ofSite = statements.get(bays) ?? new Map<Motion, Condition>();
  statements.set(bays, ofSite);
  const statement = ofSite.get(motion) ?? statementFor(motion, bays);
  ofSite.set(motion, statement);
  return statement(read);
}

function statementFor(motion: Motion, bays: readonly string[]): Condition {
  const { kind, bay } = kindOf(motion);
  if (isHeldKind(kind)) return (read) => heldByStatement(kind, bay, bays, read, (other, through) => allowedByStatement(other, bays, through));
  const yes = (...names: readonly FactName[]): Condition => (read) => {
    for (const name of names) if (read(name) !== true) return false;
    return true;
  };
  const all = (...conditions: readonly Condition[]): Condition => (read) => {
    for (const condition of conditions) if (!condition(read)) return false;
    return true;
  };
  const eachBay = (name: 'innerClosedLocked' | 'innerPathSafe' | 'exitReleased'): Condition => yes(...bays.map((id): FactName => `${id}.${name}`));
  const own = (name: Parameters<typeof ofBay>[1]): FactName => ofBay(bay ?? 'none', name);
  // Nothing shakes, burns, smells, blows or fails around the tower, and nobody asks to be let out of a bay.
  const quiet = all(yes('seismicClear'), eachBay('exitReleased'));
  const undisturbed = all(quiet, yes('fireClear', 'gasClear', 'windSafe', 'mainsPresent'));
  const circuit = all(undisturbed, yes('safetyChainClosed', 'keyInAuto', 'hatchLocked', 'journalWritable'));
  const machinery = all(circuit, yes('runEnabled'));
  const powered = all(machinery, yes('supplyOk', 'supplyReserve', 'debrisClear'));
  const standing = yes('liftStill', 'travelStill', 'turnStill');
  const braked = yes('liftBraked', 'travelBraked', 'turnBraked');
  const atPlace = yes('liftAtLevel', 'travelAtPosition', 'turnAtAngle');
  const carriageMayGo = all(powered, yes('overtravelClear', 'slackRopeOk', 'shuttleCentred', 'lockPinOut', 'carriageLoadSafe'), eachBay('innerClosedLocked'));
  const shuttleMayGo = all(powered, standing, braked, yes('lockPinIn', 'shuttleLive', 'shuttleNoFault'));
  const forkSure = yes('forkAtEnd');
  const boltMayGo = all(machinery, standing, yes('shuttleStill'));

  const bayMayBeEntered = yes(own('lengthFits'), own('widthFits'), own('heightFits'), own('clearanceFits'), own('massFits'), own('loadBalanced'), own('profileSteady'), own('floorDry'));
  const mayGoOn = yes('fireClear', 'gasClear', 'windSafe', 'mainsPresent', 'eventsReleased', 'safetyChainClosed');
  const mayBegin = all(mayGoOn, quiet, yes('keyInAuto', 'journalWritable', 'pitDry', 'supplyReserve', 'debrisClear', 'apiAlive'));

  const stated: Readonly<Record<Exclude<MotionKind, MaintenanceKind>, Condition>> = {
    'lift.move': all(carriageMayGo, yes('pitDry'), yes('liftLive', 'liftHomed', 'liftPositionAgrees', 'liftNoFault')),
    'lift.home': all(carriageMayGo, yes('pitDry'), yes('liftLive', 'liftNoFault')),
    'travel.move': all(carriageMayGo, yes('travelLive', 'travelHomed', 'travelPositionAgrees', 'travelNoFault')),
    'travel.home': all(carriageMayGo, yes('travelLive', 'travelNoFault')),
    'turn.move': all(carriageMayGo, yes('turnLive', 'turnHomed', 'turnPositionAgrees', 'turnNoFault')),
    'turn.home': all(carriageMayGo, yes('turnLive', 'turnNoFault')),
    'shuttle.home': all(shuttleMayGo, forkSure, eachBay('innerClosedLocked')),
    'shuttle.recover': all(shuttleMayGo, eachBay('innerPathSafe')),
    'shuttle.cell': all(shuttleMayGo, forkSure, yes('shuttleHomed'), atPlace, eachBay('innerClosedLocked')),
    'shuttle.retract': all(shuttleMayGo, forkSure, yes('shuttleHomed'), eachBay('innerPathSafe')),
    'shuttle.bay': all(shuttleMayGo, forkSure, bayMayBeEntered, yes('shuttleHomed'), atPlace, eachBay('innerPathSafe'), yes(own('carriageHere'), own('innerOpen'), own('outerClosedLocked'), own('personClear'), own('contentsProven'), own('loadAdmitted'))),
    'lockPin.in': all(boltMayGo, yes('liftAtLevel', 'turnAtAngle')),
    'lockPin.out': all(boltMayGo, yes('shuttleCentred', 'carriageLoadSafe')),
    'fork.engage': all(boltMayGo, yes('lockPinIn', 'forkMayEngage')),
    'fork.release': all(boltMayGo, yes('lockPinIn', 'forkMayRelease')),
    'palletLock.lock': all(boltMayGo, yes('carriagePalletSeated')),
    'palletLock.unlock': all(boltMayGo, yes('lockPinIn', 'forkEngaged')),
    'inner.open': all(machinery, bayMayBeEntered, standing, braked, atPlace, yes('lockPinIn', 'shuttleCentred', own('carriageHere'), own('innerLive'), own('outerClosedLocked'), own('personClear'), own('contentsProven'), own('loadAdmitted'), own('radarClear'), own('carStands'))),
    'inner.close': all(machinery, yes('shuttleCentred', own('innerLive'), own('innerUnobstructed'), own('personClear'))),
    'outer.open': yes(own('innerClosedLocked'), own('outerLive')),
    'outer.close': all(undisturbed, yes('safetyChainClosed', 'keyInAuto', 'journalWritable', own('outerLive'), own('outerUnobstructed'), own('personClear'))),
    'order.deliver': mayBegin, 'order.receive': mayBegin, 'order.relocate': mayBegin, 'order.provide': mayBegin, 'order.stow': mayBegin, 'order.audit': mayBegin,
    'order.goOn': mayGoOn,
  };
  // But for letting somebody out, nothing moves by itself before the tower is given back.
  return kind === 'outer.open' || kind.startsWith('order.') ? stated[kind] : all(yes('productionMode'), stated[kind]);
}

function ofBay(bay: string, name: 'lengthFits' | 'widthFits' | 'heightFits' | 'clearanceFits' | 'massFits' | 'loadBalanced' | 'profileSteady' | 'floorDry' | 'innerOpen' | 'outerClosedLocked' | 'personClear' | 'contentsProven' | 'loadAdmitted' | 'radarClear' | 'carStands' | 'carriageHere' | 'innerLive' | 'outerLive' | 'innerUnobstructed' | 'outerUnobstructed' | 'innerClosedLocked'): FactName {
  return `${bay}.${name}`;
}
